"""One heavy-legs report. Absent is None and never 0; scales are given with each field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.domain.session import Sport


class Timing(StrEnum):
    """When in the session the legs were heavy."""

    START = "start"
    MIDDLE = "middle"
    LATE = "late"
    WHOLE = "whole"
    NOT_RUNNING = "not_running"
    UNKNOWN = "unknown"


class Eased(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Trend(StrEnum):
    EASING = "easing"
    STEADY = "steady"
    WORSENING = "worsening"


class Side(StrEnum):
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Illness(StrEnum):
    NONE = "none"
    ABOVE_NECK = "above_neck"
    BELOW_NECK = "below_neck"
    FEVER = "fever"


class Fuelling(StrEnum):
    OK = "ok"
    POOR = "poor"
    FASTED = "fasted"
    UNKNOWN = "unknown"


class Hydration(StrEnum):
    OK = "ok"
    POOR = "poor"
    UNKNOWN = "unknown"


class FuelAfter(StrEnum):
    YES = "yes"
    NO = "no"


class Surface(StrEnum):
    ROAD = "road"
    STRAIGHT = "straight"
    TREADMILL = "treadmill"
    TRACK = "track"
    TRAIL = "trail"
    MIXED = "mixed"
    OTHER = "other"


class Source(StrEnum):
    ATHLETE = "athlete"
    COACH = "coach"
    DEVICE = "device"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said about an athlete's legs at `observed_at` (an aware instant)."""

    id: str
    observed_at: datetime
    submitted_at: datetime
    athlete_ref: str | None = None
    source: Source = Source.ATHLETE
    withdrawn: bool = False
    session_id: str | None = None
    sport: Sport | None = None
    is_run: bool | None = None
    # legs
    heaviness: int | None = None
    """0 light to 10 can hardly lift."""
    pre_run_feel: int | None = None
    timing: Timing | None = None
    eased: Eased | None = None
    eased_after_min: int | None = None
    in_run_trend: Trend | None = None
    onset_min: int | None = None
    form_affected: bool | None = None
    pace_affected: bool | None = None
    breathing_ok: bool | None = None
    premature: bool | None = None
    """Stopped within 15 minutes."""
    runs_heavy_in_row: int | None = None
    side: Side | None = None
    repro: bool | None = None
    """Same time or distance each run, gone within 30 minutes of stopping."""
    # strain; 1 to 5
    sleep_h: float | None = None
    sleep_quality: int | None = None
    """1 is bad."""
    stress: int | None = None
    """5 is high."""
    irritability: int | None = None
    """5 is high."""
    motivation: int | None = None
    """1 is low."""
    enjoyment: int | None = None
    """1 is low."""
    # tissue
    soreness: int | None = None
    soreness_sites: tuple[str, ...] = ()
    soreness_side: Side | None = None
    pain: int | None = None
    pain_site: str | None = None
    injury: bool | None = None
    # safety
    flags: tuple[str, ...] | None = None
    """None: not asked. Empty: asked, none."""
    daily_limit: bool | None = None
    unusual_fatigue: bool | None = None
    # illness
    illness_now: Illness | None = None
    illness_end: date | None = None
    """Last local date with symptoms."""
    illness_days: int | None = None
    # food and fluid
    fuelling: Fuelling | None = None
    hours_since_meal: float | None = None
    first_food_delay_h: float | None = None
    fuel_after: FuelAfter | None = None
    hydration: Hydration | None = None
    urine_colour: int | None = None
    mass_change_pct: float | None = None
    cramps: bool | None = None
    # surroundings
    heat: bool | None = None
    temp_c: float | None = None
    wbgt: float | None = None
    humidity: float | None = None
    surface: Surface | None = None
    leg_strength_48h: bool | None = None
    shoe_id: str | None = None
    shoe_km: float | None = None
    shoe_first_use: bool | None = None
    warmup_min: int | None = None
    cooldown_min: int | None = None
    sitting_hours: float | None = None
    standing_hours: float | None = None
    travel: bool | None = None
    # what was done
    srpe_done: float | None = None
    minutes_done: int | None = None
    reps_done: int | None = None
    # opt-in, sensitive
    heavy_bleeding: bool | None = None
    missed_periods: bool | None = None
    cycle_heavy: bool | None = None
    diet_restriction: bool | None = None
    weight_change_pct: float | None = None
    note: str | None = None
