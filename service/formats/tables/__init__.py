"""Plans in tables, whatever program made them: rows of cells become sessions."""
