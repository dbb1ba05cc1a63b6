"""Weekly goals: steps by which each window falls short of what was planned and is allowed, and strength sessions lost."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

from service.domain.directives import Window
from service.solver.floor import Floor
from service.solver.objectives.base import Aim
from service.solver.placements import Placement
from service.solver.problem import Fact, Mover, Problem, exact
from service.solver.traits import Traits
from service.solver.variables import Choices
from service.solver.window import Span

Item = Placement | Fact | Mover
Credit = Callable[[Item], int]


def goals_missed(choices: Choices, problem: Problem) -> list[Aim]:
    extras: list[Any] = []
    for window, span in problem.windows:
        target, credit = _target(problem, window, span)
        if target > 0:
            extras.append(_steps_short(choices, problem, span, target, credit))
        extras += _strength_lost(choices, problem, span)
    return [Aim("goals_missed", extras=extras)]


def _target(problem: Problem, window: Window, span: Span) -> tuple[int, Credit]:
    """What the window should reach, in the measure that its coach stated, and what each session adds to it."""
    reference = [s for s in problem.reference_in(span) if not s.traits.race]
    load = sum(s.traits.load for s in reference)
    credit = _credit(problem, window)
    planned = sum(credit(s) for s in reference)
    if window.load_cap is None or load == 0 or exact(window.load_cap) >= load:
        return planned, credit
    return floor(planned * Fraction(exact(window.load_cap), load)), credit


def _credit(problem: Problem, window: Window) -> Credit:
    weeks = [w.goals for w in problem.brief.plan.weeks if w.start <= window.end and (window.start - w.start).days < 7]
    if any(goals.load is not None for goals in weeks):
        return _load
    if any(goals.distance_m is not None for goals in weeks):
        return lambda item: _metres(problem, item)
    if any(goals.duration_s is not None for goals in weeks):
        return _minutes
    return _load


def _load(item: Item) -> int:
    return item.traits.load


def _minutes(item: Item) -> int:
    return item.traits.minutes


def _metres(problem: Problem, item: Item) -> int:
    """Distance; a swap earns the share of the replaced distance that its minutes are worth (K49)."""
    swapped = isinstance(item, Placement) and item.mover is not None and item.session.modality is not item.mover.session.modality
    if not swapped or not isinstance(item, Placement) or item.mover is None or item.session.modality is None:
        return item.traits.metres or 0
    replaced, minutes = item.mover.traits.metres or 0, item.mover.traits.minutes
    factor = exact(problem.policy.sessions.swap_minutes_factor[item.session.modality.value]) if problem.policy.on("K49") else 1
    return min(replaced, floor(Fraction(replaced * item.traits.minutes) / (factor * minutes))) if minutes else 0


def _steps_short(choices: Choices, problem: Problem, span: Span, target: int, credit: Credit) -> Any:
    """The least s with: shortfall <= (s + 1) steps. The first step is free."""
    percent = problem.policy.aims.goal_step_percent
    given = sum(credit(f) for f in problem.facts_in(span) if not f.traits.race)
    earning = [p for p in choices.standing_in(span) if credit(p)]
    step = percent * target
    constant = 100 * (target - given) - step
    literals, weights = [choices.chosen(p) for p in earning], [-100 * credit(p) for p in earning]
    return choices.least(100 // percent, [Floor(constant, literals, weights, step=step)])


def _strength_lost(choices: Choices, problem: Problem, span: Span) -> list[Any]:
    def counts(traits: Traits) -> bool:
        return traits.strength and problem.policy.on("S3-21") and (problem.policy.on("S1-09") or not traits.core)

    planned = sum(1 for m in problem.movers if counts(m.traits) and m.day in span)
    if planned == 0:
        return []
    left = [choices.chosen(p) for p in choices.standing_in(span, counts) if p.mover is not None]
    return [choices.least(planned, [Floor(planned, left, [-1] * len(left))])]
