"""Numbers that describe sessions: loads by kind, leg factors, what counts as long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionNumbers:
    """See the data file for the source of each value."""

    default_rpe: Mapping[str, float]
    """RPE (CR10) assumed for a kind when the plan gives none."""
    default_minutes: Mapping[str, int]
    """Minutes assumed for a kind when the plan gives neither duration nor distance."""
    default_pace_s_per_km: Mapping[str, int]
    """Pace by sport used to estimate a duration from a distance."""
    leg_factor_tenths: Mapping[str, int]
    """How much of a session's work the legs do, in tenths, by sport, modality or strength kind."""
    leg_session_tenths: int
    """From this leg factor on a session is a leg session."""
    hard_rpe: float
    easy_rpe: float
    long_minutes: Mapping[str, int]
    """Minutes from which a session of a sport is long."""
    long_default_minutes: int
    """The same for any sport not named."""
    long_median_ratio: float
    long_floor_minutes: int
    swap_minutes_factor: Mapping[str, float]
    """Minutes of a modality that replace one easy running minute."""
    recovery_minutes: int
    """Longest recovery run."""
    recovery_rpe: float
    easy_target_rpe: float
    """RPE of a session that was made easy."""
    shortest_minutes: int
    """No session is shortened below this."""
    least_change_minutes: int
    least_change_ratio: float
    """A change smaller than either is cosmetic and not made."""
    rest_day_core_minutes: int
    """Core or mobility up to this long leaves a day a rest day."""
    openers_minutes: int
    """Most minutes of work in an opener."""
    openers_days: int
    """An opener stands at most so many days before its race."""
