"""Why no plan fits: a smallest set of rules that collide, and the cheapest ways out.

The solver's own infeasibility cores are not trusted (google/or-tools #2649, #5141). Rules are taken out one at a time and
the rest is solved again; what is reported was proved infeasible by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from service.domain.brief import Brief
from service.domain.conflict import Conflict, Relaxation
from service.solver.build import Model
from service.solver.constraints import ALL
from service.solver.objectives import LEVELS
from service.solver.outcome import Limits
from service.solver.problem import Problem
from service.solver.reading import read_problem
from service.solver.search import Search, new_solver
from service.solver.unary import UNARY
from service.solver.words import RULE_WORDS, say_pin, say_refusal

WISHES = {"pin", "refusal"}
MOST_RELAXATIONS = 3


def explain_conflict(problem: Problem, limits: Limits) -> Conflict:
    """A set of rules of which none can be spared, in the coach's words; found by taking rules out one by one."""
    core = _shrink_rules(problem, limits)
    brief = _shrink_wishes(problem.brief, core, limits)
    said = [*(say_pin(pin) for pin in brief.pins if "pin" in core), *(say_refusal(r) for r in brief.refusals if "refusal" in core)]
    said += [RULE_WORDS[name] for name in core if name not in WISHES]
    text = "These do not fit together: " + "; ".join(said) + "." if said else "No plan keeps all rules."
    return Conflict(core, text, tuple(_relaxations(problem, brief, core, limits)))


def is_infeasible(problem: Problem, without: Collection[str], limits: Limits) -> bool:
    """Proved infeasible without these rules; a limit that ran out proves nothing."""
    model = Model(problem, without, levels=())
    return new_solver(limits.deterministic_time, linear=True).solve(model.cp) == cp_model.INFEASIBLE


def _shrink_rules(problem: Problem, limits: Limits) -> tuple[str, ...]:
    """Wishes are taken out last, so that a conflict that they cause names them."""
    names = [rule.name for rule in ALL if rule.applies_to(problem)] + [name for name, _ in UNARY]
    names.sort(key=lambda name: name in WISHES)
    out: set[str] = set()
    for name in names:
        if is_infeasible(problem, {*out, name}, limits):
            out.add(name)
    return tuple(name for name in names if name not in out)


def _shrink_wishes(brief: Brief, core: Collection[str], limits: Limits) -> Brief:
    """Only those pins and refusals that the conflict needs."""
    out = {rule.name for rule in ALL} | {name for name, _ in UNARY}
    out -= set(core)
    for pin in brief.pins:
        less = replace(brief, pins=tuple(p for p in brief.pins if p != pin))
        brief = less if is_infeasible(read_problem(less), out, limits) else brief
    for refusal in brief.refusals:
        less = replace(brief, refusals=tuple(r for r in brief.refusals if r != refusal))
        brief = less if is_infeasible(read_problem(less), out, limits) else brief
    return brief


@dataclass(frozen=True, slots=True)
class _Way:
    """One loosening: the rule that gives way, how it is said, and the problem that is left."""

    rule: str
    text: str
    problem: Problem
    without: frozenset[str] = frozenset()


def _relaxations(problem: Problem, needed: Brief, core: Collection[str], limits: Limits) -> list[Relaxation]:
    """Single loosenings after which a plan fits, the one with the best levels first."""
    found: list[tuple[list[int], Relaxation]] = []
    for way in _ways(problem, needed, core):
        model = Model(way.problem, way.without, LEVELS)
        search = Search(model, limits)
        search.run(model.aims)
        if search.chosen is not None:
            found.append(([level.value for level in search.results], Relaxation(way.rule, way.text)))
    found.sort(key=lambda pair: pair[0])
    return [relaxation for _, relaxation in found[:MOST_RELAXATIONS]]


def _ways(problem: Problem, needed: Brief, core: Collection[str]) -> Iterator[_Way]:
    brief = problem.brief
    for pin in needed.pins if "pin" in core else ():
        less = replace(brief, pins=tuple(p for p in brief.pins if p != pin))
        yield _Way("pin", f"Give up: {say_pin(pin)}.", read_problem(less))
    for refusal in needed.refusals if "refusal" in core else ():
        less = replace(brief, refusals=tuple(r for r in brief.refusals if r != refusal))
        yield _Way("refusal", f"Accept after all: {refusal.key}.", read_problem(less))
    yield from _more_room(problem, core)


def _more_room(problem: Problem, core: Collection[str]) -> Iterator[_Way]:
    """More time on a date that a pin wants; the levels of safety are no way out and are not offered."""
    for mover in problem.movers:
        pin = mover.pin
        if pin is None or "availability" not in core:
            continue
        has = problem.brief.athlete.availability_on(pin.date)
        if has.available and has.max_minutes is not None and mover.traits.minutes > has.max_minutes:
            more = mover.traits.minutes - has.max_minutes
            text = f"Allow {more} more minutes on {pin.date:%a %-d %b}."
            yield _Way("availability", text, problem, frozenset({"availability"}))
