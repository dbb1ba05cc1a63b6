"""Which report decides, for which sport."""

from __future__ import annotations

from service.domain.report import Timing
from service.domain.session import Sport
from tests.assessment.asking import good, march
from tests.assessment.measures.looking import TODAY, ago, looks, morning
from tests.support.builders import a_plan, a_report, a_session, at


def test_a_light_morning_does_not_outweigh_yesterdays_heavy_run() -> None:
    light = a_report(at(TODAY, "06:00"), 1, is_run=False, timing=Timing.NOT_RUNNING)
    features = looks(ago(1, 6), light)
    assert features.deciding is not None
    assert (features.deciding.heaviness, features.latest is not None and features.latest.heaviness) == (6, 1)
    later = looks(ago(4, 6), light)
    assert later.deciding is not None
    assert later.deciding.heaviness == 1


def test_a_report_without_heaviness_does_not_hide_a_heavy_one() -> None:
    features = looks(ago(1, 6), morning(0, sleep_h=7))
    assert features.deciding is not None
    assert features.deciding.heaviness == 6


def test_a_light_run_does_outweigh_it() -> None:
    features = looks(ago(1, 6), good(TODAY, 1))
    assert features.deciding is not None
    assert features.deciding.heaviness == 1


def test_the_sport_is_that_of_the_newest_heavy_report_else_that_of_most_leg_minutes() -> None:
    ride = ago(1, 5, is_run=False, sport=Sport.BIKE)
    assert looks(ride, ago(0, 1)).affected_sport is Sport.BIKE
    week = a_plan([a_session("r", march(17), minutes=60), a_session("b", march(18), minutes=101, sport=Sport.BIKE)])
    assert looks(plan=week).affected_sport is Sport.BIKE
    week = a_plan([a_session("r", march(17), minutes=60), a_session("b", march(18), minutes=99, sport=Sport.BIKE)])
    assert looks(plan=week).affected_sport is Sport.RUN
