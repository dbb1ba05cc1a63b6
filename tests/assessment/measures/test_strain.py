"""Strain: what is said of sleep, stress and mood, by a fixed line and by what is usual for the person."""

from __future__ import annotations

import pytest

from tests.assessment.measures.looking import looks, morning


@pytest.mark.parametrize(("said", "sign"), [
    ({"sleep_h": 5.9}, "sleep"), ({"sleep_quality": 2}, "sleep"), ({"irritability": 4}, "irritability"), ({"motivation": 2}, "motivation"),
    ({"enjoyment": 2}, "motivation"), ({"stress": 4}, "stress"),
])  # fmt: skip
def test_each_sign_of_strain(said: dict[str, float], sign: str) -> None:
    assert looks(morning(0, **said)).strain == {sign}
    assert looks(morning(6, **said)).strain == {sign}
    assert looks(morning(7, **said)).strain == frozenset()


@pytest.mark.parametrize(
    "said", [{"sleep_h": 6.0}, {"sleep_quality": 3}, {"irritability": 3}, {"motivation": 3}, {"enjoyment": 3}, {"stress": 3}]
)
def test_one_point_better_is_no_sign(said: dict[str, float]) -> None:
    assert looks(morning(0, **said)).strain == frozenset()


@pytest.mark.parametrize(("values", "usual", "sign"), [(12, 4, True), (13, 4, False), (13, 3, True)])
def test_with_fourteen_values_strain_is_judged_against_the_person(values: int, usual: int, sign: bool) -> None:
    days = [morning(n + 8, stress=usual) for n in range(values)]
    assert ("stress" in looks(morning(0, stress=4), *days).strain) is sign


@pytest.mark.parametrize(("tonight", "sign"), [(5.0, True), (4.95, True), (5.05, False)])
def test_sleep_has_to_be_three_quarters_of_an_hour_worse_than_usual(tonight: float, sign: bool) -> None:
    days = [morning(n + 8, sleep_h=5.75) for n in range(14)]
    assert ("sleep" in looks(morning(0, sleep_h=tonight), *days).strain) is sign


@pytest.mark.parametrize(("weeks", "constant"), [(2, False), (3, True)])
def test_strain_of_three_weeks_is_constant(weeks: int, constant: bool) -> None:
    days = [morning(n, stress=4) for n in range(7 * weeks)]
    assert ("stress" in looks(*days).constant_strain) is constant
