"""Calendars stay right where an answer is lost after the platform has stored a session, or we die before we have kept what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from service.platforms.http import TryLater
from service.usecases.platforms.publish import publish_plan
from tests.usecases.platforms.conftest import World

WRITES = {
    "intervals_icu": ("POST /api/v1/athlete/0/events/bulk", "POST /api/v1/athlete/0/events/bulk"),
    "wahoo": ("POST /v1/workouts", "PUT /v1/workouts/"),
    "trainingpeaks": ("POST /v2/workouts/plan", "PUT /v2/workouts/plan/"),
    "garmin": ("POST /training-api/schedule", "POST /training-api/schedule"),
}
"""How a session is written that is new, and how one that is not."""
PLANNED = ["2026-03-04", "2026-03-04", "2026-03-06", "2026-03-08"]
MOVED = ["2026-03-04", "2026-03-04", "2026-03-07", "2026-03-08"]


def days_there(world: World, provider: str) -> list[str]:
    fake = world.fakes[provider]
    days: Callable[[], list[str]] = {
        "intervals_icu": lambda: [event["start_date_local"] for event in fake.events.values()],
        "wahoo": lambda: [workout["starts"] for workout in fake.workouts.values()],
        "trainingpeaks": lambda: [workout["WorkoutDay"] for workout in fake.workouts.values()],
        "garmin": lambda: [schedule["date"] for schedule in fake.schedules.values()],
    }[provider]
    return sorted(day[:10] for day in days())


def later(world: World, provider: str) -> None:
    """The platform's own clock goes on, so that it counts each writing as a change."""
    moment = datetime.now(UTC) + timedelta(minutes=5)
    world.fakes[provider].clock = lambda: moment
    world.fakes[provider].updated_at = moment.isoformat()


def publish_and_die(world: World, provider: str) -> None:
    assert publish_plan(world.services, world.club.org_id, world.connections[provider].id) is not None


def publish_unheard(world: World, provider: str, call: str) -> None:
    """What is told of the others is kept, and the rest is put off; where nothing was told, the job comes again."""
    world.servers[provider].losing.append(call)
    try:
        world.publish(provider)
    except TryLater:
        return
    assert world.servers[provider].losing == []


def each_lies_there_once(world: World, provider: str, write: Callable[[str], None]) -> None:
    """Sessions that are new, and then one that moves: `write` does it, and leaves us without knowing."""
    first, again = WRITES[provider]
    write(first)
    world.publish(provider)
    assert days_there(world, provider) == PLANNED
    later(world, provider)
    world.change_plan(fri={"date": "2026-03-07"})
    write(again)
    for _ in range(2):
        world.publish(provider)
        assert days_there(world, provider) == MOVED
    assert "plan.changed_remotely" not in world.events()


@pytest.mark.parametrize("provider", WRITES)
def test_we_may_die_before_we_have_kept_what_was_written(world: World, provider: str) -> None:
    world.connect(provider)
    each_lies_there_once(world, provider, lambda _call: publish_and_die(world, provider))


@pytest.mark.parametrize("provider", WRITES)
def test_an_answer_may_be_lost(world: World, provider: str) -> None:
    world.connect(provider)
    each_lies_there_once(world, provider, lambda call: publish_unheard(world, provider, call))


@pytest.mark.parametrize("provider", WRITES)
def test_we_may_die_before_we_have_kept_what_was_taken_away(world: World, provider: str) -> None:
    world.connect(provider)
    world.publish(provider)
    world.change_plan(fri={"status": "cancelled"})
    publish_and_die(world, provider)
    world.publish(provider)
    assert days_there(world, provider) == [day for day in PLANNED if day != "2026-03-06"]
    assert "plan.changed_remotely" not in world.events()


@pytest.mark.parametrize(
    ("provider", "change"),
    [("wahoo", {"name": "By hand", "updated_at": "2026-03-05T18:00:00Z"}), ("trainingpeaks", {"Title": "By hand"})],
)
def test_what_somebody_changed_there_is_told_though_nothing_is_to_be_written(world: World, provider: str, change: dict[str, str]) -> None:
    world.connect(provider)
    world.publish(provider)
    next(iter(world.fakes[provider].workouts.values())).update(change)
    for _ in range(2):
        world.publish(provider)
    assert world.events().count("plan.changed_remotely") == 1
