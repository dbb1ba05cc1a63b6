"""iCalendar: how plans leave Runna, TrainingPeaks, TrainerRoad and our own feed."""
