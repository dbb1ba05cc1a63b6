"""What a coach would recognise: sessions, plans, reports, assessments, adjustments. Standard library only."""
