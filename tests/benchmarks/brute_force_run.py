"""Holds the solver against every plan of many tiny problems.

    uv run python -m tests.benchmarks.brute_force_run --problems 300 --seed 0 --jobs 2

Prints the first seed, counts, and every problem on which the two differ; exit 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import count

from service.solver import NotDecided, Revised, adjust
from tests.support.brute_force import best, candidates_of, combinations
from tests.support.instances import a_tiny_problem

MOST_PLANS = 4_000


def hold(seed: int) -> tuple[int, str, int]:
    """The seed, what came out, and how many plans were tried."""
    brief = a_tiny_problem(seed)
    candidates = candidates_of(brief)
    plans = combinations(candidates)
    if plans > MOST_PLANS:
        return seed, "too large", 0
    every = best(brief, candidates)
    outcome = adjust(brief)
    if isinstance(outcome, NotDecided):
        return seed, "not decided", plans
    if not isinstance(outcome, Revised):
        return seed, "DIFFERENT: a plan exists" if every else "same, no plan fits", plans
    told = tuple((level.name, level.value) for level in outcome.report.levels)
    if not every:
        return seed, f"DIFFERENT: no plan keeps the rules, solver has {told}", plans
    if told != every[0][0]:
        first = next((a, b) for a, b in zip(told, every[0][0], strict=True) if a != b)
        return seed, f"DIFFERENT: solver {first[0]}, best {first[1]}", plans
    return seed, "same", plans


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--problems", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    held = tried = 0
    seeds = count(options.seed)
    with ProcessPoolExecutor(options.jobs) as pool:
        while held < options.problems:
            batch = [next(seeds) for _ in range(4 * options.jobs)]
            for seed, what, plans in pool.map(hold, batch):
                held += what != "too large"
                tried += plans
                outcomes[what.split(":")[0]] += 1
                if what.startswith("DIFFERENT"):
                    print(f"seed {seed}: {what}")
    print(f"first seed {options.seed}, {held} problems held, {tried} plans tried: {dict(outcomes)}")
    return int(any(what.startswith("DIFFERENT") for what in outcomes))


if __name__ == "__main__":
    sys.exit(main())
