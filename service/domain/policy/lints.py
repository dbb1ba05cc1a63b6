"""What a plan is looked at for, apart from the rules that a re-planning keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LintNumbers:
    """Minutes, counts and shares from which a plan is worth a second look; see the data file for their sources."""

    warmup_easy_minutes: int
    warmup_hard_minutes: int
    warmup_least_hard_minutes: int
    cooldown_minutes: int
    hard_in_7: int
    hard_in_7_frequent: int
    frequent_runs: int
    """From so many runs in seven days on the second number of hard sessions holds."""
    freq_runs_over_mean: int
    grey_share_percent: int
    grey_days_in_row: int
    easy_over_percent: int
    deload_weeks: int
    deload_percent: int
    """A week of at most this share of the one before is a lighter one."""
    offseason_strength: int
    specific_leg_strength: int
    variety_least_runs: int
    marathon_m: int
    marathon_weekly_m: int
    marathon_weeks: int
