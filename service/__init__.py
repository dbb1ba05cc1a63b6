"""Coaching plan adjuster: re-plans training sessions when an athlete reports heavy legs."""

__version__ = "0.1.0"
