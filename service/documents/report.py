"""`report/1`: what somebody said about an athlete's legs. Strict, because a typo here could hide a red flag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from service.assessment.red_flags import CODES
from service.documents.base import Flag, Instant, Label, LocalDate, Name, Part, Text
from service.documents.canonical import fingerprint
from service.domain.report import Eased, FuelAfter, Fuelling, Hydration, Illness, Report, Side, Source, Surface, Timing, Trend
from service.domain.session import Sport


def _known_flags(flags: list[str]) -> list[str]:
    for flag in flags:
        if flag not in CODES:
            raise PydanticCustomError(
                "unknown-value", "holds an unknown flag; the flags are: {allowed}", {"allowed": ", ".join(sorted(CODES))}
            )
    return flags


OfTen = Annotated[int, Field(strict=True, ge=0, le=10)]
OfFive = Annotated[int, Field(strict=True, ge=1, le=5)]
MinutesDone = Annotated[int, Field(strict=True, ge=0, le=1440)]
Hours = Annotated[float, Field(strict=True, ge=0, le=24)]
Percent = Annotated[float, Field(strict=True, ge=-30, le=30)]
RedFlag = Annotated[str, Field(strict=True, json_schema_extra={"enum": sorted(CODES)})]
RedFlags = Annotated[list[RedFlag], AfterValidator(_known_flags), Field(max_length=40)]


class ReportDocument(Part):
    """Only `observed_at` is required. Absent means unknown, never 0; `flags: null` is not asked, `[]` is asked and none."""

    document: Literal["report/1"] | None = Field(default=None, alias="schema")
    id: Name | None = None
    athlete_ref: Name | None = None
    source: Source = Source.ATHLETE
    observed_at: Instant
    submitted_at: Instant | None = None
    withdrawn: Flag = False
    session_id: Label | None = None
    sport: Sport | None = None
    is_run: Flag | None = None
    heaviness: OfTen | None = None
    pre_run_feel: OfTen | None = None
    timing: Timing | None = None
    eased: Eased | None = None
    eased_after_min: MinutesDone | None = None
    in_run_trend: Trend | None = None
    onset_min: MinutesDone | None = None
    form_affected: Flag | None = None
    pace_affected: Flag | None = None
    breathing_ok: Flag | None = None
    premature: Flag | None = None
    runs_heavy_in_row: Annotated[int, Field(strict=True, ge=0, le=60)] | None = None
    side: Side | None = None
    repro: Flag | None = None
    sleep_h: Hours | None = None
    sleep_quality: OfFive | None = None
    stress: OfFive | None = None
    irritability: OfFive | None = None
    motivation: OfFive | None = None
    enjoyment: OfFive | None = None
    soreness: OfTen | None = None
    soreness_sites: Annotated[list[Label], Field(max_length=40)] | None = None
    soreness_side: Side | None = None
    pain: OfTen | None = None
    pain_site: Label | None = None
    injury: Flag | None = None
    flags: RedFlags | None = None
    daily_limit: Flag | None = None
    unusual_fatigue: Flag | None = None
    illness_now: Illness | None = None
    illness_end: LocalDate | None = None
    illness_days: Annotated[int, Field(strict=True, ge=0, le=365)] | None = None
    fuelling: Fuelling | None = None
    hours_since_meal: Annotated[float, Field(strict=True, ge=0, le=72)] | None = None
    first_food_delay_h: Hours | None = None
    fuel_after: FuelAfter | None = None
    hydration: Hydration | None = None
    urine_colour: Annotated[int, Field(strict=True, ge=1, le=8)] | None = None
    mass_change_pct: Percent | None = None
    cramps: Flag | None = None
    heat: Flag | None = None
    temp_c: Annotated[float, Field(strict=True, ge=-60, le=60)] | None = None
    wbgt: Annotated[float, Field(strict=True, ge=-60, le=60)] | None = None
    humidity: Annotated[float, Field(strict=True, ge=0, le=100)] | None = None
    surface: Surface | None = None
    leg_strength_48h: Flag | None = None
    shoe_id: Label | None = None
    shoe_km: Annotated[float, Field(strict=True, ge=0, le=20_000)] | None = None
    shoe_first_use: Flag | None = None
    warmup_min: MinutesDone | None = None
    cooldown_min: MinutesDone | None = None
    sitting_hours: Hours | None = None
    standing_hours: Hours | None = None
    travel: Flag | None = None
    srpe_done: Annotated[float, Field(strict=True, ge=0, le=10)] | None = None
    minutes_done: MinutesDone | None = None
    reps_done: Annotated[int, Field(strict=True, ge=0, le=500)] | None = None
    heavy_bleeding: Flag | None = None
    missed_periods: Flag | None = None
    cycle_heavy: Flag | None = None
    diet_restriction: Flag | None = None
    weight_change_pct: Percent | None = None
    note: Text | None = None


def read_report(written: ReportDocument) -> Report:
    """The report as the assessment sees it; without an id one is made from its content."""
    values: dict[str, Any] = {f.name: getattr(written, f.name) for f in fields(Report)}
    values["id"] = written.id or f"r-{fingerprint(content_of(written))[:12]}"
    values["submitted_at"] = written.submitted_at or written.observed_at
    values["soreness_sites"] = tuple(written.soreness_sites or ())
    values["flags"] = None if written.flags is None else tuple(written.flags)
    return Report(**values)


def read_reports(written: Iterable[ReportDocument]) -> tuple[Report, ...]:
    """Reports in the order of observation, whatever their order was. Versions of one report stay side by side."""
    return tuple(sorted((read_report(w) for w in written), key=lambda r: (r.observed_at, r.submitted_at, r.id, repr(r))))


def content_of(written: ReportDocument) -> dict[str, Any]:
    """Plain JSON of what was said; nothing that was left out."""
    return written.model_dump(mode="json", exclude_unset=True, exclude={"document"})
