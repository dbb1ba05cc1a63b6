"""Plans in spreadsheets of every family: their sheets become tables."""
