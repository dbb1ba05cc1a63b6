"""Fluid, heat, sleep, stress, illness, travel."""

from datetime import date, timedelta

import pytest

from service.assessment.features import IllnessFacts, SleepFacts
from service.domain.assessment import TagName
from service.domain.report import Hydration, Illness
from tests.assessment.cases import a_case, names
from tests.support.builders import a_report, at, plan_a

NOW = at("2026-03-04", "20:00")
TODAY = date(2026, 3, 4)
EMPTY = plan_a(weeks=0)


def found(heaviness: int = 5, **fields: object) -> set[TagName]:
    facts = {name: fields.pop(name) for name in ("sleep", "mean_stress", "illness") if name in fields}
    return names(a_case(NOW, [a_report(at("2026-03-04", "18:00"), heaviness, **fields)], plan=EMPTY, **facts))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"hydration": Hydration.POOR}, True),
        ({"hydration": Hydration.OK}, False),
        ({"urine_colour": 6}, True),
        ({"urine_colour": 5}, False),
        ({"mass_change_pct": -1.0}, True),
        ({"mass_change_pct": -0.9}, False),
    ],
)
def test_fluid_by_word_colour_and_mass(fields: dict[str, object], expected: bool) -> None:
    assert (TagName.HYDRATION in found(**fields)) is expected


@pytest.mark.parametrize(
    ("fields", "expected"), [({"heat": True}, True), ({"temp_c": 24}, True), ({"temp_c": 23.9}, False), ({"wbgt": 18}, True), ({}, False)]
)
def test_heat_by_word_and_by_measure(fields: dict[str, object], expected: bool) -> None:
    assert (TagName.HEAT in found(**fields)) is expected


def test_heat_is_named_with_good_legs_too() -> None:
    assert TagName.HEAT in found(heaviness=1, heat=True)


@pytest.mark.parametrize(
    ("nights", "expected"),
    [
        (SleepFacts(last_hours=4.9), True),
        (SleepFacts(last_hours=5), False),
        (SleepFacts(last_quality=1), True),
        (SleepFacts(last_quality=2), False),
        (SleepFacts(short_nights=2), True),
        (SleepFacts(short_nights=1), False),
        (SleepFacts(deviation=1.6), True),
        (SleepFacts(deviation=1.5), False),
    ],
)
def test_sleep_by_the_last_night_and_by_the_week(nights: SleepFacts, expected: bool) -> None:
    assert (TagName.SLEEP in found(sleep=nights)) is expected


@pytest.mark.parametrize(("mean", "expected"), [(4.0, True), (3.9, False), (None, False)])
def test_stress_by_the_mean_of_the_week(mean: float | None, expected: bool) -> None:
    assert (TagName.STRESS in found(mean_stress=mean)) is expected


@pytest.mark.parametrize(("days_ago", "expected"), [(0, True), (14, True), (15, False)])
def test_illness_is_a_cause_for_two_weeks_after_its_end(days_ago: int, expected: bool) -> None:
    assert (TagName.ILLNESS in found(illness=IllnessFacts(end=TODAY - timedelta(days=days_ago)))) is expected


def test_illness_that_goes_on_is_a_cause() -> None:
    assert TagName.ILLNESS in found(illness=IllnessFacts(now=Illness.ABOVE_NECK))


@pytest.mark.parametrize(("days_ago", "expected"), [(4, True), (5, False)])
def test_a_trip_counts_for_five_days(days_ago: int, expected: bool) -> None:
    trip = a_report(at(TODAY - timedelta(days=days_ago), "10:00"), 1, travel=True)
    today = a_report(at("2026-03-04", "18:00"), 5)
    assert (TagName.TRAVEL in names(a_case(NOW, [trip, today], plan=EMPTY))) is expected
