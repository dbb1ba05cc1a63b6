"""How far apart sessions stand, and the limits on rising load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RaceRecovery:
    """Days from a race of a class to the first session of a kind; 0 is no limit."""

    any_run: int
    hard: int
    long: int


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in dates: D+2 means that one date lies between."""

    hard_to_hard: int
    hard_to_long: int
    long_to_hard: int
    long_to_long: int
    strength_to_hard: int
    strength_to_long: int
    hard_strength_hours: int
    after_race: Mapping[str, RaceRecovery]
    """By race class: short, middle, marathon, bike, long_bike."""
    race_short_max_m: int
    race_middle_max_m: int
    race_marathon_min_minutes: int
    bike_race_long_minutes: int
    travel_no_hard_days: int
    after_long_ratio: float
    """A run on the day after a long one lasts at most this share of it."""
    long_of_longest_ratio: float
    """A run of this share of the 30-day longest counts as long for the day after."""
    after_sequence_easy_days: int
    rest_days_in_seven: int
    rest_days_in_seven_novice: int
    run_spike_ratio: float
    run_spike_days: int
    load_ceiling_ratio: float
    load_ramp_soft_ratio: float
    hard_minutes_soft_ratio: float
    hard_minutes_ceiling_ratio: float
    ramp_floor_weekly_minutes: int
    ramp_needs_history_days: int
    novice_max_hard_in_14: int
    minor_max_hard_in_7: int
    soon_hours: int
    """A session that starts sooner may only become easier."""
    days_moved_weight_within: int
    """Moves that touch this many days from now count double."""
    most_needless_moves: int
    move_days_not_key: int
    race_week_days: int
    """No long session is moved into this many days before an A-race."""
    taper_still_days: int
    """Nothing moves into this many days before an A-race."""
    hard_days_hard: bool
    """The coach wants strength on hard days (policy switch of ruling G13)."""
