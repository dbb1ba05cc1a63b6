"""Events of intervals.icu."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.domain.session import Kind, Lock, Priority, Sport
from service.errors import BadInput
from service.formats.base import ReadOptions
from service.formats.drafting import draft
from service.formats.intervals.reader import EVENTS

VIENNA = ReadOptions(timezone="Europe/Vienna")


def event(**more: Any) -> dict[str, Any]:
    return {"start_date_local": "2026-03-04T00:00:00", "category": "WORKOUT", "type": "Ride", "name": "Ride", **more}


def read(*events: dict[str, Any]) -> PlanDocument:
    return EVENTS.read(json.dumps(events).encode(), name="events.json", options=VIENNA)


def only(**more: Any) -> SessionDocument:
    (session,) = read(event(**more)).sessions
    return session


def test_a_list_of_events_is_told_from_a_plan() -> None:
    assert draft(json.dumps([event()]).encode(), name="a.json").format == "intervals"
    assert draft(json.dumps({"events": [event()]}).encode(), name="a.json").format == "intervals"


@pytest.mark.parametrize(
    ("written", "sport"),
    [("Run", Sport.RUN), ("TrailRun", Sport.RUN), ("VirtualRide", Sport.BIKE), ("OpenWaterSwim", Sport.SWIM),
     ("WeightTraining", Sport.STRENGTH), ("NordicSki", Sport.SKI), ("Other", Sport.OTHER)],
)  # fmt: skip
def test_types_are_sports(written: str, sport: Sport) -> None:
    session = only(type=written, name="Session 1")
    assert (session.sport, session.sport_raw) == (sport, written)


def test_seconds_metres_and_load_are_taken_in_their_own_units() -> None:
    planned = only(moving_time=5400, distance=45000.4, icu_training_load=88, icu_intensity=84.5).planned
    assert planned is not None
    assert planned.duration_s is not None
    assert planned.distance_m is not None
    assert planned.load is not None
    assert planned.intensity_factor is not None
    assert (planned.duration_s.value, planned.distance_m.value) == (5400, 45000)
    assert (planned.load.value, planned.load.unit, planned.intensity_factor.value) == (88, "icu", 0.845)


def test_nought_is_nothing() -> None:
    assert only(moving_time=0, distance=0, icu_training_load=0).planned is None


def test_the_workout_text_becomes_steps_and_is_kept_with_the_source() -> None:
    text = "Sleep well before.\n\nWarmup\n- 15m ramp 50-75%\n\nMain set 5x\n- 3m 118%\n- 3m 50%"
    session = only(name="Session 1", description=text)
    assert session.structure is not None
    assert [s.type for s in session.structure.steps] == ["step", "repeat"]
    assert (session.kind, session.description) == (Kind.VO2, "Sleep well before.")
    assert session.source is not None
    assert session.source.raw == f"Session 1\n{text}"
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert (session.planned.duration_s.value, session.planned.duration_s.source) == (45 * 60, "derived")


def test_a_bare_zone_of_a_run_is_a_heart_rate_unless_the_event_says_otherwise() -> None:
    def metric(**more: Any) -> str:
        structure = only(type="Run", description="- 40m Z2", **more).structure
        assert structure is not None
        targets = structure.steps[0].targets
        assert targets is not None
        return targets[0].metric

    assert (metric(), metric(target="PACE"), metric(target="AUTO")) == ("hr", "pace", "hr")


def test_the_coachs_own_words_for_hard_count_whatever_the_steps_say() -> None:
    options = ReadOptions(timezone="Europe/Vienna", hard_words=("brutal",))
    written = [event(name="Brutal Tuesday", description="- 60m 65%")]
    (session,) = EVENTS.read(json.dumps(written).encode(), name="events.json", options=options).sessions
    assert session.hard is True


def test_races_are_sessions_and_races_of_their_rank() -> None:
    plan = read(event(category="RACE_B", type="Run", name="City run", distance=10000))
    assert plan.sessions[0].kind is Kind.RACE
    assert plan.races is not None
    (race,) = plan.races
    assert (race.name, race.date, race.priority, race.sport) == ("City run", date(2026, 3, 4), "B", "run")
    assert race.distance_m is not None
    assert race.distance_m.value == 10000


def test_a_target_is_the_goal_of_its_week() -> None:
    plan = read(event(), event(category="TARGET", name="Build", load_target=300, time_target=36000, distance_target=250000))
    assert plan.weeks is not None
    (week,) = plan.weeks
    assert (week.start_date, week.notes) == (date(2026, 3, 2), "Build")
    assert week.goals is not None
    assert week.goals.load is not None
    assert week.goals.duration_s is not None
    assert (week.goals.load.value, week.goals.load.unit, week.goals.duration_s.value) == (300, "icu", 36000)


def test_targets_of_several_sports_add_up() -> None:
    targets = [event(category="TARGET", type=sport, time_target=seconds, name="") for sport, seconds in (("Ride", 18000), ("Run", 9000))]
    weeks = read(event(), *targets).weeks
    assert weeks is not None
    (week,) = weeks
    assert week.goals is not None
    assert week.goals.duration_s is not None
    assert week.goals.duration_s.value == 27000


@pytest.mark.parametrize("category", ["NOTE", "PLAN", "SEASON_START", "SET_EFTP"])
def test_other_categories_are_notes(category: str) -> None:
    plan = read(event(), event(category=category, name="New shoes"))
    assert len(plan.sessions) == 1
    assert plan.notes is not None
    assert [(n.scope, n.text) for n in plan.notes] == [(category.casefold(), "New shoes")]


@pytest.mark.parametrize("category", ["HOLIDAY", "SICK", "INJURED"])
def test_time_off_is_told(category: str) -> None:
    assert [w.code for w in read(event(), event(category=category, name="x")).warnings] == ["not-available"]


def test_ids_tags_and_locks_are_kept() -> None:
    session = only(id=17, uid="u-1", external_id="x-1", tags=["Key", "hills"], athlete_cannot_edit=True, indoor=True)
    assert session.external_ids is not None
    assert [(i.system, i.id) for i in session.external_ids] == [("intervals", "17"), ("intervals_external", "x-1"), ("ical", "u-1")]
    assert (session.priority, session.locked, session.environment) == (Priority.KEY, Lock.DATE, "indoor")


def test_midnight_is_no_start_time() -> None:
    assert only().start_time is None
    assert only(start_date_local="2026-03-04T18:15:00").start_time == "18:15"
    assert only(start_date_local="2026-03-04").date == date(2026, 3, 4)


def test_minutes_that_were_meant_as_metres_are_told() -> None:
    assert [w.code for w in read(event(type="Run", description="- 400m 4:00/km Pace\n- 2m rest")).warnings] == ["metres-assumed"]


def test_every_event_that_cannot_be_read_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        EVENTS.read(b'[{"name": "x", "start_date_local": "soon"}, 3, {"start_date_local": "2026-03-04"}]', name="events.json")
    assert [(f.pointer, f.code) for f in caught.value.findings] == [("event 1", "wrong-type"), ("event 2", "wrong-type")]


@pytest.mark.parametrize(
    "written", [{"moving_time": "long", "distance": True, "tags": "a", "type": 7, "description": 5, "name": ["x"]}, {"moving_time": 1e12}]
)
def test_values_of_another_sort_are_left_out(written: dict[str, Any]) -> None:
    assert only(**written).planned is None


def test_notes_alone_are_no_plan() -> None:
    with pytest.raises(BadInput) as caught:
        read(event(category="NOTE"))
    assert caught.value.findings[0].code == "no-sessions"
