"""Plans and workouts that people keep as YAML: calendar-hack and garmin-workouts."""
