"""Rules about what somebody asked for: spared sports, protected openers, the coach's pins and refusals."""

from __future__ import annotations

from service.domain.forms import Form
from service.solver.candidate import Candidate
from service.solver.problem import Problem

REFUSED_BY = {
    Form.REDUCED: ("shorten",),
    Form.SHORTENED: ("shorten",),
    Form.EASY: ("ease",),
    Form.RECOVERY: ("ease",),
    Form.CROSS: ("swap",),
    Form.DROPPED: ("drop", "rest"),
    Form.KEPT: (),
}
"""The actions under which a form is shown to the coach."""


def spared(problem: Problem, c: Candidate) -> bool:
    """What did not cause the heaviness keeps its form, unless its own place is impossible; it goes only where the coach's pins crowd it."""
    makes_room = c.is_dropped and bool(problem.brief.pins)
    return c.mover.spared and c.form is not Form.KEPT and not makes_room and not c.own_place_forbidden


def protected(problem: Problem, c: Candidate) -> bool:
    return c.form in (Form.DROPPED, Form.CROSS) and c.mover.session.id in problem.directives.protected_ids


def pin(problem: Problem, c: Candidate) -> bool:
    wanted = c.mover.pin
    if wanted is None:
        return False
    if c.is_dropped or c.day != problem.calendar.day(wanted.date):
        return True
    return wanted.part_of_day is not None and c.session.part_of_day is not wanted.part_of_day


def refusal(_: Problem, c: Candidate) -> bool:
    refused = c.mover.refused
    if not refused:
        return False
    return (c.is_moved and "move" in refused) or any(action in refused for action in REFUSED_BY[c.form])


def modality(problem: Problem, c: Candidate) -> bool:
    return c.form is Form.CROSS and c.session.modality not in problem.directives.cross_training.modalities
