"""Level by level: each is made as small as possible and then fixed before the next is looked at.

Fixing a finished level is not the same as bounding the objective that is being solved, which weakens the search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from service.domain.adjustment import LevelResult
from service.solver.build import Model
from service.solver.objectives import Aim
from service.solver.outcome import Limits
from service.solver.stages import Stage, stages_of

QUICK = 0.006
"""Deterministic time given to plain search before the linear relaxation is brought in."""
DECIDED = (cp_model.OPTIMAL, cp_model.INFEASIBLE)


@dataclass
class Search:
    """One run over all levels. `chosen` are the numbers of the placements that happen, None before the first answer."""

    model: Model
    limits: Limits
    chosen: list[int] | None = None
    values: list[int] = field(default_factory=list)
    results: list[LevelResult] = field(default_factory=list)
    spent: float = 0.0
    infeasible: bool = False

    def run(self, aims: Sequence[Aim]) -> None:
        """Solve all levels in order, stopping at the first that the limit leaves unproved."""
        for stage in stages_of(aims):
            self._advance(stage)
            if self.infeasible or (self.results and not self.results[-1].proved) or self.chosen is None:
                break
        if self.chosen is not None:
            done = len(self.results)
            self.results += [LevelResult(a.name, self._value(a), self.model.lower_bound(a), proved=False) for a in aims[done:]]

    @property
    def is_proved(self) -> bool:
        return all(result.proved for result in self.results)

    def _advance(self, stage: Stage) -> None:
        """Settle one stage; levels that already stand at their lower bound need no search."""
        aims = list(stage.aims)
        while aims and self.chosen is not None and self._value(aims[0]) == self.model.lower_bound(aims[0]):
            self._settle(aims.pop(0))
        if aims:
            self._search(Stage(tuple(aims)))

    def _value(self, aim: Aim) -> int:
        return self.model.value(aim, self.values)

    def _settle(self, aim: Aim) -> None:
        """The level is at the least that its terms allow: whatever costs more is out for good."""
        value = self._value(aim)
        self.results.append(LevelResult(aim.name, value, value, proved=True))
        self.model.keep_at_lower_bound(aim)

    def _search(self, stage: Stage) -> None:
        """Most stages fall to plain search at once; the others get the linear relaxation, without which they take for ever."""
        weights = self.model.weights(stage)
        literals, costs, constant = self.model.objective(stage, weights)
        self.model.cp.minimize(cp_model.LinearExpr.weighted_sum(literals, costs) + constant)
        solver, status = self._attempt(min(QUICK, self._left), linear=False)
        if status not in DECIDED and self._left > 0:
            solver, status = self._attempt(self._left, linear=True)
        if status == cp_model.INFEASIBLE:
            self.infeasible = True
        elif self.chosen is not None:
            self._record(stage, weights, proved=status == cp_model.OPTIMAL, bound=solver.best_objective_bound)

    @property
    def _left(self) -> float:
        return max(0.0, self.limits.deterministic_time - self.spent)

    def _attempt(self, budget: float, *, linear: bool) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        self._hint()
        solver = new_solver(budget, linear=linear)
        status = solver.solve(self.model.cp)
        self.spent += solver.deterministic_time
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            answer = solver.response_proto.solution
            self.chosen = [n for n in range(self.model.size) if answer[n]]
            self.values = self.model.choices.complete(self.chosen)
        return solver, status

    def _hint(self) -> None:
        hint = self.model.cp.proto.solution_hint
        hint.vars.clear()
        hint.values.clear()
        known = self.values or self.model.reference_values()
        hint.vars.extend(range(len(known)))
        hint.values.extend(known)

    def _record(self, stage: Stage, weights: Sequence[int], *, proved: bool, bound: float) -> None:
        for number, (aim, weight) in enumerate(zip(stage.aims, weights, strict=True)):
            value = self._value(aim)
            least = self.model.lower_bound(aim)
            if number == 0 and not proved:
                least = max(least, min(value, int(bound // weight)))
            self.results.append(LevelResult(aim.name, value, value if proved else least, proved=proved))
            if proved:
                self.model.fix(aim, value)


def new_solver(budget: float, *, linear: bool) -> cp_model.CpSolver:
    """One worker, a fixed seed and deterministic limits: the same answer everywhere. See docs/decisions for the settings."""
    solver = cp_model.CpSolver()
    p = solver.parameters
    p.num_workers = 1
    p.random_seed = 1
    p.max_deterministic_time = budget
    p.cp_model_presolve = False
    p.cp_model_probing_level = 0
    p.linearization_level = 2 if linear else 0
    p.symmetry_level = 0
    return solver
