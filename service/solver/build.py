"""From the problem to a model that is built once and serves all levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from ortools.sat.python import cp_model

from service.solver.constraints import ALL
from service.solver.objectives import LEVELS, Aim, Level
from service.solver.placements import Placement, Placements, read_placements
from service.solver.problem import Problem
from service.solver.stages import Stage
from service.solver.variables import Choices


class Model:
    """Variables, rules and levels of one problem. `without` names rules that are left out, to look for conflicts."""

    def __init__(self, problem: Problem, without: Collection[str] = (), levels: Sequence[Level] = LEVELS) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.placements: Placements = read_placements(problem, without)
        self.choices = Choices(self.cp, problem, self.placements)
        self.size = len(self.placements.all)
        if problem.lost_pins and "pin" not in without:
            self.cp.add_bool_or([])
        for rule in ALL:
            if rule.name not in without and rule.applies_to(problem):
                rule.post(self.choices, problem)
        self.choices.finish()
        self.aims: list[Aim] = [aim for level in levels for aim in level(self.choices, problem)]

    def value(self, aim: Aim, values: Sequence[int]) -> int:
        """What the level comes to at these values of all variables."""
        derived = sum(values[int(extra.index)] for extra in aim.extras)
        return aim.constant + derived + sum(cost for p, cost in aim.costs if values[p.number])

    def _spread(self, aim: Aim) -> tuple[int, int]:
        """Least and greatest sum of the costs of placements that are still possible."""
        cost = {p.number: c for p, c in aim.costs}
        least = most = 0
        for options in self._owners():
            found = [cost.get(p.number, 0) for p in options]
            least += min(found, default=0)
            most += max(found, default=0)
        return least, most

    def _owners(self) -> list[list[Placement]]:
        """The placements still possible, by session; an insertion may always stay away and costs nothing then."""
        out = self.choices.impossible
        return [[p for p in options if p.number not in out] for options in self.placements.of]

    def lower_bound(self, aim: Aim) -> int:
        return aim.constant + self._spread(aim)[0]

    def keep_at_lower_bound(self, aim: Aim) -> None:
        """Take out every placement that costs its session more than needed; derived numbers stay at 0."""
        cost: dict[int, int] = defaultdict(int, {p.number: c for p, c in aim.costs})
        for options in self._owners():
            least = min((cost[p.number] for p in options), default=0)
            for p in options:
                if cost[p.number] > least:
                    self.choices.forbid(p)
        for p in self.placements.insertions:
            if cost[p.number]:
                self.choices.forbid(p)
        for extra in aim.extras:
            self.cp.add(extra == 0)

    def fix(self, aim: Aim, value: int) -> None:
        """The level keeps exactly this value from now on."""
        literals, costs = self._terms(aim)
        if literals:
            self.cp.add(cp_model.LinearExpr.weighted_sum(literals, costs) == value - aim.constant)

    def _terms(self, aim: Aim) -> tuple[list[Any], list[int]]:
        literals = [self.choices.chosen(p) for p, _ in aim.costs] + list(aim.extras)
        return literals, [c for _, c in aim.costs] + [1] * len(aim.extras)

    def weights(self, stage: Stage) -> list[int]:
        """Each level weighs more than all that follow in its stage can sum to."""
        weights: list[int] = []
        total = 1
        for aim in reversed(stage.aims):
            weights.append(total)
            total += total * self._range(aim)
        return weights[::-1]

    def _range(self, aim: Aim) -> int:
        inserted = {p.number for p in self.placements.insertions}
        from_insertions = sum(c for p, c in aim.costs if p.number in inserted)
        return self._spread(aim)[1] + from_insertions + sum(self.choices.most(x) for x in aim.extras)

    def objective(self, stage: Stage, weights: Sequence[int]) -> tuple[list[Any], list[int], int]:
        literals: list[Any] = []
        costs: list[int] = []
        constant = 0
        for aim, weight in zip(stage.aims, weights, strict=True):
            found, cost = self._terms(aim)
            literals += found
            costs += [c * weight for c in cost]
            constant += aim.constant * weight
        return literals, costs, constant

    def reference_values(self) -> list[int]:
        """Everything in its own place, where that is possible: a good place to start from."""
        start = [next((p.number for p in options if p.is_own_place), options[-1].number) for options in self.placements.of if options]
        return self.choices.complete(start)
