"""No single run far beyond the longest."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem, share
from service.solver.variables import Choices


class RunSpike:
    """A session that becomes a run stays within reach of the longest done run of 30 days; no run grows."""

    name = "run-spike"
    rows: tuple[str, ...] = ("S1-37", "K16")

    def applies_to(self, problem: Problem) -> bool:
        return problem.longest_capacity_run > 0 and acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        most = share(problem.policy.spacing.run_spike_ratio, problem.longest_capacity_run)
        for p in choices.placements.all:
            became_run = p.mover is None or not p.mover.traits.run
            if became_run and p.traits.run and p.traits.minutes > most:
                choices.forbid(p)
