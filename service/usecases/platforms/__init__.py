"""What goes on between us and training platforms."""
