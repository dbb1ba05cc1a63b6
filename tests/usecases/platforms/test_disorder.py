"""Messages overtake each other and come late: the later word counts, and what is of another day stays of that day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from service.platforms.base import Incoming
from tests.usecases.platforms.conftest import World, icu_run


@pytest.fixture
def world(world: World) -> World:
    world.connect("intervals_icu")
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


def test_what_was_said_of_a_session_is_not_undone_by_an_older_word_that_comes_later(world: World) -> None:
    tell_run(world, world.at(9), "ACTIVITY_UPDATED", feel=5, description="chest pain")
    tell_run(world, world.at(8), "ACTIVITY_UPLOADED", feel=4, description="fine")
    (report,) = world.reports()
    assert (report["heaviness"], report["note"]) == (8, "chest pain")


def test_a_later_word_counts_although_the_one_before_was_worked_on_long_after_it_was_said(world: World) -> None:
    tell_day(world, world.at(7), soreness=2)
    tell_day(world, world.at(8), soreness=4)
    assert [report["soreness"] for report in world.reports()] == [3, 10]


def test_who_fills_in_a_day_of_weeks_ago_is_not_sore_today(world: World) -> None:
    tell_day(world, world.at(17), id="2026-02-10", soreness=4)
    (report,) = world.reports()
    assert report["observed_at"] == "2026-02-10T22:59:00Z"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", 20260304])
def test_a_day_outside_the_calendar_is_none(world: World, day: Any) -> None:
    tell_day(world, world.at(9), id=day, soreness=4)
    assert world.reports() == []
