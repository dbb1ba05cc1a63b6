"""What the service remembers of an athlete between two assessments, and the words of coaches and clinicians that bind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from service.domain.directives import Window
from service.domain.report_class import ReportClass


class OverrideResult(StrEnum):
    APPLIED = "applied"
    VOID = "void"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LevelSpan:
    start: date
    level: int


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A red flag that no clearance covers yet; it never expires."""

    code: str
    observed_at: datetime
    report_id: str


@dataclass(frozen=True, slots=True)
class State:
    """What the service remembers of an athlete between two assessments (`state/1`)."""

    level: int = 0
    anchor: date | None = None
    level_since: date | None = None
    levels: tuple[LevelSpan, ...] = ()
    """Levels in force over the last six weeks, oldest first."""
    klass: ReportClass | None = None
    overrides_in_force: Mapping[str, object] = field(default_factory=dict)
    """`illness_end`, `illness_days`, `source_date`, `form_until` …: class overrides that outlive their report."""
    windows: tuple[Window, ...] = ()
    review_on: date | None = None
    good_reports: tuple[str, ...] = ()
    open_flags: tuple[OpenFlag, ...] = ()
    asked: tuple[str, ...] = ()
    needs_coach: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A coach's decision against the computed answer; `scope` is `level` or the name of one directive."""

    coach: str
    scope: str
    value: object
    reason: str
    created_at: datetime
    expires_on: date
    computed_level: int | None = None


@dataclass(frozen=True, slots=True)
class OverrideAnswer:
    index: int
    result: OverrideResult
    reason: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """Somebody entitled says that flags are settled. An empty scope clears all flags older than the date."""

    by: str
    date: date
    scope: tuple[str, ...] = ()
    note: str = ""
    level: int | None = None
