"""A mild report in a believable week changes nothing, most of the time."""

from __future__ import annotations

from tests.benchmarks.quiet_run import believable_weeks
from tests.support.samples import answer


def test_four_of_five_mild_weeks_are_left_alone() -> None:
    outcomes = [answer(raw).outcome for _, raw in believable_weeks()]
    assert len(outcomes) == 40
    assert sum(outcome == "no_change" for outcome in outcomes) >= 32
