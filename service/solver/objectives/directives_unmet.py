"""What the directives want to remain or to come in: cross-training, a few sessions, easy running, core."""

from __future__ import annotations

from typing import Any

from service.domain.forms import Form
from service.solver.floor import Floor
from service.solver.objectives.base import Aim
from service.solver.objectives.first_session import first_session_is
from service.solver.problem import Mover, Problem, share_up
from service.solver.traits import Traits
from service.solver.variables import Choices
from service.solver.window import Span

LEAST_SESSIONS = 2
"""Seven days keep two sessions at levels 1 to 4: stopping altogether is level 5."""


def directives_unmet(choices: Choices, problem: Problem) -> list[Aim]:
    """Wishes about content are the first aim and no rule, so that a plan is always found (ruling D4)."""
    if not problem.policy.on("D4"):
        return [Aim("directives_unmet")]
    extras: list[Any] = [
        *_cross(choices, problem),
        *_two_left(choices, problem),
        *_easy_left(choices, problem),
        *_easy_volume(choices, problem),
        *_core(choices, problem),
    ]
    first, given = _first_easy(choices, problem)
    return [Aim("directives_unmet", extras=[*extras, *first], constant=given)]


def _cross(choices: Choices, problem: Problem) -> list[Any]:
    """Cross-training that is wanted where a run of W1 gives way."""
    wanted = problem.directives.cross_training
    if wanted.min == 0 or not wanted.modalities:
        return []

    def serves(traits: Traits) -> bool:
        return traits.easy and not traits.run

    given = sum(1 for f in problem.facts_in(problem.w1) if serves(f.traits))
    swaps = [p for p in choices.standing_in(problem.w1) if p.form is Form.CROSS or (p.is_kept and serves(p.traits))]
    gives_way = [
        p
        for m in problem.movers
        if m.traits.run and m.day in problem.w1
        for p in choices.placements.of[m.number]
        if p.form in (Form.DROPPED, Form.CROSS)
    ]
    short = wanted.min - given
    if short <= 0 or not gives_way:
        return []
    some = choices.some_of([choices.chosen(p) for p in gives_way])
    return [choices.least(short, [Floor(0, [some, *map(choices.chosen, swaps)], [short, *([-1] * len(swaps))])])]


def _two_left(choices: Choices, problem: Problem) -> list[Any]:
    if not 1 <= problem.directives.level <= 4 or not problem.policy.on("C8"):
        return []

    def counts(day: int, traits: Traits) -> bool:
        return not traits.light and day in problem.w1 and day not in problem.rest_days

    planned = sum(1 for m in problem.movers if counts(m.day, m.traits))
    wanted = min(LEAST_SESSIONS, planned)
    if wanted == 0:
        return []
    left = [choices.chosen(p) for p in choices.standing_in(problem.w1) if p.mover is not None and counts(p.day, p.traits)]
    return [choices.least(wanted, [Floor(wanted, left, [-1] * len(left))])]


def _easy_left(choices: Choices, problem: Problem) -> list[Any]:
    def is_easy(traits: Traits) -> bool:
        return traits.easy and problem.is_affected(traits)

    wanted = any(isinstance(s, Mover) and is_easy(s.traits) for s in problem.reference_in(problem.w1))
    given = any(is_easy(f.traits) for f in problem.facts_in(problem.w1))
    if not 1 <= problem.directives.level <= 3 or not wanted or given:
        return []
    left = [choices.chosen(p) for p in choices.standing_in(problem.w1, is_easy)]
    return [choices.least(1, [Floor(1, left, [-1] * len(left))])]


def _easy_volume(choices: Choices, problem: Problem) -> list[Any]:
    kept = problem.directives.easy_share_kept
    if kept is None:
        return []

    def is_easy(traits: Traits) -> bool:
        return traits.easy and problem.is_affected(traits)

    planned = sum(s.traits.minutes for s in problem.reference_in(problem.w1) if is_easy(s.traits))
    given = sum(f.traits.minutes for f in problem.facts_in(problem.w1) if is_easy(f.traits))
    wanted = share_up(kept, planned) - given
    if wanted <= 0:
        return []
    left = choices.standing_in(problem.w1, is_easy)
    return [choices.least(1, [Floor(wanted, [choices.chosen(p) for p in left], [-p.traits.minutes for p in left], step=wanted)])]


def _core(choices: Choices, problem: Problem) -> list[Any]:
    wanted = problem.directives.core_min - sum(1 for f in problem.facts_in(problem.w1) if f.traits.core)
    if wanted <= 0:
        return []
    left = [choices.chosen(p) for p in choices.standing_in(problem.w1, lambda traits: traits.core)]
    return [choices.least(wanted, [Floor(wanted, left, [-1] * len(left))])]


def _first_easy(choices: Choices, problem: Problem) -> tuple[list[Any], int]:
    """From level 3 on the first leg session after the protected dates is easy."""
    directives = problem.directives
    if directives.level < 3:
        return [], 0
    first = problem.calendar.day(directives.first_hard_on or directives.day0)
    return first_session_is(choices, problem, Span(first, problem.w2.last), lambda traits: not traits.easy)
