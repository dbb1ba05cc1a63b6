"""Whatever the solver answers keeps every rule, and its levels are those that the checker counts.

A longer run: `python -m tests.benchmarks.checker_run`.
"""

import pytest

from service.checker import check, measure
from service.solver import NotDecided, Revised, adjust
from tests.support.instances import a_problem


@pytest.mark.parametrize("horizon", [14, 28, 84])
@pytest.mark.parametrize("seed", range(10))
def test_an_answer_keeps_every_rule_and_tells_its_levels_truly(seed, horizon):
    brief = a_problem(seed, horizon)
    outcome = adjust(brief)
    assert not isinstance(outcome, NotDecided)
    if isinstance(outcome, Revised):
        assert check(brief, outcome.plan) == ()
        assert measure(brief, outcome.plan) == tuple((level.name, level.value) for level in outcome.report.levels)
    else:
        assert brief.pins or brief.refusals
