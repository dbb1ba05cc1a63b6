"""On problems small enough to try every plan, the solver's proved levels are those of the best plan there is.

A longer run: `python -m tests.benchmarks.brute_force_run`.
"""

import pytest

from service.checker import measure
from service.solver import Revised, adjust
from tests.support.brute_force import best, candidates_of
from tests.support.instances import a_tiny_problem

SEEDS = (
    3,
    4,
    5,
    7,
    8,
    11,
    13,
    15,
    17,
    18,
    20,
    24,
    27,
    29,
    31,
    34,
    36,
    37,
    38,
    39,
    40,
    41,
    42,
    43,
    45,
    46,
    49,
    52,
    54,
    55,
    56,
    59,
    60,
    61,
    64,
    65,
)
"""Problems of which each holds at least two plans and at most 600."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_is_better_than_the_solvers(seed):
    brief = a_tiny_problem(seed)
    every = best(brief, candidates_of(brief))
    outcome = adjust(brief)
    if not isinstance(outcome, Revised):
        assert every == []
        return
    levels, plan = every[0]
    assert [(level.name, level.value) for level in outcome.report.levels] == list(levels)
    assert measure(brief, outcome.plan) == measure(brief, plan)
    assert all(level.proved for level in outcome.report.levels)
