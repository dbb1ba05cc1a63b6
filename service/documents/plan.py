"""From plain JSON to `plan/1`, and from `plan/1` to the plan that the rules see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from service.documents.athlete import AthleteDocument, read_athlete
from service.documents.base import weekday_index
from service.documents.display_units import units_of
from service.documents.limits import EARLIEST_DATE, LATEST_DATE
from service.documents.plan_checks import plan_findings, undated_findings
from service.documents.plan_model import Anchor, PhasePart, PlanDocument, RacePart, WeekGoalsPart, WeekPart
from service.documents.quantities import LoadUnit, WeeklyAmount, half_up
from service.documents.refusal import refuse, validated
from service.documents.session import SessionDocument
from service.documents.session_ids import with_ids
from service.documents.session_reading import read_session
from service.domain.plan import Phase, Plan, Race, RacePriority, Week, WeekGoals
from service.domain.policy import Policy
from service.domain.session import Kind, Sport
from service.errors import Finding

__all__ = ["PlanDocument", "anchored", "plan_document", "read_plan"]


def plan_document(raw: object, *, name: str = "plan") -> PlanDocument:
    """`raw` (plain JSON values) as a plan with an id on every session.

    Unknown keys are kept in `extensions` and named in `warnings`. Raises BadInput with every finding. Dates may still be missing.
    """
    plan = validated(PlanDocument, raw, name)
    if findings := list(plan_findings(plan)):
        refuse(findings, name)
    return with_ids(plan)


def read_plan(document: PlanDocument, policy: Policy, *, name: str = "plan", at: str = "") -> Plan:
    """The plan as the rules see it, all defaults resolved.

    Raises BadInput, with pointers led by `at`, when a session has no date and nothing ties it to the calendar.
    """
    if findings := [*plan_findings(document, at=at), *undated_findings(document, at=at)]:
        refuse(findings, name)
    dated = anchored(with_ids(document), at=at)
    races = tuple(_race(part) for part in dated.races or ())
    race_days = {race.date for race in races} | {s.date for s in dated.sessions if s.kind is Kind.RACE and s.date is not None}
    sessions = tuple(read_session(s, s.date, race_days, policy) for s in dated.sessions if s.date is not None)
    return Plan(
        name=dated.name,
        timezone=dated.timezone,
        sessions=sessions,
        id=dated.id,
        first_weekday=0 if dated.week_start is None else weekday_index(dated.week_start),
        races=races,
        phases=tuple(_phase(part) for part in dated.phases or ()),
        weeks=tuple(_week(part, dated.start_date) for part in dated.weeks or ()),
        athlete=read_athlete(None, dated.athlete or AthleteDocument(), dated.availability, dated.timezone, policy.sessions),
        version=dated.version,
        units=units_of(dated),
    )


def anchored(document: PlanDocument, *, start: date | None = None, race_day: date | None = None, at: str = "") -> PlanDocument:
    """The plan with a date on every session that has a day index.

    `start` is the date of day 0; `race_day` that of the last race, or of the last day where there is none. Without either the
    plan's own anchor counts, or its start_date. Dates that are there stay, unless `start` or `race_day` is given. Raises
    BadInput when a session would come to lie outside the dates that a plan may have; `at` leads the pointers.
    """
    given = start is not None or race_day is not None
    anchor = _given_anchor(document, start, race_day) if given else _own_anchor(document)
    if anchor is None:
        return document
    zero = anchor.date - timedelta(days=_index_of(anchor, document))
    sessions = [
        session.model_copy(update={"date": zero + timedelta(days=session.day_index)})
        if session.day_index is not None and (session.date is None or given)
        else session
        for session in document.sessions
    ]
    _insist_on_our_times(sessions, at)
    changed: dict[str, object] = {"sessions": sessions}
    if given:
        changed["anchor"] = anchor
    return document.model_copy(update=changed)


def _insist_on_our_times(sessions: Sequence[SessionDocument], at: str) -> None:
    for place, session in enumerate(sessions):
        if session.date is not None and not EARLIEST_DATE <= session.date <= LATEST_DATE:
            mend = f"choose a start or race day that keeps all within {EARLIEST_DATE} to {LATEST_DATE}."
            detail = f"The session would come to lie on {session.date}; {mend}"
            refuse([Finding(f"{at}/sessions/{place}/date", "out-of-range", detail)])


def _own_anchor(document: PlanDocument) -> Anchor | None:
    if document.anchor is None and document.start_date is not None:
        return Anchor(type="start", date=document.start_date, day_index=0)
    return document.anchor


def _given_anchor(document: PlanDocument, start: date | None, race_day: date | None) -> Anchor:
    if start is not None:
        return Anchor(type="start", date=start, day_index=0)
    assert race_day is not None
    anchor = Anchor(type="race", date=race_day)
    return anchor.model_copy(update={"day_index": _index_of(anchor, document)})


def _index_of(anchor: Anchor, document: PlanDocument) -> int:
    """The day index of the anchor's date: as written, else 0 for a start, the last race or the last day for the others."""
    if anchor.day_index is not None:
        return anchor.day_index
    if anchor.type == "start":
        return 0
    indexes = [s.day_index for s in document.sessions if s.day_index is not None]
    races = [s.day_index for s in document.sessions if s.day_index is not None and s.kind is Kind.RACE]
    return max(races if races and anchor.type == "race" else indexes, default=0)


def _race(part: RacePart) -> Race:
    distance = part.distance_m.mean() if part.distance_m is not None else None
    return Race(
        id=part.id or f"race-{part.date.isoformat()}",
        date=part.date,
        name=part.name or "",
        sport=part.sport or Sport.RUN,
        distance_m=None if distance is None else half_up(distance),
        priority=part.priority or RacePriority.A,
        session_id=part.session_id,
    )


def _phase(part: PhasePart) -> Phase:
    return Phase(part.id or f"phase-{part.start_date.isoformat()}", part.kind, part.start_date, part.end_date, part.overload or False)


def _week(part: WeekPart, plan_start: date | None) -> Week:
    start = part.start_date
    if start is None:
        assert plan_start is not None and part.index is not None  # noqa: PT018
        start = plan_start + timedelta(days=7 * (part.index - 1))
    return Week(start, part.phase_id, part.recovery or False, _goals(part.goals or WeekGoalsPart()))


def _goals(part: WeekGoalsPart) -> WeekGoals:
    return WeekGoals(
        load=_amount(part.load),
        distance_m=_amount(part.distance_m),
        duration_s=_amount(part.duration_s),
        long_session_m=_amount(part.long_session_m),
        sessions=part.sessions,
    )


def _amount(part: WeeklyAmount | None) -> int | None:
    """The middle of what was promised; a load in another unit counts as not stated."""
    if part is None or part.unit not in (None, LoadUnit.RPE_MIN):
        return None
    mean = part.mean()
    return None if mean is None else half_up(mean)
