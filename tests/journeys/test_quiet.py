"""A mild report in a believable week changes nothing, most of the time."""

from __future__ import annotations

import pytest

from tests.benchmarks.quiet_run import believable_weeks
from tests.journeys.asked import ask_sample
from tests.support.samples import answer


def test_four_of_five_mild_weeks_are_left_alone() -> None:
    outcomes = [answer(raw).outcome for _, raw in believable_weeks()]
    assert len(outcomes) == 40
    assert sum(outcome == "no_change" for outcome in outcomes) >= 32


@pytest.mark.parametrize("name", ["sc-01-one-mild-run", "sc-02-heavy-start-that-eases", "sc-13-only-a-number"])
def test_where_patience_is_enough_no_other_plan_is_even_searched_for(name: str) -> None:
    given = ask_sample(name).adjustment
    assert (given.assessment.level, given.changes, given.solver.status) == (0, (), "not_needed")
