"""Breaks the solver one rule at a time and looks who notices: the rule's own test, and the checker.

    uv run python -m tests.benchmarks.survivors                      every rule
    uv run python -m tests.benchmarks.survivors --rules load-cap pin

Each rule is first left out, then, where it has a number, given a looser one. A survivor is a broken solver that nobody
notices. Prints one line for each broken solver and the number of survivors; exit 1 if there is one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest

from service.checker import RULES, check
from service.domain.brief import Brief
from service.solver import Revised, adjust, conflict, placements, unary
from service.solver.constraints import ALL
from service.solver.reading import read_problem
from tests.benchmarks.loosened import LOOSER, Loosen
from tests.support.instances import a_problem, a_tiny_problem
from tests.support.provoking import PROVOKING

UNIT_TESTS = Path("tests/solver")
MOST_SEEDS = 120
SAME_ON = 25
HELD_TWICE = {
    "past off": "no place before today is ever made",
    "move-limit off": "no place further away is ever made",
    "moved-or-changed off": "no moved place of another form is ever made",
    "modality off": "no place of another sport is ever made",
    "run-spike off": "nothing can become a run",
    "run-spike looser": "nothing can become a run",
    "long-to-hard looser": "the day after a long session is easy by another rule",
}
"""Faults that change no answer, because something else holds the same; their own test notices all the same."""


@dataclass(frozen=True)
class Broken:
    """A solver with one fault: without the rule, or with a looser number."""

    rule: str
    loosen: Loosen | None

    @property
    def name(self) -> str:
        return f"{self.rule} {'off' if self.loosen is None else 'looser'}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rules", nargs="*", default=RULES)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    faults = [Broken(rule, how) for rule in options.rules for how in (None, LOOSER.get(rule))]
    faults = list({fault.name: fault for fault in faults}.values())
    survivors = 0
    with multiprocessing.get_context("fork").Pool(options.jobs, maxtasksperchild=1) as pool:
        for name, by_test, by_checker in pool.imap(_try, [fault.name for fault in faults], chunksize=1):
            survived = not (by_test and by_checker)
            survivors += survived
            print(f"{'SURVIVOR ' if survived else ''}{name}: own test {by_test or 'silent'}; checker: {by_checker or 'silent'}", flush=True)
    print(f"{len(faults)} broken solvers, {survivors} survivors")
    return int(survivors > 0)


def _try(name: str) -> tuple[str, str, str]:
    """Which own test and which problem show the fault; runs in a process of its own."""
    rule, how = name.split(" ")
    fault = Broken(rule, LOOSER[rule] if how == "looser" else None)
    healthy = [_levels(a_tiny_problem(seed)) for seed in range(SAME_ON)] if name in HELD_TWICE else []
    if fault.loosen is None:
        _leave_out(rule)
    if name in HELD_TWICE:
        same = healthy == [_levels(_loosened(fault, a_tiny_problem(seed))) for seed in range(SAME_ON)]
        return name, _noticing_test(fault), f"the same answers on {SAME_ON} problems, {HELD_TWICE[name]}" if same else ""
    return name, _noticing_test(fault), _noticing_problem(fault)


def _levels(brief: Brief) -> object:
    outcome = adjust(brief)
    return (outcome.plan.sessions, [level.value for level in outcome.report.levels]) if isinstance(outcome, Revised) else type(outcome)


def _loosened(fault: Broken, brief: Brief) -> Brief:
    return brief if fault.loosen is None else fault.loosen(brief)


def _leave_out(rule: str) -> None:
    for constraint in ALL:
        if constraint.name == rule:
            type(constraint).applies_to = lambda self, problem: False
            type(constraint).post = lambda self, choices, problem: None
    for module in (unary, placements, conflict):
        module.UNARY = tuple(pair for pair in module.UNARY if pair[0] != rule)


def _noticing_test(fault: Broken) -> str:
    """The test file of the rule, if it fails against the broken solver."""
    own_file = f"test_{fault.rule.replace('-', '_')}.py"
    files = [str(path) for path in UNIT_TESTS.rglob("test_*.py") if path.name == own_file or f'"{fault.rule}"' in path.read_text("utf-8")]
    if not files:
        return ""
    plugin = _Reads(fault.loosen)
    with redirect_stdout(StringIO()):
        outcome = pytest.main([*files, "-q", "-x", "-n", "0", "-p", "no:cacheprovider"], [plugin])
    return plugin.failed if outcome == pytest.ExitCode.TESTS_FAILED else ""


class _Reads:
    """Lets the unit tests read looser briefs, and notes the first test that fails."""

    def __init__(self, loosen: Loosen | None) -> None:
        self.loosen = loosen
        self.failed = ""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if self.loosen is None:
            return
        loosen = self.loosen
        for module in [m for name, m in sys.modules.items() if name.startswith(("service.solver", "tests.solver"))]:
            if getattr(module, "read_problem", None) is read_problem:
                module.read_problem = lambda brief: read_problem(loosen(brief))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid.split("/")[-1]


def _noticing_problem(fault: Broken) -> str:
    """The first problem on which the checker names the rule in the broken solver's answer."""
    for name, brief in _problems(fault.rule):
        outcome = adjust(_loosened(fault, brief))
        if isinstance(outcome, Revised) and any(v.rule == fault.rule for v in check(brief, outcome.plan)):
            return name
    return ""


def _problems(rule: str) -> Iterator[tuple[str, Brief]]:
    made = (("the problem made for it", brief) for brief in PROVOKING.get(rule, ()))
    tiny = ((f"tiny seed {seed}", a_tiny_problem(seed)) for seed in range(MOST_SEEDS))
    large = ((f"seed {seed}", a_problem(seed)) for seed in range(MOST_SEEDS))
    return chain(made, tiny, large)


if __name__ == "__main__":
    sys.exit(main())
