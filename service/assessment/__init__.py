"""Reports become class, level, directives and advice. Pure: the physiology lives here and nowhere else."""

from service.assessment.assessing import assess

__all__ = ["assess"]
