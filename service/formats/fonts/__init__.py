"""DejaVu Sans, for pages that are printed; its licence lies beside it."""
