"""Workout files as plans: one file, or an archive in which the names tell the days."""
