"""A number made from the words of each revised session, so that the proved best plan is the same on every machine."""

from __future__ import annotations

from hashlib import sha256

from service.solver.objectives.base import Aim
from service.solver.placements import Placement
from service.solver.problem import Problem
from service.solver.variables import Choices


def tie_break(choices: Choices, problem: Problem) -> list[Aim]:
    return [Aim("tie_break", [(p, _number(problem, p)) for p in choices.placements.all])]


def _number(problem: Problem, placement: Placement) -> int:
    s = placement.session
    day = problem.calendar.date(placement.day).isoformat()
    words = f"{s.id}|{day}|{s.part_of_day.value}|{s.sport.value}|{s.kind.value}|{s.duration_s}|{s.load}|{s.status.value}"
    return int.from_bytes(sha256(words.encode()).digest()[:2], "big")
