"""Numbers of the assessment: what counts as fresh, heavy, a streak, a trend, strain, a flag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from service.kit.free_text import plain


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Hours, days and points of the 0-10 heaviness scale; see the data file for the source of each value."""

    # severity of heaviness
    heavy: int
    good: int
    moderate: int
    mild_up_to: int
    """Up to this heaviness a single report gives the lower level of its class."""
    severe: int
    very_severe: int
    # reports
    fresh_hours: int
    history_days: int
    own_median_days: int
    merge_hours: int
    conflict_points: int
    halve_up_to: int
    """Heaviness up to which an early stop halves the report; above it the report keeps its severity."""
    eased_within_min: int
    hot_wbgt: float
    hot_temp_c: float
    half_weight: float
    note_words: tuple[str, ...]
    """Beginnings of words that warn, in the languages that athletes write in; one that ends in a dot is the whole word."""
    # patterns
    heavy_days: int
    heavy_days_several: float
    streak_reach_days: int
    streak_gap_days: int
    self_count_most: int
    self_count_good_days: int
    streak_several: int
    streak_several_overload: int
    streak_long: int
    streak_mean_high: float
    streak_mean_mild: float
    block_reports: int
    trend_rise: float
    trend_before: float
    trend_now: float
    rising3_rise: float
    trend_high: float
    trend_mild_below: float
    start_days: int
    start_window_days: int
    # strain
    strain_days: int
    sleep_short_h: float
    sleep_quality_bad: int
    irritability_high: int
    motivation_low: int
    stress_high: int
    drift_points: float
    drift_sessions: int
    baseline_days: int
    baseline_values: int
    baseline_points: float
    baseline_sleep_h: float
    constant_strain_days: int
    little_strain: int
    strain_raises: int
    strain_raises_overload: int
    perf_change: float
    perf_runs: int
    # soreness
    doms_from_h: float
    doms_to_h: float
    doms_to_h_masters: float
    masters_age: int
    doms_to_h_extreme: float
    doms_race_m: int
    doms_new_strength_days: int
    doms_long_minutes: int
    doms_unasked_to_h: float
    doms_title_words: tuple[str, ...]
    sore: int
    very_sore: int
    # pain, illness, taper
    pain_trains: int
    pain_flag: int
    illness_days: int
    taper_days: int
    taper_still_days: int
    days_without_rest: int
    # modifiers
    memory_level: int
    memory_blocks: int
    most_raise: int
    cycle_share: float
    cycle_level: int
    capped_level: int
    """Highest level that contradictory reports, and fewest-level that repeatable onset, give."""
    fuel_patience_h: float
    # coming down
    good_median_cap: int
    good_needed: tuple[int, ...]
    """Good days for the step down from level 1, 2, 3, 4."""
    fall_from_4_days: int
    strain_block_days: int
    quiet_hours: float
    quiet_weight: float
    other_sport_weight: float
    silent_fall_days: int
    silent_coach_days: int
    cleared_level: int
    fuel_review_days: int
    form_days: int
    form_review_days: int
    # flags and referral
    one_sided_heaviness: int
    one_sided_reports: int
    one_sided_days: int
    limit_heaviness: int
    limit_doms_h: float
    break_days: int
    break_heaviness: int
    referral_days: int
    referral_good_days: int
    referral_blocks: int
    prompt_days: int
    adherence: float
    # the coach's word
    override_reason_length: int
    override_days: int
    adult_age: int

    def warns(self, text: str) -> bool:
        """Whether free text holds a word that may stand for a warning sign."""
        return _beginnings(self.note_words).search(plain(text)) is not None


@cache
def _beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    ways = (re.escape(plain(word[:-1])) + r"\b" if word.endswith(".") else re.escape(plain(word)) for word in words)
    return re.compile(rf"\b(?:{'|'.join(ways)})")
