"""The answer before it becomes directives: the class, the level, and where the athlete now stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from service.domain.assessment import Confidence, Referral
from service.domain.report_class import ReportClass
from service.domain.state import OpenFlag, OverrideAnswer


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reports alone say, without memory."""

    klass: ReportClass
    base_level: int
    level: int
    """After the modifiers."""
    secondary: tuple[ReportClass, ...] = ()
    detail: str | None = None
    """`acute`, `mild` or `ended` of an illness; `stale`, `none` or `missing` of insufficient data."""
    modifiers: tuple[str, ...] = ()
    """Ids of the modifiers that acted: `M1` … `M6`, `G16`."""
    confidence: Confidence = Confidence.NORMAL
    rows: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Class and level in force. Everything about dates is counted from `anchor` and `day0`."""

    klass: ReportClass
    computed_level: int
    """From today's reports alone."""
    base_level: int
    level: int
    """In force: after the memory of the state and a coach's override."""
    anchor: date
    """Local date of the report that set the level; today at level 0."""
    day0: date
    """First date of W1. Kept while the level is held; a held level past W1 gets the next seven days."""
    level_since: date
    secondary: tuple[ReportClass, ...] = ()
    subtype: str | None = None
    """P2: `pacing`, `fuel`, `late_fuel`, `heat` or `unspecified`. POST_ILLNESS: `acute`, `mild`, `ended`.
    INSUFFICIENT_DATA: `stale`, `none`, `missing`."""
    modifiers: tuple[str, ...] = ()
    confidence: Confidence = Confidence.NORMAL
    referral: Referral | None = None
    rows: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
    class_in_force: ReportClass = ReportClass.GOOD
    """The class whose directives bind: today's where it sets the level, else that of the report that did."""
    held: bool = False
    """The level stands above what today's reports alone would give."""
    new_windows: bool = True
    """Issued now. False: windows, anchor and day0 are those of the state, only the factors follow the level."""
    renewed: bool = False
    """A held level outlived W1: the windows are the next ones, and both carry the W2 factors of the level."""
    mild_start: bool = False
    """First heavy report in ten days at level 2: dates of level 2; caps, run count and rest days of level 1 (G7)."""
    frozen: bool = False
    """Two weeks of silence at level 3 or 4: nothing changes by itself any more, the plan stays at level-3 factors."""
    must_change: bool = False
    """P4 or P5 with strain: an empty answer needs a reason (S2-96)."""
    update_due: bool = False
    """The review date came and nobody said anything."""
    blocked_by_strain: bool = False
    review_on: date | None = None
    good_reports: tuple[str, ...] = ()
    """Ids of the good reports since the last change of level."""
    open_flags: tuple[OpenFlag, ...] = ()
    in_force: Mapping[str, object] = field(default_factory=dict)
    """What outlives its report: `illness_end`, `illness_days`, `source_date`, `form_until`, `affected_sport` …"""
    overrides: tuple[OverrideAnswer, ...] = ()
    needs_coach: bool = False
