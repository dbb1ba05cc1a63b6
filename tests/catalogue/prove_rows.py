"""Proves that rows of the catalogue are carried by code: with the row switched off, some test fails.

    uv run python -m tests.catalogue.prove_rows                    all rows; writes service/rules/catalogue/tests.json
    uv run python -m tests.catalogue.prove_rows --rows S1-35 K16   only these; the other entries stay
    uv run python -m tests.catalogue.prove_rows --sample 20 --seed 7   holds written proofs against the code; exit 1 if one is empty

One run of all tests notes which tests ask about which rows. Then, for each row, the tests that ask about it run with the
row off, those that name it first. Every run is a fresh fork of a process that has imported the libraries and nothing of ours beyond
the packages, so that no result computed with the row on is met again.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest

from service.rules import all_rules
from tests.catalogue.row_trace import RowTrace

PROOFS = Path("service/rules/catalogue/tests.json")
ENOUGH = 5
"""So many failing tests are written down for a row; the rest would say nothing new."""
LIBRARIES = ("ortools.sat.python.cp_model", "service.usecases.adjust_plan", "service.usecases.lint_plan")
"""Slow to import, so imported once, before the forks. (What pytest plugins import cannot be.)"""
QUICK_S = 4
BUDGET_S = 30
"""Seconds of tests that are tried for one row. Rows that every answer asks about are asked by thousands of tests."""
NOT_ABOUT_ROWS = (
    "agreements", "api", "benchmarks", "catalogue", "cli", "formats", "jobs", "kit", "notifications", "platforms", "rules", "store",
    "worker",
)  # fmt: skip
LEAVE_OUT = tuple(f"--ignore=tests/{name}" for name in NOT_ABOUT_ROWS)
"""Tests that start processes of their own or time something: a row is on in their children, and they are slow."""
QUIET = ("-q", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-n", "0", "--hypothesis-seed=0")


@dataclass(frozen=True)
class Baseline:
    """What a run of all tests with every row on says."""

    asked: Mapping[str, Sequence[str]]
    failed: frozenset[str]
    seconds: Mapping[str, float]

    def batches_of(self, row: str) -> tuple[list[str], ...]:
        """Tests that pass and ask about the row: those whose file names it, then the quickest, then more within the budget."""
        tests = [test for test in self.asked.get(row, ()) if test not in self.failed]
        tests.sort(key=lambda test: (not _names(test, row), self.seconds[test], test))
        named, quick, rest = [], [], []
        for test, spent in zip(tests, accumulate(self.seconds[test] for test in tests), strict=True):
            if spent <= BUDGET_S:
                (named if _names(test, row) else quick if spent <= QUICK_S else rest).append(test)
        return (named, quick, rest)


def _file(test: str) -> str:
    return test.split("::", maxsplit=1)[0]


def _names(test: str, row: str) -> bool:
    return f'"{row}"' in _source(_file(test))


@cache
def _source(path: str) -> str:
    return Path(path).read_text("utf-8") if Path(path).exists() else ""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    for library in LIBRARIES:
        importlib.import_module(library)
    if options.sample:
        return _hold_sample(options.sample, options.seed)
    base = _baseline(options.paths)
    rows = options.rows or [rule.id for rule in all_rules()]
    old = json.loads(PROOFS.read_text("utf-8")) if options.rows else {}
    found = {row: tests for row in rows if row in base.asked and (tests := _failing(row, base))}
    proofs = {row: tests for row, tests in {**old, **found}.items() if row not in rows or row in found}
    order = {rule.id: place for place, rule in enumerate(all_rules())}
    lines = (f"{json.dumps(row)}: {json.dumps(proofs[row])}" for row in sorted(proofs, key=order.__getitem__))
    PROOFS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    _report(rows, base, found)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", nargs="+", help="only these rows")
    parser.add_argument("--paths", nargs="+", default=["tests"], help="where the tests are")
    parser.add_argument("--sample", type=int, help="check so many written proofs, chosen by chance")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def _baseline(paths: Iterable[str]) -> Baseline:
    document = _run([*QUIET, *LEAVE_OUT, *paths])
    if document["broken"]:
        print("Files that cannot be read and prove nothing:", *document["broken"])
    return Baseline(document["asked"], frozenset(document["failed"]), document["seconds"])


def _failing(row: str, base: Baseline) -> list[str]:
    """Up to `ENOUGH` of the tests that fail with the row off, from the first batch in which one fails."""
    batches = base.batches_of(row)
    failed = next((failed for batch in batches if (failed := _failed_without(row, batch))), [])
    print(f"{row:<22} asked by {len(base.asked.get(row, ())):>4} tests, proved by {len(failed)}", flush=True)
    return failed


def _failed_without(row: str, tests: Sequence[str]) -> list[str]:
    if not tests:
        return []
    files = dict.fromkeys(_file(test) for test in tests)
    return sorted(_run([*QUIET, f"--row-off={row}", f"--maxfail={ENOUGH}", *files], only=tests)["failed"])


def _hold_sample(size: int, seed: int) -> int:
    """Whether the written proofs of some rows still hold."""
    proofs: dict[str, list[str]] = json.loads(PROOFS.read_text("utf-8"))
    rows = random.Random(seed).sample(sorted(proofs), min(size, len(proofs)))
    empty = [row for row in rows if not _failed_without(row, proofs[row])]
    print(f"{len(rows) - len(empty)} of {len(rows)} sampled rows are proved." + (f" Empty: {' '.join(empty)}" if empty else ""))
    return 1 if empty else 0


def _report(rows: Sequence[str], base: Baseline, found: Mapping[str, Sequence[str]]) -> None:
    """Prints what survives: rows that no code asks about, and rows whose absence no test notices."""
    wanted = [rule for rule in all_rules() if rule.id in set(rows) and rule.id not in found]
    must = [rule.id for rule in wanted if rule.is_carried]
    print(f"\n{len(found)} of {len(rows)} rows are proved; {len(base.failed)} tests fail with every row on and were left out.")
    print("Not asked by any code that a test runs:", *[row for row in must if row not in base.asked])
    print("Asked, but no test fails without it:", *[row for row in must if row in base.asked])
    print("Deliberately not carried:", *[rule.id for rule in wanted if rule.id not in must])


def _run(arguments: Sequence[str], only: Sequence[str] = ()) -> dict[str, object]:
    """One pytest run in a forked process; returns what the trace saw."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        child = os.fork()
        if child == 0:
            _run_and_leave(arguments, result, only)
        os.waitpid(child, 0)
        if not result.exists():
            raise SystemExit((Path(folder) / "output.txt").read_text("utf-8")[-2000:] + f"\nBroken off: pytest {' '.join(arguments[:12])}")
        return json.loads(result.read_text("utf-8"))


def _run_and_leave(arguments: Sequence[str], result: Path, only: Sequence[str]) -> None:
    """Never returns: the forked process must not go on with the work of its parent."""
    try:
        with (result.parent / "output.txt").open("w") as output:
            os.dup2(output.fileno(), sys.stdout.fileno())
            os.dup2(output.fileno(), sys.stderr.fileno())
        pytest.main(list(arguments), plugins=[RowTrace(result, only)])
    except BaseException:  # noqa: BLE001  (whatever it is, the parent prints it and stops)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
