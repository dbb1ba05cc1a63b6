"""One yes-or-no for every placement, and answers about them in the words of the field. Nobody else indexes variables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from service.solver.exclusions import cliques
from service.solver.floor import Floor
from service.solver.placements import Placement, Placements
from service.solver.problem import Fact, Problem
from service.solver.traits import Traits
from service.solver.window import Span

Literal = Any
"""A Boolean of OR-Tools, plain or negated."""
Worth = Sequence[tuple[Placement, int]]
"""Placements with what each adds to a sum."""
Test = Callable[[Traits], bool]


class Choices:
    """The variables of one model. Every question is about sessions that are not dropped."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, placements: Placements) -> None:
        self.model = model
        self.problem = problem
        self.placements = placements
        self.literals: list[Literal] = [model.new_bool_var("") for _ in placements.all]
        self.impossible: set[int] = set()
        self._apart = [0] * len(placements.all)
        self._derived: list[tuple[int, Callable[[list[int]], int]]] = []
        self._most: dict[int, int] = {}
        self._training: dict[int, Literal | bool] = {}
        self._standing: dict[int, list[Placement]] = defaultdict(list)
        for placement in placements.all:
            if not placement.is_dropped:
                self._standing[placement.day].append(placement)
        for options in placements.of:
            if options:
                model.add_exactly_one([self.literals[p.number] for p in options])
            else:
                model.add_bool_or([])

    # questions

    def chosen(self, placement: Placement) -> Literal:
        """Whether this placement happens."""
        return self.literals[placement.number]

    def standing_on(self, day: int) -> Sequence[Placement]:
        """All that may stand on a day."""
        return self._standing.get(day, ())

    def standing_in(self, span: Span, test: Test | None = None) -> list[Placement]:
        """All that may stand in a span and passes the test."""
        return [p for day in span.days() for p in self._standing.get(day, ()) if test is None or test(p.traits)]

    def hard_on(self, day: int) -> list[Literal]:
        """Hard leg sessions of a day."""
        return [self.chosen(p) for p in self.standing_on(day) if p.traits.hard_leg]

    def load_in(self, span: Span) -> Worth:
        """Load of a span, races excluded; facts not included."""
        return [(p, p.traits.load) for p in self.standing_in(span) if p.traits.load]

    def training_on(self, day: int) -> Literal | bool:
        """Whether the day is a training day. The variable may only err towards yes."""
        if day not in self._training:
            self._training[day] = self._make_training(day)
        return self._training[day]

    def _make_training(self, day: int) -> Literal | bool:
        if any(not f.traits.light for f in self.problem.facts_on.get(day, ())):
            return True
        by_owner: dict[int, list[int]] = defaultdict(list)
        for p in self.standing_on(day):
            if not p.traits.light and p.mover is not None:
                by_owner[p.mover.number].append(p.number)
        if not by_owner:
            return False
        trains = self.model.new_bool_var("")
        for numbers in by_owner.values():
            self.model.add_at_most_one([*(self.literals[n] for n in numbers), ~trains])
        self._derive(trains, _any_of([n for numbers in by_owner.values() for n in numbers]))
        return trains

    # posting

    def at_most(self, worth: Worth, bound: int) -> None:
        """The chosen placements add up to `bound` at most; nothing is posted when they cannot reach it."""
        if self._reach(worth) > bound:
            self.model.add(cp_model.LinearExpr.weighted_sum([self.literals[p.number] for p, _ in worth], [w for _, w in worth]) <= bound)

    def _reach(self, worth: Worth) -> int:
        best: dict[int, int] = {}
        for p, w in worth:
            key = p.mover.number if p.mover is not None else -1 - p.number
            best[key] = max(best.get(key, 0), w)
        return sum(best.values())

    def at_most_training(self, days: Iterable[int], bound: int) -> None:
        """At most `bound` training days; days that are training days anyway are taken as given."""
        answers = [self.training_on(day) for day in days]
        given = sum(1 for a in answers if a is True)
        open_days = [a for a in answers if not isinstance(a, bool)]
        room = max(0, bound - given)
        if len(open_days) > room:
            self.model.add(cp_model.LinearExpr.sum(open_days) <= room)

    def forbid(self, placement: Placement) -> None:
        """Take this placement out."""
        if placement.number not in self.impossible:
            self.impossible.add(placement.number)
            self.model.add_bool_or([~self.literals[placement.number]])

    def keep_from_meeting(self, one: Placement | Fact, other: Placement | Fact) -> None:
        """The two do not both happen. Two facts are never judged."""
        if isinstance(one, Fact):
            if not isinstance(other, Fact):
                self.forbid(other)
        elif isinstance(other, Fact):
            self.forbid(one)
        else:
            self._apart[one.number] |= 1 << other.number
            self._apart[other.number] |= 1 << one.number

    def finish(self) -> None:
        """Post what was collected pair by pair as few large at-most-one constraints."""
        owners = [0] * len(self.literals)
        for options in self.placements.of:
            mask = sum(1 << p.number for p in options)
            for p in options:
                owners[p.number] = mask & ~(1 << p.number)
        for members in cliques(self._apart, owners):
            self.model.add_at_most_one([self.literals[n] for n in members])
        self._apart = [0] * len(self.literals)

    # variables that follow from the others

    def least(self, most: int, floors: Sequence[Floor]) -> Literal:
        """A new whole number from 0 to `most` that is at least every floor; its level makes it the least."""
        number = self.model.new_int_var(0, most, "")
        for floor in floors:
            weights = [floor.step, *(-w for w in floor.weights)]
            self.model.add(cp_model.LinearExpr.weighted_sum([number, *floor.literals], weights) >= floor.constant)
        self._most[number.index] = most
        self._derive(number, lambda values: max([0, *(f.value(values) for f in floors)]))
        return number

    def most(self, number: Literal) -> int:
        """The greatest value that a derived number may take."""
        return self._most.get(number.index, 1)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A new yes-or-no that may be yes only if one of the literals is."""
        answer = self.model.new_bool_var("")
        self.model.add_bool_or([*literals, ~answer])
        self._derive(answer, _any_of([literal.index for literal in literals]))
        return answer

    def some_of(self, literals: Sequence[Literal]) -> Literal:
        """A new yes-or-no that is yes whenever one of the literals is."""
        answer = self.model.new_bool_var("")
        for literal in literals:
            self.model.add_implication(literal, answer)
        self._derive(answer, _any_of([literal.index for literal in literals]))
        return answer

    def _derive(self, variable: Literal, value: Callable[[list[int]], int]) -> None:
        self._derived.append((variable.index, value))

    def complete(self, chosen: Iterable[int]) -> list[int]:
        """Values of all variables when exactly the placements with these numbers happen."""
        values = [0] * len(self.model.proto.variables)
        for number in chosen:
            values[number] = 1
        for index, value in self._derived:
            values[index] = value(values)
        return values


def _any_of(indices: list[int]) -> Callable[[list[int]], int]:
    return lambda values: int(any(values[i] for i in indices))
