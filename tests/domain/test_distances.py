"""Distances in the words of the coach who planned them."""

import pytest

from service.domain.distances import IN_KILOMETRES, DistanceUnit, DistanceUnits, distance_word, figure
from service.domain.session import Sport

KM, MI, M, YD = DistanceUnit.KM, DistanceUnit.MI, DistanceUnit.M, DistanceUnit.YD


@pytest.mark.parametrize(
    ("metres", "unit", "words"),
    [
        (0, KM, "0 m"), (400, KM, "400 m"), (999, KM, "999 m"), (1000, KM, "1 km"), (10_450, KM, "10.5 km"),
        (10_449, KM, "10.4 km"), (15_289, MI, "9.5 mi"), (15_294, MI, "9.5 mi"), (42_195, MI, "26.2 mi"), (1609, MI, "1 mi"),
        (800, MI, "0.5 mi"), (400, MI, "400 m"), (2286, YD, "2500 yd"), (914, YD, "1000 yd"), (2057, YD, "2250 yd"), (1500, M, "1500 m"),
        (3862, M, "3860 m"), (25, M, "25 m"),
    ],
)  # fmt: skip
def test_a_distance_is_told_as_a_coach_would_say_it(metres: float, unit: DistanceUnit, words: str) -> None:
    assert distance_word(metres, unit) == words


def test_a_column_of_figures_always_has_the_same_decimals() -> None:
    assert [figure(42_000, KM), figure(42_000, MI), figure(0, MI), figure(2286, YD)] == ["42.0", "26.1", "0.0", "2500"]


def test_a_plan_that_says_nothing_is_in_kilometres_everywhere() -> None:
    assert {IN_KILOMETRES.of(sport) for sport in Sport} == {KM}
    assert IN_KILOMETRES.for_sports(Sport).total is KM


def test_sports_on_land_follow_running_and_those_in_water_do_not() -> None:
    miles = DistanceUnits({Sport.RUN: MI})
    assert (miles.of(Sport.BIKE), miles.of(Sport.WALK), miles.of(Sport.SWIM), miles.of(Sport.ROW)) == (MI, MI, KM, KM)


def test_a_sport_that_is_named_does_not_follow() -> None:
    assert DistanceUnits({Sport.RUN: MI, Sport.BIKE: KM}).of(Sport.BIKE) is KM


@pytest.mark.parametrize(
    ("named", "sports", "total"),
    [
        ({Sport.SWIM: YD}, [Sport.SWIM], YD),
        ({Sport.SWIM: YD}, [Sport.SWIM, Sport.RUN], KM),
        ({Sport.SWIM: YD, Sport.RUN: MI}, [Sport.SWIM, Sport.RUN, Sport.BIKE], MI),
        ({Sport.BIKE: MI}, [Sport.BIKE], MI),
        ({Sport.RUN: MI}, [], MI),
    ],
)
def test_sums_are_in_the_unit_that_all_share_and_else_in_that_of_running(
    named: dict[Sport, DistanceUnit], sports: list[Sport], total: DistanceUnit
) -> None:
    assert DistanceUnits(named).for_sports(sports).total is total
