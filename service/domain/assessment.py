"""What the assessment says: class, level, tags, advice, referral, directives, and the state to hand back next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.domain.directives import Directives
from service.domain.report_class import ReportClass
from service.domain.state import OverrideAnswer, OverrideResult, State


class Confidence(StrEnum):
    LOW = "low"
    NORMAL = "normal"


class TagName(StrEnum):
    WARMUP = "WARMUP"
    STIFF = "STIFF"
    PACING = "PACING"
    FUEL = "FUEL"
    HYDRATION = "HYDRATION"
    HEAT = "HEAT"
    SLEEP = "SLEEP"
    STRESS = "STRESS"
    LOAD = "LOAD"
    FREQ = "FREQ"
    GREYZONE = "GREYZONE"
    STRENGTH = "STRENGTH"
    FORM = "FORM"
    SHOES = "SHOES"
    ILLNESS = "ILLNESS"
    TRAVEL = "TRAVEL"
    IRON_RISK = "IRON_RISK"
    LEA_RISK = "LEA_RISK"
    CAPACITY = "CAPACITY"
    CYCLE = "CYCLE"


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    PROMPT = "prompt"
    ROUTINE = "routine"


class Question(StrEnum):
    HEAVINESS = "Q-HEAVINESS"
    TIMING = "Q-TIMING"
    SORENESS = "Q-SORENESS"
    SAFETY = "Q-SAFETY"
    CONFIRM = "Q-CONFIRM"
    UPDATE = "Q-UPDATE"
    CAUSE = "Q-CAUSE"
    ILLNESS = "Q-ILLNESS"
    MISSED = "Q-MISSED"
    LEA = "Q-LEA"


@dataclass(frozen=True, slots=True)
class Tag:
    """A likely cause. `rows` are the catalogue rows that set it; `evidence` False marks a default, not a finding."""

    tag: TagName
    confidence: Confidence
    rows: tuple[str, ...]
    evidence: bool = True


@dataclass(frozen=True, slots=True)
class Referral:
    urgency: Urgency
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceLine:
    text: str
    rows: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class AdviceCard:
    card: str
    title: str
    lines: tuple[AdviceLine, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A habit that was looked at: what was found, or that nothing was found (S0-02)."""

    side: str
    """`training` or `recovery`."""
    name: str
    finding: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A note to the coach; `code` is stable kebab-case."""

    code: str
    text: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer of the assessment. `klass` is the pattern found in the reports, never a diagnosis."""

    klass: ReportClass
    level: int
    computed_level: int
    confidence: Confidence
    directives: Directives
    state: State
    review_on: date | None
    rules: tuple[str, ...]
    """Ids of the catalogue rows and table rows that produced the answer, sorted."""
    secondary: tuple[ReportClass, ...] = ()
    subtype: str | None = None
    tags: tuple[Tag, ...] = ()
    referral: Referral | None = None
    questions: tuple[Question, ...] = ()
    advice: tuple[AdviceCard, ...] = ()
    notices: tuple[Notice, ...] = ()
    checks: tuple[Check, ...] = ()
    override: OverrideResult | None = None
    overrides: tuple[OverrideAnswer, ...] = ()
    report_ids: tuple[str, ...] = ()
    needs_coach: bool = False
    """A person has to decide: gates, silence, a race in the way."""
