"""Numbers of the assessment: what counts as fresh, heavy, a streak, a trend, strain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Hours, days and points of the 0-10 heaviness scale; see the data file for the source of each value."""

    heavy: int
    good: int
    fresh_hours: int
    history_days: int
