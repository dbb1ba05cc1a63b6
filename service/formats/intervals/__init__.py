"""intervals.icu: its calendar as JSON, and its notation for workouts, which people write into descriptions everywhere."""
