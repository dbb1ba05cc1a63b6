"""What each level of the response asks of the plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One column of the directive table; days count from the anchor date (`first_*`) or from day0 (`*_from_day0`)."""

    first_hard_days: int
    first_strength_days: int
    first_long_days: int
    first_hard_from_day0: bool
    long_ratio: float
    long_easy: bool
    load_factor_w1: float
    load_factor_w2: float
    max_hard_w1: int | None
    """None: as planned."""
    max_hard_w2: int | None
    rest_days: int
    rest_within_days: int | None
    """One of the rest days falls in the first so many days of W1."""
    cross_min: int
    cross_max: int | None
    move_days: int
    review_days: int


@dataclass(frozen=True, slots=True)
class Levels:
    """Rows for levels 0 to 4; level 5 stops everything. Further numbers are added by the rules that use them."""

    rows: tuple[LevelRow, ...]
    capacity_ratio: float
    """The window's reference load is at most this times the 28-day weekly mean."""
    capacity_needs_history_days: int
