"""What each level of the response asks of the plan, and what stands at every level."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One column of the directive table; days count from the anchor date (`first_*`) or from day0 (`*_from_day0`)."""

    first_hard_days: int
    first_strength_days: int
    first_long_days: int
    first_hard_from_day0: bool
    """Hard sessions and leg strength count from day0 (level 4), long ones always from the anchor."""
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
    """Rows for levels 0 to 4; level 5 stops everything. The rest are class overrides and standing directives.

    Pairs named `*_factors` hold the load factors of W1 and W2.
    """

    rows: tuple[LevelRow, ...]
    # load and counts
    capacity_ratio: float
    """The window's reference load is at most this times the 28-day weekly mean."""
    capacity_needs_history_days: int
    later_rest_days: int
    """Rest days of W2, and of W1 once the first week is over."""
    runs_cut_from: int
    """From so many planned runs on, level 2 takes one away."""
    few_leg_sessions: int
    few_minutes: int
    """Athletes with so few leg sessions, or fewer minutes, a week keep caps and counts at level 2."""
    least_sessions_left: int
    """A cap always leaves room for so many of the shortest easy sessions."""
    standing_move_days: int
    """Days that a key session may move when a standing directive is in its way."""
    # expected soreness
    doms_hard_days_mild: int
    doms_hard_days_strong: int
    """Days from the session that made the legs sore to the next hard one, at level 1 and above it."""
    # illness
    illness_gap_least: int
    illness_gap_most: int
    illness_gap_per_day: int
    illness_gap_unknown: int
    """Days from the last symptom to the first hard session, when nobody said how long the illness lasted."""
    illness_rest_days: int
    illness_easy_days: int
    illness_max_hard: int
    illness_long_ratio: float
    illness_factors: tuple[float, ...]
    acute_factors: tuple[float, ...]
    after_illness_factors: tuple[float, ...]
    """For good legs after an illness of at least `after_illness_least_days`."""
    after_illness_least_days: int
    long_illness_days: int
    """After longer illness nothing hard before so many good days without symptoms: `long_illness_free_days`."""
    long_illness_free_days: int
    # standing directives of single days
    soreness_easy: int
    soreness_rest: int
    soreness_rest_days: int
    """Days from a report of such soreness to the next hard session or leg strength."""
    soreness_strength_ok: int
    soreness_holds_days: int
    """After so many days an old word on soreness no longer holds leg strength back."""
    mass_loss_stop_pct: float
    mass_loss_hours: int
    outside_cause_days: int
    """How long a reduction for an outside cause outlasts it."""
    safety_hold_days: int
    """Days kept free of hard sessions while a safety question is open; counted anew each day."""
    # form
    form_levels: tuple[int, ...]
    form_core_sessions: int
    form_easy_share: float
    form_minutes_back_days: int
    # races, cross-training
    race_easy_rpe: int
    """A C-race up to this RPE counts as a long session."""
    hip_pain_days: int
    cross_half_levels: tuple[int, ...]
    """Levels at which swaps replace at most half of the sessions."""
