"""TrainingPeaks: sessions done come in, the coach's plan goes out."""

from service.platforms.trainingpeaks.platform import TrainingPeaks

__all__ = ["TrainingPeaks"]
