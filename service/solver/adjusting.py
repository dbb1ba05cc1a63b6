"""One whole re-planning: problem, model, levels, outcome."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from service.domain.adjustment import SolverReport
from service.domain.brief import Brief
from service.solver.build import Model
from service.solver.conflict import explain_conflict
from service.solver.objectives import LEVELS, Level
from service.solver.outcome import Limits, NoPlanFits, NotDecided, Outcome, Revised
from service.solver.reading import read_problem
from service.solver.revise import revised_plan
from service.solver.search import Search


def solve(brief: Brief, limits: Limits, levels: Sequence[Level] = LEVELS) -> Outcome:
    """The proved best plan under the rules, level by level in the given order."""
    started = perf_counter()
    problem = read_problem(brief)
    model = Model(problem, levels=levels)
    search = Search(model, limits)
    search.run(model.aims)

    def report(status: str) -> SolverReport:
        return SolverReport(status, tuple(search.results), (perf_counter() - started) * 1000, search.spent, brief.horizon_days)

    if search.infeasible:
        return NoPlanFits(explain_conflict(problem, limits), report("infeasible"))
    if search.chosen is None:
        return NotDecided(None, report("unknown"))
    status = report("optimal" if search.is_proved else "feasible")
    answer = Revised(revised_plan(problem, [model.placements.all[n] for n in search.chosen]), tuple(search.results), status)
    return answer if search.is_proved else NotDecided(answer, status)
