"""From which scores of training platforms a report is made, and how certain it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlatformScores:
    """Scores are on the common scale of 0 to 100; heaviness, soreness and pain on that of a report, 0 to 10."""

    feel_poor: int
    """A session's feel (100 is best) of at most this is heavy legs of `feel_poor_heaviness`."""
    feel_poor_heaviness: int
    feel_worst: int
    feel_worst_heaviness: int
    fatigue_extreme: int
    """A day's fatigue (100 is worst) of at least this is heavy legs without a session."""
    fatigue_heaviness: int
    injury_least: int
    """A day's injury score of at least this is an injury."""
    heavy_words_heaviness: int
    heavy_words: tuple[str, ...]
    """Words for heavy legs in a note."""
