"""FIT files of watches and bike computers: planned workouts, and what was done."""
