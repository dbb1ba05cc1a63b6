"""What the assessment asks of the plan, as a document: dates, caps and counts."""

from __future__ import annotations

from pydantic import Field

from service.documents.base import LocalDate, Part
from service.documents.state import WindowPart, write_window
from service.domain.directives import CrossTraining, DayRule, DayRuleKind, Directives, RaceConflict, Scope
from service.domain.session import Modality, Sport


class CrossTrainingPart(Part):
    min: int
    max: int | None
    modalities: list[Modality]


class DayRulePart(Part):
    day: LocalDate = Field(alias="date")
    kind: DayRuleKind
    code: str
    rows: list[str]
    report_ids: list[str]


class RaceOptionPart(Part):
    code: str
    text: str


class RaceConflictPart(Part):
    """A race where the directives want none; a person decides."""

    session_id: str | None
    race_id: str | None
    day: LocalDate = Field(alias="date")
    text: str
    options: list[RaceOptionPart]


class BecausePart(Part):
    rows: list[str]
    report_ids: list[str]


class DirectivesDocument(Part):
    """Dates named `first_*` are the earliest allowed; null is no limit."""

    level: int
    anchor: LocalDate
    day0: LocalDate
    windows: list[WindowPart]
    affected_sport: Sport | None
    hard_scope: Scope
    first_hard_on: LocalDate | None
    first_strength_on: LocalDate | None
    first_long_on: LocalDate | None
    first_speed_on: LocalDate | None
    long_max_ratio: float
    long_easy: bool
    cross_training: CrossTrainingPart
    rest_by: LocalDate | None
    rest_dates: list[LocalDate]
    core_min: int
    easy_until: LocalDate | None
    easy_share_kept: float | None
    run_minutes_cap: int | None
    max_session_minutes: int | None
    day_rules: list[DayRulePart]
    move_days: int
    may_insert: bool
    ease_only: bool
    protected_ids: list[str]
    suspend: bool
    race_conflict: RaceConflictPart | None
    because: dict[str, BecausePart]


def write_directives(asked: Directives) -> DirectivesDocument:
    return DirectivesDocument(
        level=asked.level,
        anchor=asked.anchor,
        day0=asked.day0,
        windows=[write_window(window) for window in asked.windows],
        affected_sport=asked.affected_sport,
        hard_scope=asked.hard_scope,
        first_hard_on=asked.first_hard_on,
        first_strength_on=asked.first_strength_on,
        first_long_on=asked.first_long_on,
        first_speed_on=asked.first_speed_on,
        long_max_ratio=asked.long_max_ratio,
        long_easy=asked.long_easy,
        cross_training=_cross_training(asked.cross_training),
        rest_by=asked.rest_by,
        rest_dates=list(asked.rest_dates),
        core_min=asked.core_min,
        easy_until=asked.easy_until,
        easy_share_kept=asked.easy_share_kept,
        run_minutes_cap=asked.run_minutes_cap,
        max_session_minutes=asked.max_session_minutes,
        day_rules=[_day_rule(rule) for rule in asked.day_rules],
        move_days=asked.move_days,
        may_insert=asked.may_insert,
        ease_only=asked.ease_only,
        protected_ids=list(asked.protected_ids),
        suspend=asked.suspend,
        race_conflict=write_race_conflict(asked.race_conflicts[0]) if asked.race_conflicts else None,
        because={name: BecausePart(rows=list(why.rows), report_ids=list(why.report_ids)) for name, why in sorted(asked.because.items())},
    )


def write_race_conflict(conflict: RaceConflict) -> RaceConflictPart:
    return RaceConflictPart(
        session_id=conflict.session_id,
        race_id=conflict.race_id,
        day=conflict.date,
        text=conflict.text,
        options=[RaceOptionPart(code=option.code, text=option.text) for option in conflict.options],
    )


def _cross_training(asked: CrossTraining) -> CrossTrainingPart:
    return CrossTrainingPart(min=asked.min, max=asked.max, modalities=list(asked.modalities))


def _day_rule(rule: DayRule) -> DayRulePart:
    return DayRulePart(day=rule.day, kind=rule.kind, code=rule.code, rows=list(rule.rows), report_ids=list(rule.report_ids))
