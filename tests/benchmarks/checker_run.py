"""Judges the solver's answers to many realistic problems.

    uv run python -m tests.benchmarks.checker_run --problems 5000 --seed 0 --jobs 2

Prints the first seed, counts, and every answer that breaks a rule or tells other levels than the checker counts;
exit 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from service.checker import RULES, check, measure
from service.solver import NotDecided, Revised, adjust
from tests.support.instances import a_problem

HORIZONS = (14, 14, 28, 84)


def judge(seed: int) -> tuple[int, str, list[str]]:
    """The seed, the outcome, and what is wrong with it."""
    brief = a_problem(seed, HORIZONS[seed % len(HORIZONS)])
    outcome = adjust(brief)
    if isinstance(outcome, NotDecided):
        return seed, "not decided", []
    if not isinstance(outcome, Revised):
        wrong = [] if brief.pins or brief.refusals else ["no plan fits although the coach wished for nothing"]
        return seed, "no plan fits", wrong
    wrong = [f"{v.rule}: {v.text} {v.session_ids}" for v in check(brief, outcome.plan)]
    told = tuple((level.name, level.value) for level in outcome.report.levels)
    counted = measure(brief, outcome.plan)
    if told != counted:
        wrong.append(f"levels {[pair for pair in zip(told, counted, strict=False) if pair[0] != pair[1]][:1]}")
    unchanged = outcome.plan.sessions == brief.plan.sessions
    return seed, "as planned" if unchanged else "revised", wrong


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--problems", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    faults = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for seed, what, wrong in pool.map(judge, range(options.seed, options.seed + options.problems), chunksize=8):
            outcomes[what] += 1
            faults += bool(wrong)
            for text in wrong:
                print(f"seed {seed}: {text}")
    print(f"first seed {options.seed}, {options.problems} problems, {len(RULES)} rules each: {dict(outcomes)}, {faults} with faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
