"""What re-planning aims at once it is safe: steps of a missed goal, lengths to cut to, the share of easy minutes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aims:
    """Percents are whole numbers; see the data file for the source of each value."""

    goal_step_percent: int
    """A shortfall counts in steps of this share; the first step is free."""
    easy_share_least_percent: int
    easy_share_most_percent: int
    after_strength_run_minutes: int
    """Longest easy run that counts as recovery after leg strength."""
    short_cross_minutes: int
    """Length of short cross-training, and the most that a day of rest or short cross-training holds."""
    shorter_percents: tuple[int, ...]
    """Lengths that an endurance session may be cut to."""
    shorter_floor_minutes: int
    """Such lengths are whole multiples of this."""
