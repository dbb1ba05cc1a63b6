"""What the service does, one verb a file: load, think, answer."""
