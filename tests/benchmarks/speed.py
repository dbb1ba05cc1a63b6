"""How long one answer takes on one core: assessment, model, all levels proved, checker.

Processor time, because it is what a core of its own would take; by the clock, other work on the machine would count too.

Run with `uv run python -m tests.benchmarks.speed [problems per horizon]`. Prints two tables: generated problems of 6 to 9 sessions a week
by horizon, beside the same problems with OR-Tools' own defaults (one worker), and the sample requests end to end.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf
from statistics import quantiles
from time import process_time
from typing import Any
from unittest.mock import patch

from ortools.sat.python import cp_model
from rich.console import Console
from rich.table import Table

from service.checker import check
from service.documents.adjust_request import read_request
from service.domain.brief import Brief
from service.solver import Revised, adjust
from service.usecases.decide import decide
from tests.support.builders import POLICY
from tests.support.instances import a_problem
from tests.support.samples import REQUESTS, raw_request, request_of

HORIZONS = (14, 28, 84)
FIRST_SEED = 10_000


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one answer; `solver` is the part inside OR-Tools."""

    whole: float
    solver: float
    proved: bool

    @property
    def python(self) -> float:
        return self.whole - self.solver


class _Watched:
    """Sums the time inside OR-Tools while a block runs."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._solve = cp_model.CpSolver.solve

    def solve(self, solver: Any, *arguments: Any, **named: Any) -> Any:
        started = process_time()
        try:
            return self._solve(solver, *arguments, **named)
        finally:
            self.seconds += process_time() - started


def timed(brief: Brief) -> Timing | None:
    """None where the wishes of the problem cannot be met: that is another job."""
    watch = _Watched()
    # A bound method would not be given the solver when it stands in a class.
    with patch.object(cp_model.CpSolver, "solve", lambda solver, *a, **k: watch.solve(solver, *a, **k)):  # noqa: PLW0108
        started = process_time()
        outcome = adjust(brief)
        if not isinstance(outcome, Revised):
            return None
        assert check(brief, outcome.plan) == ()
        whole = process_time() - started
    return Timing(whole * 1000, watch.seconds * 1000, all(level.proved for level in outcome.levels))


def with_defaults(brief: Brief) -> Timing | None:
    """The same levels with OR-Tools' own parameters and the whole limit at once; only the worker and the seed are set."""

    def plain(budget: float, *, linear: bool) -> cp_model.CpSolver:
        del linear
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = budget
        return solver

    with patch("service.solver.search.new_solver", plain), patch("service.solver.search.QUICK", inf):
        return timed(brief)


def spread(values: Iterable[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    cuts = quantiles(sorted(values), n=20, method="inclusive")
    return cuts[9], cuts[18]


def by_horizon(count: int) -> Table:
    table = Table(title=f"Generated problems, seeds from {FIRST_SEED}, {count} per horizon, milliseconds")
    for heading in ("days", "answered", "p50", "p95", "Python p50", "OR-Tools p50", "all proved", "defaults p50", "ratio to defaults"):
        table.add_column(heading, justify="right")
    for days in HORIZONS:
        briefs = [a_problem(FIRST_SEED + n, days) for n in range(count)]
        timed(briefs[0])
        # In turns, so that a busy spell of the machine falls on both.
        pairs = [(timed(brief), with_defaults(brief)) for brief in briefs]
        ours, theirs = [a for a, _ in pairs if a is not None], [b for _, b in pairs if b is not None]
        p50, p95 = spread(t.whole for t in ours)
        python, inside = spread(t.python for t in ours)[0], spread(t.solver for t in ours)[0]
        defaults = spread(t.whole for t in theirs)[0]
        times = (p50, p95, python, inside)
        proved = sum(t.proved for t in ours)
        table.add_row(str(days), str(len(ours)), *(f"{t:.0f}" for t in times), str(proved), f"{defaults:.0f}", f"{p50 / defaults:.2f}")
    return table


def end_to_end() -> Table:
    """The sample requests from domain request to explained adjustment, prices left out."""
    solved: list[float] = []
    quiet: list[float] = []
    for path in REQUESTS:
        request, _ = read_request(request_of(raw_request(path.stem)), POLICY)
        request = replace(request, options=replace(request.options, explain=False, alternatives=0))
        started = process_time()
        adjustment = decide(request, POLICY)
        took = (process_time() - started) * 1000
        (quiet if adjustment.solver.status == "not_needed" else solved).append(took)
    table = Table(title="Sample requests, assessment to explained answer, milliseconds")
    for heading in ("requests", "count", "p50", "p95"):
        table.add_column(heading, justify="right")
    for name, values in (("solved", solved), ("nothing to solve", quiet)):
        table.add_row(name, str(len(values)), *(f"{v:.0f}" for v in spread(values)))
    return table


def main() -> None:
    console = Console(width=140)
    console.print(by_horizon(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
    console.print(end_to_end())


if __name__ == "__main__":
    main()
