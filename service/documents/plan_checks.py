"""What makes a plan unusable although each of its fields is well formed, and what its author should look at."""

from __future__ import annotations

from collections.abc import Iterator

from service.documents.display_units import unit_warnings
from service.documents.limits import MOST_METRES_ON_FOOT, MOST_STEPS, ODD_HARD_SECONDS, ODD_RUN_METRES
from service.documents.plan_model import PlanDocument
from service.documents.session import SessionDocument
from service.documents.session_ids import with_ids
from service.documents.structure import count_steps
from service.domain.adjustment import InputWarning
from service.domain.distances import DistanceUnit, distance_word
from service.domain.plan import Plan
from service.domain.session import PlannedSession, Sport
from service.errors import Finding

ON_FOOT = frozenset({Sport.RUN, Sport.WALK, Sport.HIKE})


def plan_findings(plan: PlanDocument, *, at: str = "") -> Iterator[Finding]:
    """Everything that stops the plan from being used; `at` leads the pointers."""
    yield from _repeated_ids(plan, at)
    yield from _outside(plan, at)
    for index, session in enumerate(plan.sessions):
        yield from _too_far(session, f"{at}/sessions/{index}")
    steps = sum(count_steps(session.structure.steps) for session in plan.sessions if session.structure is not None)
    if steps > MOST_STEPS:
        yield Finding(f"{at}/sessions", "too-many", f"The structures hold {steps} steps; at most {MOST_STEPS} are taken.")


def undated_findings(plan: PlanDocument, *, at: str = "") -> Iterator[Finding]:
    """Sessions that nothing ties to the calendar."""
    anchored = plan.anchor is not None or plan.start_date is not None
    for index, session in enumerate(plan.sessions):
        if session.date is None and (session.day_index is None or not anchored):
            mend = "add a date" if session.day_index is None else "add a date, or give the plan an anchor or a start_date"
            yield Finding(f"{at}/sessions/{index}/date", "undated", f"The session has no date; {mend}.")
    for index, week in enumerate(plan.weeks or ()):
        if week.start_date is None and (week.index is None or plan.start_date is None):
            yield Finding(f"{at}/weeks/{index}/start_date", "undated", "The week has no start_date; add it.")


def plan_warnings(document: PlanDocument, plan: Plan, *, at: str = "") -> Iterator[InputWarning]:
    """What was accepted and is odd enough to be looked at; `plan` is what `document` was read as."""
    document = with_ids(document)
    place = {session.id: f"{at}/sessions/{index}" for index, session in enumerate(document.sessions)}
    for session in plan.sessions:
        yield from _odd(session, place.get(session.id, at), plan.units.of(session.sport))
    for index, written in enumerate(document.sessions):
        if written.reduced is not None and plan.by_id[written.id or ""].reduced is None:
            text = "The shorter form has neither a duration nor a distance and is not used."
            yield InputWarning("reduced-unused", f"{at}/sessions/{index}/reduced", text)
        if written.key_rank is not None and plan.by_id[written.id or ""].key_rank is None:
            yield InputWarning("key-rank-unused", f"{at}/sessions/{index}/key_rank", "key_rank counts only with priority: key.")
    yield from unit_warnings(document, at=at)
    for index, race in enumerate(document.races or ()):
        if race.session_id is not None and race.session_id not in plan.by_id:
            yield InputWarning("unknown-session", f"{at}/races/{index}/session_id", "The race names a session that the plan does not have.")


def _repeated_ids(plan: PlanDocument, at: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, session in enumerate(plan.sessions):
        if session.id is not None and first.setdefault(session.id, index) != index:
            detail = f"The id is used twice; /sessions/{first[session.id]} has it already. Give each session its own."
            yield Finding(f"{at}/sessions/{index}/id", "duplicate-id", detail)


def _outside(plan: PlanDocument, at: str) -> Iterator[Finding]:
    start, end = plan.start_date, plan.end_date
    if start is not None and end is not None and start > end:
        yield Finding(f"{at}/end_date", "range-reversed", "The plan ends before it begins; swap start_date and end_date.")
        return
    for index, session in enumerate(plan.sessions):
        day = session.date
        if day is not None and ((start is not None and day < start) or (end is not None and day > end)):
            span = f"{start or 'any date'} to {end or 'any date'}"
            detail = f"The session lies outside the plan ({span}); correct its date, or start_date and end_date."
            yield Finding(f"{at}/sessions/{index}/date", "outside-plan", detail)


def _too_far(session: SessionDocument, at: str) -> Iterator[Finding]:
    if session.sport not in ON_FOOT:
        return
    planned = session.planned.distance_m.top() if session.planned and session.planned.distance_m else None
    done = session.completed.distance_m if session.completed else None
    for metres, place in ((planned, "planned/distance_m"), (done, "completed/distance_m")):
        if metres is not None and metres > MOST_METRES_ON_FOOT:
            detail = "300 km or more on foot is not believable; check the unit, metres are wanted."
            yield Finding(f"{at}/{place}", "out-of-range", detail)


def _odd(session: PlannedSession, at: str, unit: DistanceUnit) -> Iterator[InputWarning]:
    if session.hard and session.duration_s > ODD_HARD_SECONDS and not session.is_race:
        text = f"A hard session of {session.minutes} minutes is unusual; check its duration."
        yield InputWarning("odd-duration", f"{at}/planned/duration_s", text)
    if session.sport is Sport.RUN and session.distance_m is not None and session.distance_m > ODD_RUN_METRES:
        text = f"A run of {distance_word(session.distance_m, unit)} is unusual; check its distance."
        yield InputWarning("odd-distance", f"{at}/planned/distance_m", text)
    if session.duration_s == 0 and not session.is_rest:
        text = "The session lasts 0 minutes; leave the duration out when it is not known."
        yield InputWarning("zero-duration", f"{at}/planned/duration_s", text)
