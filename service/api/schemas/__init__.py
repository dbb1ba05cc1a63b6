"""What goes in and out of the routes. What comes in and what goes out are different models: a caller sets no field of ours."""
