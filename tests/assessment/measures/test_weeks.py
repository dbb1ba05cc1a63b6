"""What weeks of reports show: blocks, trends, what the coach labelled, what is usual for the cycle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.plan import Phase
from service.domain.report import Report
from tests.assessment.asking import march
from tests.assessment.measures.looking import EMPTY, ago, looks, morning


def test_a_block_needs_two_reports() -> None:
    one, two = looks(ago(0, 6)).blocks, looks(ago(0, 6), ago(6, 3)).blocks
    assert (one[0].average, two[0].average, two[1].average) == (None, 4.5, None)
    assert (two[0].start, two[0].end) == (march(14), march(20))


def _weeks(*blocks: tuple[int, int]) -> list[Report]:
    return [ago(7 * n + day, heaviness) for n, pair in enumerate(blocks) for day, heaviness in zip((1, 3), pair, strict=True)]


@pytest.mark.parametrize(("now", "before", "trend"), [
    ((4, 4), (3, 3), True), ((4, 3), (3, 2), False), ((5, 4), (4, 3), True), ((4, 5), (4, 4), False), ((4, 3), (2, 2), False),
    ((4, 4), (3, 2), False), ((6, 6), (2, 3), False),
])  # fmt: skip
def test_a_trend_rises_by_one_from_three_to_four(now: tuple[int, int], before: tuple[int, int], trend: bool) -> None:
    assert looks(*_weeks(now, before)).week_trend is trend


def test_thirds_are_compared_as_on_paper() -> None:
    """13/3 against 10/3 is a rise of one, although the floats fall short of it."""
    now, before = (4, 4, 5), (3, 3, 4)
    reports = [ago(7 * n + day, h) for n, block in enumerate((now, before)) for day, h in zip((1, 3, 5), block, strict=True)]
    assert looks(*reports).week_trend


@pytest.mark.parametrize(("earlier", "rising"), [((3, 3), False), ((3, 2), True), ((2, 2), True)])
def test_three_rising_weeks(earlier: tuple[int, int], rising: bool) -> None:
    assert looks(*_weeks((5, 5), (3, 3), earlier)).rising3 is rising


def test_an_overload_week_is_what_the_coach_labelled() -> None:
    plan = replace(EMPTY, phases=(Phase("p", "build", march(16), march(22), overload=True),))
    assert looks(plan=plan).overload_week
    assert not looks().overload_week


@pytest.mark.parametrize(("ticked", "of", "usual"), [(1, 2, True), (1, 3, False), (2, 3, True)])
def test_half_of_the_weeks_heavy_reports_make_it_usual_for_the_cycle(ticked: int, of: int, usual: bool) -> None:
    reports = [ago(n, 5, cycle_heavy=n < ticked) for n in range(of)]
    assert looks(*reports).cycle is usual
    assert not looks(*reports, morning(0, stress=5, irritability=5)).cycle
