"""What is measured on the reports and the done sessions; one measure a file."""
