"""Numbers behind the likely causes of heavy legs, the cards and the questions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Causes:
    """Minutes, hours, kilometres and points of the report scales; see the data file for the source of each value."""

    warm_up_least_minutes: int
    """A shorter warm-up is a likely cause of a heavy start."""
    warm_up_cold_minutes: int
    """The same for legs that go heavy early on the way."""
    warm_up_onset_minutes: int
    """How early on the way that is."""
    cold_c: int
    morning_before_hour: int
    """Local hour before which the body counts as cool."""
    sitting_hours: float
    standing_hours: float
    stiff_most_pain: int
    """Stiffness is heavy, not painful."""
    effort_over: float
    """Points of session RPE above plan that are too many."""
    fuel_long_minutes: int
    fuel_meal_minutes: int
    """Runs longer than this use much of the stored energy."""
    fuel_early_hour: int
    fuel_gap_night_hours: float
    """Hours since the last meal for a session that starts before fuel_early_hour."""
    fuel_gap_day_hours: float
    fuel_context_count: int
    """So many of the three circumstances make the finding sure."""
    fuel_late_hours: float
    """First food later than this is late."""
    fuel_late_runs: int
    fuel_of_runs: int
    fuel_echo_hours: int
    """How long a missed meal after a run can be felt."""
    fuel_echo_runs: int
    fuel_retro_drop: int
    """Points by which legs are lighter after a good rest day."""
    fuel_retro_sleep_h: float
    urine_dark: int
    """On the scale of 8 colours."""
    mass_loss_pct: float
    """Body mass lost, in per cent."""
    heat_stop_wbgt: float
    """Above this nothing hard or long is done outdoors."""
    sleep_very_short_h: float
    sleep_worst_quality: int
    sleep_short_nights: int
    """So many short nights in 7 days."""
    sleep_spread_h: float
    """Standard deviation over 7 nights."""
    sleep_advice_h: float
    """Mean of the last nights below which the sleep card is shown."""
    sleep_advice_nights: int
    stress_mean: float
    """Mean of 7 days on the scale of 5."""
    load_days_in_row: int
    load_days_without_rest: int
    load_easy_heavy: int
    """Heaviness on an easy session that points to too much."""
    load_hard_in_7: int
    load_unplanned_ratio: float
    """Done against planned load of 7 days."""
    freq_runs_over_mean: float
    """Runs of 7 days above the weekly mean of 28 days."""
    grey_share: float
    """Share of 14-day minutes."""
    grey_rpe_low: float
    grey_rpe_high: float
    grey_days_in_row: int
    strength_from_hours: int
    """Leg strength this long ago or more explains sore legs ..."""
    strength_to_hours: int
    """... and this long ago or less."""
    shoe_note_km: float
    shoe_card_km: float
    shoe_every_time_km: float
    shoe_new_runs: int
    ache_most_pain: int
    travel_days: int
    iron_weekly_minutes: int
    iron_weekly_km: float
    iron_factors: int
    lea_fuel_weeks: int
    """Of the last four weeks."""
    lea_weight_loss_pct: float
    lea_ask_fuel_times: int
    """Reports with too little food in 14 days after which energy is asked about."""
    lea_ask_every_days: int
    easy_over: float
    easy_over_times: int
    """In 14 days."""
    easy_over_share: float
    """Of the easy runs of 14 days above their ceiling."""
    feel_gap: int
    cause_streak: int
    """Heavy sessions in a row after which causes are asked for."""
    missed_in_row: int
    goal_review_race_days: int
    goal_review_illness_days: int
    illness_tell_coach_days: int
    drink_minutes: int
    """Sessions from here on ask for drinking on the way and salts after."""
    salts_minutes: int
    """Sessions from here on ask for salts on the way, however easy."""
    food_optional_minutes: int
    """Easy sessions below need no food before."""
    short_race_m: int
    short_race_days: int
    """Days before such a race in which its meal is a topic."""
    cool_down_minutes: int
    most_cards: int
    """Cards besides the safety card."""
