"""Signs that no plan may answer: what was ticked, what follows from other answers, and what a clearance settles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from service.assessment.features import Features
from service.assessment.measures.soreness import hours_since_source
from service.assessment.signals import Signal
from service.domain.assessment import Urgency
from service.domain.athlete import Athlete
from service.domain.classes import is_run
from service.domain.history import Timeline
from service.domain.policy import Policy
from service.domain.report import Report
from service.domain.state import Clearance, OpenFlag
from service.kit.weeks import local_date

EMERGENCY = frozenset(
    {
        "RF_CHEST", "RF_FAINT", "RF_BREATH_REST", "RF_DARK_URINE", "RF_TENSE_PAIN", "RF_COLD_PALE", "RF_BLADDER_SADDLE",
        "RF_HEAT_CONFUSION", "RF_STROKE", "RF_PALPITATIONS",
    }
)  # fmt: skip
PROMPT_ROWS = {
    "RF_SWELL_ONE": "S3-27", "RF_SWELL": "S3-27", "RF_WARM_RED": "S3-27", "RF_DISCOLOUR": "S3-27", "RF_NUMB": "S3-27",
    "RF_TINGLE": "S4-28", "RF_FOOT_DROP": "S4-25", "RF_ONE_LEG_DRAG": "S4-25", "RF_BONE_PAIN": "S4-17", "RF_NIGHT_PAIN": "S4-17",
    "RF_LIMP": "S4-17", "RF_SHARP_PAIN": "S4-17", "RF_SUDDEN_SEVERE": "S3-29", "RF_INJURY": "S1-21",
}  # fmt: skip
"""Ticked codes that ask for a clinician within two days, with the catalogue row of each."""

INJURY = "RF_INJURY"
PAIN = "RF_PAIN"
ONE_SIDED = "RF_ONE_SIDED"
REPRO_ONE_SIDE = "RF_REPRO_ONE_SIDE"
SEVERE_LIMIT = "RF_SEVERE_LIMIT"
SAME_SIDE_AFTER_BREAK = "RF_SAME_SIDE_AFTER_BREAK"
DERIVED_ROWS = {PAIN: "S3-27", ONE_SIDED: "S4-25", REPRO_ONE_SIDE: "S4-28", SEVERE_LIMIT: "S3-29", SAME_SIDE_AFTER_BREAK: "S4-27"}
"""Codes that follow from other answers; all are prompt."""

CODES = EMERGENCY | PROMPT_ROWS.keys()
"""What a report may tick."""

CLEARABLE = CODES | DERIVED_ROWS.keys()
"""What a clearance may name."""


@dataclass(frozen=True, slots=True)
class _Facts:
    features: Features
    timeline: Timeline
    athlete: Athlete
    policy: Policy


def urgency_of(codes: Iterable[str]) -> Urgency:
    return Urgency.EMERGENCY if EMERGENCY.intersection(codes) else Urgency.PROMPT


def row_of(code: str) -> str:
    """The catalogue row behind a code; emergencies stand on the ruling about flags."""
    return PROMPT_ROWS.get(code) or DERIVED_ROWS.get(code) or "G17"


def rows_of(code: str, policy: Policy) -> tuple[str, ...]:
    """The rows behind the code that act; none when they are switched off. An injury stands on two."""
    rows = ("S1-21", "S4-16") if code == INJURY else (row_of(code),)
    return tuple(row for row in rows if policy.on(row))


def found_flags(
    reports: Sequence[Report], features: Features, timeline: Timeline, athlete: Athlete, policy: Policy
) -> tuple[OpenFlag, ...]:
    """All flags in hand, cleared or not.

    Ticked ones are read from the reports as they came, whatever their age and also from withdrawn or amended ones:
    only a clearance takes a flag away (N1). Derived ones are read from the normalised reports of six weeks.
    """
    ticked = [OpenFlag(code, r.observed_at, r.id) for r in reports for code in _ticked(r) if rows_of(code, policy)]
    facts = _Facts(features, timeline, athlete, policy)
    derived = [
        OpenFlag(code, s.observed_at, s.ids[-1])
        for s in features.reports
        for code, holds in DERIVED.items()
        if rows_of(code, policy) and holds(s, facts)
    ]
    return tuple(sorted({*ticked, *derived}, key=lambda f: (f.observed_at, f.code, f.report_id)))


def _ticked(report: Report) -> tuple[str, ...]:
    return (*(report.flags or ()), *((INJURY,) if report.injury else ()))


def open_flags(
    found: Iterable[OpenFlag], remembered: Iterable[OpenFlag], clearances: Sequence[Clearance], timezone: str
) -> tuple[OpenFlag, ...]:
    """Flags that no later clearance covers; one entry a code, the newest."""
    newest: dict[str, OpenFlag] = {}
    for flag in sorted([*remembered, *found], key=lambda f: (f.observed_at, f.report_id)):
        if not any(covers(clearance, flag, timezone) for clearance in clearances):
            newest[flag.code] = flag
    return tuple(newest[code] for code in sorted(newest))


def covers(clearance: Clearance, flag: OpenFlag, timezone: str) -> bool:
    """A clearance settles flags older than its date: those it names, or all when it names none."""
    in_scope = not clearance.scope or flag.code in clearance.scope
    return in_scope and local_date(flag.observed_at, timezone) < clearance.date


def _pain(signal: Signal, facts: _Facts) -> bool:
    worst = max((part.pain for part in signal.parts if part.pain is not None), default=0)
    return worst >= facts.policy.thresholds.pain_flag


def _one_sided(signal: Signal, facts: _Facts) -> bool:
    """Heavy in one leg, for the second time within four weeks (S4-25)."""
    numbers = facts.policy.thresholds

    def tells(other: Signal) -> bool:
        return other.one_sided and (other.stated_heaviness or 0) >= numbers.one_sided_heaviness

    since = signal.day - timedelta(days=numbers.one_sided_days)
    told = [s for s in facts.features.reports if since <= s.day and s.observed_at <= signal.observed_at and tells(s)]
    return tells(signal) and len(told) >= numbers.one_sided_reports


def _repro_one_side(signal: Signal, _facts: _Facts) -> bool:
    return bool(signal.report.repro) and signal.one_sided


def _severe_limit(signal: Signal, facts: _Facts) -> bool:
    """Hinders daily life, unless both legs are still explained by hard training (S3-29)."""
    numbers = facts.policy.thresholds
    if (signal.stated_heaviness or 0) < numbers.limit_heaviness or not signal.report.daily_limit:
        return False
    explained = hours_since_source(signal, facts.timeline, facts.athlete, facts.policy, numbers.limit_doms_h)
    return signal.one_sided or not explained


def _same_side_after_break(signal: Signal, facts: _Facts) -> bool:
    return signal.one_sided and heavy_after_break(signal, facts.features, facts.timeline, facts.policy)


def heavy_after_break(signal: Signal, features: Features, timeline: Timeline, policy: Policy) -> bool:
    """The first run after a week and more without running is heavy in the same way as before the break (S4-27)."""
    numbers = policy.thresholds
    if signal.session is None or not is_run(signal.session) or (signal.stated_heaviness or 0) < numbers.break_heaviness:
        return False
    earlier = [d for d in timeline.done if is_run(d.session) and d.date < signal.session.date]
    if not earlier or (signal.session.date - earlier[-1].date).days <= numbers.break_days:
        return False
    before = [s for s in features.leg_reports if s.heavy and s.day <= earlier[-1].date]
    return any(s.report.side == signal.report.side or (not s.one_sided and not signal.one_sided) for s in before)


DERIVED: dict[str, Callable[[Signal, _Facts], bool]] = {
    PAIN: _pain,
    ONE_SIDED: _one_sided,
    REPRO_ONE_SIDE: _repro_one_side,
    SEVERE_LIMIT: _severe_limit,
    SAME_SIDE_AFTER_BREAK: _same_side_after_break,
}
