"""From chosen placements to the revised plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.domain.naming import title_of
from service.domain.plan import Plan
from service.domain.session import PlannedSession
from service.solver.placements import Placement
from service.solver.problem import Problem


def revised_plan(problem: Problem, chosen: Iterable[Placement]) -> Plan:
    """The reference with the chosen placements; the reference itself when none changes.

    Each changed session keeps its `original` and is called what it now is.
    """
    changed = {p.planned.id: _changed(problem, p) for p in chosen if not p.is_own_place}
    if not changed:
        return problem.brief.plan
    kept = [changed.pop(session.id, session) for session in problem.brief.plan.sessions]
    return problem.brief.plan.with_sessions([*kept, *changed.values()])


def _changed(problem: Problem, placement: Placement) -> PlannedSession:
    if placement.mover is None:
        return placement.session
    reference = placement.mover.session
    return replace(
        placement.session,
        date=problem.calendar.date(placement.day),
        title=title_of(reference, placement.session),
        original=reference.snapshot(),
    )
