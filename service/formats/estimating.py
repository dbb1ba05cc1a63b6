"""How long a session lasts whose file does not say: from its steps, its distance, or the usual length of its kind."""

from __future__ import annotations

from collections.abc import Iterable

from service.documents.limits import MOST_SECONDS
from service.documents.planned_work import default_seconds
from service.documents.policy import load_policy
from service.documents.quantities import Duration, SourceOfValue, half_up
from service.documents.session import Planned, SessionDocument
from service.documents.structure import ALL, Step, seconds_of
from service.domain.classes import HARD_KINDS
from service.domain.policy import SessionNumbers
from service.domain.session import Kind, Sport

AROUND_WORK = 1.5
"""A hard session of which only the repeats are known lasts at least half as long again: it has a warm-up and an end."""


def with_duration(session: SessionDocument) -> SessionDocument:
    """The session with a planned duration, marked derived or estimated. Itself where the file states one, and for rest."""
    if session.sport is Sport.REST or session.kind is Kind.REST or session.completed is not None:
        return session
    planned = session.planned or Planned()
    if planned.duration_s is not None and planned.duration_s.mean() is not None:
        return session
    seconds, source = _seconds(session, load_policy().sessions)
    duration = Duration(value=min(seconds, MOST_SECONDS), source=source)
    made = Planned.model_validate({**planned.model_dump(exclude_unset=True), "duration_s": duration.model_dump(exclude_none=True)})
    return session.model_copy(update={"planned": made})


def _seconds(session: SessionDocument, numbers: SessionNumbers) -> tuple[int, SourceOfValue]:
    pace = numbers.default_pace_s_per_km.get(session.sport.value)
    steps = session.structure.steps if session.structure else []
    metres = session.planned.distance_m.mean() if session.planned and session.planned.distance_m else None
    core_alone = session.kind in HARD_KINDS and all(step.type == "repeat" for step in steps)
    if not metres and not core_alone and (whole := seconds_of(session.structure, ALL, pace)):
        return half_up(whole), SourceOfValue.DERIVED
    usual = default_seconds(session.sport, session.kind, metres, numbers)
    known = _known(steps, pace) * (AROUND_WORK if core_alone and not metres else 1)
    return 60 * half_up(max(usual, known) / 60), SourceOfValue.ESTIMATED


def _known(steps: Iterable[Step], pace: float | None) -> float:
    """Seconds of the steps that end after a time or a distance."""
    total = 0.0
    for step in steps:
        if step.type == "repeat":
            total += _known(step.steps or (), pace) * (step.count or 1)
        elif step.end is not None:
            total += step.end.s or (step.end.m or 0) * (pace or 0) / 1000
    return total
