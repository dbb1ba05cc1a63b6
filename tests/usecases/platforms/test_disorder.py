"""Messages overtake each other and come late: the later word counts, and what is of another day stays of that day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from service.platforms.base import Incoming
from service.platforms.events import Score, ScoreKind
from service.platforms.garmin import mapping as garmin
from service.platforms.recordings import Said
from service.platforms.registry import PLATFORMS
from service.usecases.platforms.access import scope_of
from service.usecases.platforms.store_events import store_events
from tests.usecases.platforms.conftest import World, icu_run


@pytest.fixture
def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.connect("intervals_icu")
    monkeypatch.setattr(PLATFORMS["intervals_icu"], "clock", world.clock)
    return world


def icu(world: World, event: dict[str, Any]) -> None:
    world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([event])))


def tell_day(world: World, at: datetime, id: str = "2026-03-04", **said: Any) -> None:
    record = {"id": id, "updated": at.isoformat(), **said}
    icu(world, {"type": "WELLNESS_UPDATED", "timestamp": at.isoformat(), "records": [record]})


def tell_run(world: World, at: datetime, kind: str, **said: Any) -> None:
    icu(world, {"type": kind, "timestamp": at.isoformat(), "activity": icu_run("i1", world.at(6), **said)})


def test_what_was_said_of_a_day_is_not_undone_by_an_older_word_that_comes_later(world: World) -> None:
    tell_day(world, world.at(9), soreness=4, comments="chest pain")
    tell_day(world, world.at(7), soreness=2, comments="fine")
    (report,) = world.reports()
    assert (report["soreness"], report["note"]) == (10, "chest pain")


def test_an_older_word_that_warns_is_heard_though_a_later_one_came_first_and_says_nothing_of_it(world: World) -> None:
    tell_day(world, world.at(9), soreness=2)
    tell_day(world, world.at(7), soreness=4, comments="chest pain")
    tell_day(world, world.at(8), soreness=3)
    report = world.reports()[-1]
    assert (report["soreness"], report["note"]) == (3, "chest pain")
    assert datetime.fromisoformat(report["submitted_at"]) == world.at(9), "what is said after nine counts as later"


def test_what_was_said_of_a_session_is_not_undone_by_an_older_word_that_comes_later(world: World) -> None:
    tell_run(world, world.at(17, 58), "ACTIVITY_UPDATED", feel=5, description="chest pain")
    tell_run(world, world.at(17, 55), "ACTIVITY_UPLOADED", feel=4, description="fine")
    (report,) = world.reports()
    assert (report["heaviness"], report["note"]) == (8, "chest pain")


def test_a_session_that_was_deleted_while_its_message_was_on_its_way_is_not_done(world: World) -> None:
    icu(world, {"type": "ACTIVITY_DELETED", "timestamp": world.at(9).isoformat(), "activity": {"id": "i1"}})
    tell_run(world, world.at(8), "ACTIVITY_UPLOADED", feel=5)
    assert (world.done(), world.reports()) == ({}, [])


def test_of_a_message_that_was_long_on_its_way_counts_what_is_there_by_now(world: World) -> None:
    world.fakes["intervals_icu"].activities["i1"] = icu_run("i1", world.at(6), feel=5)
    tell_run(world, world.at(8), "ACTIVITY_UPLOADED", feel=1)
    assert ([report["heaviness"] for report in world.reports()], world.done()["am"]["feel"]) == ([8], 0)


def test_a_later_word_counts_although_the_one_before_was_worked_on_long_after_it_was_said(world: World) -> None:
    tell_day(world, world.at(7), soreness=2)
    tell_day(world, world.at(8), soreness=4)
    assert [report["soreness"] for report in world.reports()] == [3, 10]


def test_who_fills_in_a_day_of_weeks_ago_is_not_sore_today(world: World) -> None:
    tell_day(world, world.at(17), id="2026-02-10", soreness=4)
    (report,) = world.reports()
    assert report["observed_at"] == "2026-02-10T22:59:00Z"


def test_words_that_warn_count_from_when_they_were_said_whatever_day_they_were_written_beside(world: World) -> None:
    tell_day(world, world.at(17), id="2026-02-10", comments="chest pain on the stairs")
    (report,) = world.reports()
    assert report["observed_at"] == "2026-03-04T17:00:00Z"


@pytest.mark.parametrize("file_first", [True, False])
def test_what_was_entered_on_the_watch_stays_whichever_of_garmins_two_messages_comes_first(world: World, file_first: bool) -> None:
    began = world.at(6).timestamp()
    summary = {"activityId": 7, "startTimeInSeconds": began, "durationInSeconds": 2700, "activityType": "RUNNING", "distanceInMeters": 8000}
    felt = Said((Score(ScoreKind.RPE, 8, "workout_rpe", 80, "fit:0-100"),))
    told = [garmin.completed(summary, felt), garmin.completed(summary, Said())]
    for event in told if file_first else reversed(told):
        assert event is not None
        with world.services.store.writing(scope_of(world.club.org_id, "garmin", world.services)) as work:
            store_events(work, work.athletes.get(world.athlete_id), None, (event,))
    assert (world.done()["am"]["rpe"], world.done()["am"]["distance_m"]) == (8, 8000)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", 20260304])
def test_a_day_outside_the_calendar_is_none(world: World, day: Any) -> None:
    tell_day(world, world.at(9), id=day, soreness=4)
    assert world.reports() == []
