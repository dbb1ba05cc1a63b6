"""Races ahead, and the weeks before them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.plan import Race, RacePriority
from service.domain.session import Kind, Status
from tests.assessment.measures.looking import EMPTY, TODAY, looks
from tests.support.builders import a_plan, a_session


@pytest.mark.parametrize(("days", "priority", "taper"), [
    (14, RacePriority.A, True), (15, RacePriority.A, False), (14, RacePriority.B, True), (3, RacePriority.C, False),
    (0, RacePriority.A, True),
])  # fmt: skip
def test_two_weeks_before_a_race_that_matters_is_taper(days: int, priority: RacePriority, taper: bool) -> None:
    plan = replace(EMPTY, races=(Race("r", TODAY + timedelta(days=days), priority=priority),))
    assert looks(plan=plan).taper is taper


def test_a_race_of_today_that_is_done_is_no_longer_ahead() -> None:
    race = a_session("race", TODAY, Kind.RACE, 60, status=Status.COMPLETED)
    plan = a_plan([race], races=(Race("r", TODAY, session_id="race"),))
    assert looks(plan=plan).next_race is None
