"""What would be nice: an easy run after strength, long runs on their weekday, an easy first run back."""

from __future__ import annotations

from typing import Any

from service.solver.floor import Floor
from service.solver.objectives.base import Aim
from service.solver.objectives.first_session import first_session_is
from service.solver.placements import Placement
from service.solver.problem import Fact, Problem
from service.solver.traits import Traits
from service.solver.variables import Choices
from service.solver.window import Span


def preferences(choices: Choices, problem: Problem) -> list[Aim]:
    missing, given = _strength_without_run(choices, problem) if problem.policy.on("S1-16") else ([], 0)
    back, back_given = _hard_first(choices, problem)
    return [Aim("preferences", _long_runs_elsewhere(choices, problem), [*missing, *back], given + back_given)]


def _is_recovery(problem: Problem, traits: Traits) -> bool:
    easy = traits.rpe is not None and traits.rpe <= problem.policy.sessions.easy_target_rpe
    return traits.run and easy and traits.minutes <= problem.policy.aims.after_strength_run_minutes


def _strength_without_run(choices: Choices, problem: Problem) -> tuple[list[Any], int]:
    """For each leg strength session: whether neither of the two dates after it has a recovery run."""
    extras, given = [], 0
    span = Span(0, problem.w2.last)
    by_owner: dict[int, list[Placement]] = {}
    for p in choices.standing_in(span, lambda traits: traits.leg_strength):
        if p.mover is not None:
            by_owner.setdefault(p.mover.number, []).append(p)
    for options in by_owner.values():
        floors = [_floor(choices, problem, p) for p in options]
        extras.append(choices.least(1, [f for f in floors if f is not None]))
    for fact in problem.facts_in(span):
        if fact.traits.leg_strength:
            floor = _floor(choices, problem, fact)
            if floor is not None and floor.literals:
                extras.append(choices.least(1, [floor]))
            elif floor is not None:
                given += 1
    return extras, given


def _floor(choices: Choices, problem: Problem, strength: Placement | Fact) -> Floor | None:
    """None where a fact already is the recovery run."""
    after = Span(strength.day + 1, strength.day + 2)
    if any(_is_recovery(problem, f.traits) for f in problem.facts_in(after)):
        return None
    runs = [choices.chosen(p) for p in choices.standing_in(after, lambda traits: _is_recovery(problem, traits))]
    if isinstance(strength, Fact):
        return Floor(1, runs, [-1] * len(runs))
    return Floor(0, [choices.chosen(strength), *runs], [1, *([-1] * len(runs))])


def _long_runs_elsewhere(choices: Choices, problem: Problem) -> list[tuple[Placement, int]]:
    """Long runs moved to a weekday that the athlete does not keep for them."""
    weekdays = problem.brief.athlete.long_run_weekdays
    if not weekdays:
        return []
    return [
        (p, 1)
        for p in choices.placements.all
        if p.is_moved and p.traits.run and p.traits.long and problem.calendar.date(p.day).weekday() not in weekdays
    ]  # fmt: skip


def _hard_first(choices: Choices, problem: Problem) -> tuple[list[Any], int]:
    """At levels 1 and 2 the first leg session after today is better not hard."""
    if problem.directives.level not in (1, 2):
        return [], 0
    return first_session_is(choices, problem, Span(1, problem.last), lambda traits: traits.hard)
