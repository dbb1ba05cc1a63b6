"""A watch tells its own platform, which tells others: one session, done once, reported on once."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from service.documents.completions import CompletionDocument
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.platforms.base import Incoming
from service.usecases.plans.completion import record_completion
from service.usecases.reports import receive_report
from tests.usecases.platforms.conftest import World, icu_run, polar_run, strava_run

ACCOUNTS = ("polar", "strava", "intervals_icu")


@pytest.fixture
def world(world: World) -> World:
    for provider in ACCOUNTS:
        world.connect(provider)
    return world


def tell(world: World, provider: str, started: datetime, minutes: int = 45, **more: Any) -> None:
    """An account tells of a run; its id is that of the minute."""
    number = started.hour * 60 + started.minute
    match provider:
        case "polar":
            world.fakes["polar"].exercises[f"p{number}"] = polar_run(f"p{number}", started, minutes, **more)
            message: Incoming = world.fakes["polar"].message("key", entity_id=f"p{number}", timestamp=str(more))
        case "strava":
            world.fakes["strava"].activities[str(number)] = strava_run(number, started, minutes)
            message = world.fakes["strava"].message(at=world.clock.now, object_id=number)
        case _:
            event = {"type": "ACTIVITY_UPLOADED", "timestamp": str(more), "activity": icu_run(f"i{number}", started, minutes, **more)}
            message = Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([event]))
    world.hears(provider, message)


def sources(figures: dict[str, Any]) -> set[str]:
    return {source["format"] for source in [figures["source"], *figures.get("also_from", [])]}


@pytest.mark.parametrize("order", list(permutations(ACCOUNTS)))
def test_whoever_tells_first_the_session_is_done_once_and_the_other_one_stays_open(world: World, order: tuple[str, ...]) -> None:
    for minute, provider in enumerate(order):
        tell(world, provider, world.at(6, minute))
    assert set(world.done()) == {"am"}
    figures = world.done()["am"]
    assert (figures["source"]["format"], figures["distance_m"]) == ("intervals_icu", 8010)
    assert sources(figures) == {"intervals_icu", "polar"}


def test_sessions_hours_apart_or_of_another_length_are_two(world: World) -> None:
    tell(world, "polar", world.at(6))
    tell(world, "intervals_icu", world.at(17))
    assert {id: figures["source"]["format"] for id, figures in world.done().items()} == {"am": "polar", "pm": "intervals_icu"}


def test_a_short_and_a_long_one_that_begin_together_are_not_taken_for_one(world: World) -> None:
    tell(world, "polar", world.at(6), minutes=45)
    tell(world, "intervals_icu", world.at(6), minutes=20)
    assert set(world.done()) == {"am", "pm"}


@pytest.mark.parametrize("apart", [-15, 15])
def test_starts_a_quarter_of_an_hour_apart_are_still_one(world: World, apart: int) -> None:
    tell(world, "polar", world.at(7))
    tell(world, "intervals_icu", world.at(7) + timedelta(minutes=apart))
    assert set(world.done()) == {"am"}


def test_what_one_account_lacks_comes_from_the_other_and_the_higher_rank_has_the_last_word(world: World) -> None:
    tell(world, "intervals_icu", world.at(6), distance=None)
    tell(world, "polar", world.at(6), minutes=44, training_load_pro={"user-rpe": "RPE_HARD"})
    figures = world.done()["am"]
    assert (figures["duration_s"], figures["distance_m"], figures["rpe"]) == (2700, 8000, 8)


def test_the_same_news_twice_changes_nothing(world: World) -> None:
    for _ in range(3):
        tell(world, "intervals_icu", world.at(6))
        tell(world, "polar", world.at(6))
    revision = world.plan().revision
    tell(world, "polar", world.at(6), again=1)
    assert (world.plan().revision, set(world.done())) == (revision, {"am"})


def test_one_account_that_takes_its_word_back_leaves_the_other_ones_standing(world: World) -> None:
    tell(world, "polar", world.at(6))
    tell(world, "intervals_icu", world.at(6))
    gone = {"type": "ACTIVITY_DELETED", "activity": {"id": "i360"}}
    world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([gone])))
    figures = world.done()["am"]
    assert (figures["source"], figures.get("also_from")) == ({"format": "polar", "external_id": "p360"}, None)


def test_the_last_account_that_takes_its_word_back_opens_the_session_again(world: World) -> None:
    tell(world, "intervals_icu", world.at(6))
    gone = {"type": "ACTIVITY_DELETED", "activity": {"id": "i360"}}
    world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([gone])))
    assert world.done() == {}


def test_what_a_person_recorded_is_confirmed_and_not_counted_again(world: World) -> None:
    said = CompletionDocument.model_validate({"status": "partial", "rpe": 4})
    record_completion(world.services, world.club.office, world.athlete_id, "am", said)
    tell(world, "polar", world.at(6), training_load_pro={"user-rpe": "RPE_HARD"})
    served = world.sessions()
    assert (served["am"]["status"], served["am"]["completed"]["rpe"], served["am"]["completed"]["duration_s"]) == ("partial", 4, 2700)
    assert served["pm"].get("status") != "completed"


def test_what_a_person_recorded_stays_however_often_an_account_tells_of_it(world: World) -> None:
    said = CompletionDocument.model_validate({"status": "partial", "rpe": 4})
    record_completion(world.services, world.club.office, world.athlete_id, "am", said)
    for again in range(3):
        tell(world, "polar", world.at(6), training_load_pro={"user-rpe": "RPE_HARD"}, again=again)
    tell(world, "intervals_icu", world.at(6), icu_rpe=9)
    served = world.sessions()["am"]
    assert (served["status"], served["completed"]["rpe"]) == ("partial", 4)
    assert [source["format"] for source in served["completed"]["also_from"]] == ["polar", "intervals_icu"]


def test_stravas_figures_are_shown_to_nobody_and_mixed_with_nobodys(world: World) -> None:
    tell(world, "strava", world.at(6))
    assert world.sessions()["am"]["status"] == "completed"
    assert "completed" not in world.sessions()["am"]
    tell(world, "polar", world.at(6, 3))
    assert sources(world.done()["am"]) == {"polar"}


def test_a_bad_feel_in_two_accounts_is_one_report_and_the_worse_of_them(world: World) -> None:
    tell(world, "intervals_icu", world.at(6), feel=4, description="stiff")
    world.connect("suunto")
    both = {"workoutKey": "w1", "activityId": 1, "startTime": int(world.at(6, 2).timestamp() * 1000), "totalTime": 2700,
            "timeOffsetInMinutes": 60, "description": "heavy legs"}  # fmt: skip
    world.fakes["suunto"].workouts["w1"] = both
    for _ in range(2):
        world.hears("suunto", world.fakes["suunto"].message("key", workout={"workoutKey": "w1"}))
        world.poll("suunto")
        tell(world, "intervals_icu", world.at(6), feel=4, description="stiff", again=1)
    reports = world.reports()
    assert {report["id"] for report in reports} == {"intervals_icu:activity:i360"}
    assert len(reports) == 2
    assert (reports[-1]["heaviness"], reports[-1]["note"]) == (6, "stiff\nheavy legs")
    assert set(world.done()) == {"am"}


def test_an_account_that_tells_more_takes_no_word_of_another_away(world: World) -> None:
    tell(world, "intervals_icu", world.at(6), feel=4, description="stiff")
    world.connect("suunto")
    world.fakes["suunto"].workouts["w1"] = {
        "workoutKey": "w1", "activityId": 1, "startTime": int(world.at(6, 2).timestamp() * 1000), "totalTime": 2700,
        "timeOffsetInMinutes": 60, "description": "tight chest",
    }  # fmt: skip
    world.hears("suunto", world.fakes["suunto"].message("key", workout={"workoutKey": "w1"}))
    for rpe in (7, 8):
        tell(world, "intervals_icu", world.at(6), feel=4, description="stiff", icu_rpe=rpe)
    assert {report["id"] for report in world.reports()} == {"intervals_icu:activity:i360"}
    assert (world.reports()[-1]["note"], world.reports()[-1]["srpe_done"]) == ("stiff\ntight chest", 8)
    known = len(world.reports())
    tell(world, "intervals_icu", world.at(6), feel=4, description="stiff", icu_rpe=8, again=1)
    assert len(world.reports()) == known


def test_what_a_person_added_to_a_report_stays_when_the_account_tells_of_it_again(world: World) -> None:
    tell(world, "intervals_icu", world.at(6), feel=4, description="stiff")
    first = world.reports()[0]
    told = {"id": first["id"], "observed_at": first["observed_at"], "heaviness": 8, "note": "numb foot", "flags": ["RF_NUMB"]}
    receive_report(world.services, world.club.office, world.athlete_id, validated(ReportDocument, told))
    tell(world, "intervals_icu", world.at(6), feel=4, description="stiff", icu_rpe=7)
    last = world.reports()[-1]
    assert (last["heaviness"], last["note"], last["flags"]) == (8, "numb foot\nstiff", ["RF_NUMB"])


def test_reports_on_two_sessions_stay_two(world: World) -> None:
    tell(world, "intervals_icu", world.at(6), feel=5)
    tell(world, "intervals_icu", world.at(17), feel=5)
    assert len({report["id"] for report in world.reports()}) == 2
