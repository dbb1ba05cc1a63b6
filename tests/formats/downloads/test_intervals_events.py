import json
from typing import Any

import pytest

from service.formats.downloads.intervals import write
from service.formats.session_keys import key_of, session_of_key
from tests.formats.downloads.given import a_document, a_workout, aim, lasting
from tests.support.plain import Json, plain_session


def events(*sessions: Json, **fields: Any) -> list[Json]:
    written: list[Json] = json.loads(write(a_document(*sessions, **fields)))
    return written


def event(**fields: Any) -> Json:
    (made,) = events(plain_session(**fields))
    return made


def test_a_session_of_a_day_ends_with_the_first_moment_of_the_next() -> None:
    made = event(id="s-9")
    assert made == {
        "external_id": "s-9", "start_date_local": "2026-03-05T00:00:00", "end_date_local": "2026-03-06T00:00:00",
        "category": "WORKOUT", "type": "Run", "name": "Run, easy",
    }  # fmt: skip


def test_a_session_with_a_time_ends_when_it_is_over() -> None:
    made = event(start_time="23:30", planned={"duration_s": 3600, "distance_m": 10500.5})
    assert (made["start_date_local"], made["end_date_local"]) == ("2026-03-05T23:30:00", "2026-03-06T00:30:00")
    assert (made["moving_time"], made["distance"]) == (3600, 10500.5)


def test_the_workout_text_stands_below_the_words_of_the_coach() -> None:
    (made,) = events(a_workout(lasting(600, aim("hr", "zone", 2)), description="on grass\n", title="Calm"))
    assert (made["name"], made["description"]) == ("Calm", "on grass\n\n- 10m Z2 HR")


@pytest.mark.parametrize(("unit", "written"), [("tss", 78), ("icu", 78), ("rpe_min", None), (None, None), ("custom", None)])
def test_a_load_travels_only_in_the_unit_of_the_platform(unit: str | None, written: int | None) -> None:
    assert event(planned={"load": {"value": 78, "unit": unit}}).get("icu_training_load") == written


@pytest.mark.parametrize(
    ("status", "name"), [("cancelled", "Left out: Tempo"), ("suspended", "On hold: Tempo"), ("skipped", "Skipped: Tempo")]
)
def test_what_is_off_takes_the_place_of_the_workout_as_a_note(status: str, name: str) -> None:
    made = event(status=status, title="Tempo", planned={"duration_s": 3600})
    assert (made["external_id"], made["category"], made["name"]) == ("s-1", "NOTE", name)
    assert not made.keys() & {"type", "moving_time", "distance"}


def test_a_rest_day_is_a_note() -> None:
    assert {key: event(sport="rest", kind="rest")[key] for key in ("category", "name")} == {"category": "NOTE", "name": "Rest"}


def test_races_carry_their_rank_with_a_session_or_without() -> None:
    races = [{"id": "r1", "date": "2026-03-05", "priority": "B", "session_id": "s-1"},
             {"id": "r2", "date": "2026-04-19", "name": "City half", "distance_m": 21098, "goal_time_s": 5400}]  # fmt: skip
    first, second = events(plain_session(kind="race"), races=races)
    assert (first["category"], first["external_id"]) == ("RACE_B", "s-1")
    assert second == {
        "external_id": "r2", "start_date_local": "2026-04-19T00:00:00", "end_date_local": "2026-04-20T00:00:00", "category": "RACE_A",
        "type": "Run", "name": "City half", "description": "Goal: 1 h 30", "distance": 21098.0,
    }  # fmt: skip


def test_what_marks_a_session_travels_as_tags_and_flags() -> None:
    made = event(priority="key", tags=["track"], locked="all", environment="indoor")
    assert (made["tags"], made["athlete_cannot_edit"], made["indoor"]) == (["key", "track"], True, True)


@pytest.mark.parametrize(("sport", "word"), [("bike", "Ride"), ("strength", "WeightTraining"), ("brick", "Other"), ("ski", "NordicSki")])
def test_sports_have_the_names_of_the_platform(sport: str, word: str) -> None:
    assert event(sport=sport)["type"] == word


def test_events_stand_in_calendar_order() -> None:
    made = events(plain_session("2026-03-07", "c"), plain_session("2026-03-05", "a", start_time="18:00"), plain_session("2026-03-05", "b"))
    assert [each["external_id"] for each in made] == ["b", "a", "c"]


def test_in_a_plan_with_an_id_a_session_has_the_name_that_is_written_into_the_platform() -> None:
    races = [{"id": "r2", "date": "2026-04-19"}]
    assert [made["external_id"] for made in events(plain_session(id="s-9"), id="plan_1", races=races)] == [
        key_of("plan_1", "s-9"), key_of("plan_1", "r2"),
    ]  # fmt: skip
    assert [session_of_key(key_of(plan, "s-9")) for plan in ("plan_1", None)] == ["s-9", "s-9"]
