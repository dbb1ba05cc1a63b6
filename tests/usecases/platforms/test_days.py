"""On which day a session was done: on the athlete's own, wherever they are and whatever the platform leaves out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.platforms.garmin import mapping as garmin
from service.platforms.recordings import Said
from service.platforms.suunto import mapping as suunto
from service.platforms.wahoo import mapping as wahoo
from service.usecases.platforms.access import scope_of
from service.usecases.platforms.store_events import store_events
from tests.usecases.platforms.conftest import World

AFTER_MIDNIGHT = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
"""On Friday in Vienna, where the athlete lives."""
BEGAN = AFTER_MIDNIGHT.timestamp()
SUMMARY = {"duration_active_accum": "3600"}
BY_WAHOO = wahoo.completed({"id": 1, "starts": AFTER_MIDNIGHT.isoformat(), "workout_type_id": 1, "workout_summary": SUMMARY}, Said())
BY_SUUNTO = suunto.completed({"workoutKey": "1", "startTime": BEGAN * 1000, "totalTime": 3600, "activityId": 1})
BY_GARMIN = garmin.completed({"activityId": 1, "startTimeInSeconds": BEGAN, "durationInSeconds": 3600, "activityType": "RUNNING"}, Said())
ABROAD = {"activityId": 2, "startTimeInSeconds": BEGAN, "startTimeOffsetInSeconds": -36_000, "durationInSeconds": 3600}
TRAVELLING = garmin.completed({**ABROAD, "activityType": "RUNNING"}, Said())


@pytest.mark.parametrize("event", [BY_WAHOO, BY_SUUNTO, BY_GARMIN], ids=["wahoo", "suunto", "garmin"])
def test_where_no_day_is_told_it_is_that_of_the_zone_in_which_the_athlete_lives(world: World, event: Any) -> None:
    assert event.local_date is None
    store(world, event)
    assert set(world.done()) == {"fri"}


def test_an_athlete_who_travels_has_done_it_on_the_day_of_the_place(world: World) -> None:
    assert TRAVELLING is not None
    assert TRAVELLING.local_date == date(2026, 3, 5)
    store(world, TRAVELLING)
    assert world.done() == {}


def store(world: World, event: Any) -> None:
    with world.services.store.writing(scope_of(world.club.org_id, event.provider, world.services)) as work:
        store_events(work, work.athletes.get(world.athlete_id), None, (event,))
