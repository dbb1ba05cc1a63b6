"""Nothing that a platform can send makes a plan or a report that cannot be read: what is not believable was not said."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.documents.session import Completed
from service.domain.session import Sport
from service.platforms import doubles
from service.platforms.base import App
from service.platforms.events import ActivityCompleted, Score, ScoreKind, WellnessRecorded
from service.platforms.garmin import mapping as garmin
from service.platforms.http import AccessLost, Http
from service.platforms.intervals_icu import mapping as icu
from service.platforms.oura import mapping as oura
from service.platforms.polar import mapping as polar
from service.platforms.recordings import Said
from service.platforms.registry import PLATFORMS
from service.platforms.reports import of_activity, of_day
from service.platforms.strava import mapping as strava
from service.platforms.suunto import mapping as suunto
from service.platforms.trainingpeaks import mapping as trainingpeaks
from service.platforms.wahoo import mapping as wahoo
from service.platforms.whoop import mapping as whoop

SCORES = load_policy().platform_scores
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
AT, END, LOCAL = "2026-03-04T06:00:00Z", "2026-03-04T07:00:00Z", "2026-03-04T07:00:00"
HOSTILE: tuple[Any, ...] = (
    None, True, -1, 0, 3, 100_000, 8_000_000, 10**400, 1e308, float("inf"), float("nan"), "", "x", "\x00", "\ud800", "a\x0bb", "9" * 500,
    [], {}, [1], {"id": 1}, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31", "0001-01-01", 253_402_300_799,
    253_402_300_799_000, "PT9999H", "PT30H", "heavy legs " * 3000,
)  # fmt: skip
Told = dict[str, Any]
Read = Callable[[Told], Any]
MESSAGES: Mapping[str, tuple[Read, Told]] = {
    "intervals.icu session": (icu.completed, {
        "id": "i1", "type": "Run", "start_date": AT, "start_date_local": LOCAL, "moving_time": 1, "elapsed_time": 2, "distance": 3,
        "feel": 4, "icu_rpe": 4, "description": "x", "paired_event_external_id": "a",
    }),
    "intervals.icu day": (icu.recorded, {
        "id": "2026-03-04", "updated": AT, "soreness": 4, "fatigue": 4, "injury": 4, "sleepSecs": 3, "comments": "x",
    }),
    "Strava": (strava.completed, {
        "id": 1, "start_date": AT, "start_date_local": AT, "sport_type": "Run", "moving_time": 1, "elapsed_time": 2,
    }),
    "Polar": (polar.completed, {
        "id": "a", "start_time": LOCAL, "start_time_utc_offset": 60, "duration": "PT1H", "distance": 3, "sport": "RUNNING",
        "training_load_pro": {"user-rpe": "RPE_HARD"},
    }),
    "Suunto": (suunto.completed, {
        "workoutKey": "w", "startTime": 1_772_600_000_000, "totalTime": 3, "timeOffsetInMinutes": 60, "activityId": 1, "description": "x",
        "notes": "y", "totalDistance": 3,
    }),
    "Wahoo": (lambda told: wahoo.completed(told, Said()), {
        "id": 1, "starts": AT, "workout_type_id": 1, "workout_token": "x",
        "workout_summary": {"duration_active_accum": "1", "duration_total_accum": "2", "distance_accum": "3"},
    }),
    "WHOOP session": (whoop.completed, {
        "id": "a", "start": AT, "end": END, "timezone_offset": "+01:00", "sport_name": "running", "score": {"distance_meter": 3},
    }),
    "WHOOP night": (lambda told: next(whoop.recorded([told], [told]), None), {
        "id": "a", "sleep_id": "a", "end": END, "timezone_offset": "+01:00", "nap": False, "updated_at": END,
        "score": {"recovery_score": 3, "stage_summary": {"total_in_bed_time_milli": 2, "total_awake_time_milli": 1}},
    }),
    "Oura session": (oura.completed, {"id": "a", "start_datetime": AT, "end_datetime": END, "activity": "running", "day": "2026-03-04"}),
    "Oura day": (lambda told: next(oura.tagged([told]), None), {"start_day": "2026-03-04", "comment": "x"}),
    "Garmin": (lambda told: garmin.completed(told, Said()), {
        "activityId": 1, "startTimeInSeconds": 1_772_600_000, "startTimeOffsetInSeconds": 3600, "durationInSeconds": 1,
        "distanceInMeters": 1, "activityType": "RUNNING",
    }),
    "TrainingPeaks": (trainingpeaks.completed, {
        "id": 1, "workoutday": "2026-03-04", "completed": True, "starttime": LOCAL, "totaltime": 1, "rpe": 3, "workouttype": "run",
    }),
}  # fmt: skip
LONG = ActivityCompleted("standard", "x" * 300, Sport.RUN, NOW - timedelta(hours=40), NOW.date(), moving_s=100_000, notes=("sore",))


def places(told: Told, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in told.items():
        yield (*path, name)
        if isinstance(value, dict):
            yield from places(value, (*path, name))


def with_at(told: Told, path: tuple[str, ...], value: Any) -> Told:
    changed = copy.deepcopy(told)
    part = changed
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return changed


def expect_readable(event: ActivityCompleted | WellnessRecorded | None) -> None:
    if event is None:
        return
    if isinstance(event, ActivityCompleted):
        figures = doubles.figures_of(event)
        Completed.model_validate({**figures, "source": {k: v for k, v in figures["source"].items() if k != "withheld"}})
        draft = of_activity(event, SCORES, NOW)
    else:
        draft = of_day(event, load_policy(), NOW, "UTC")
    if draft is not None:
        validated(ReportDocument, draft.document)


@pytest.mark.parametrize("name", MESSAGES)
def test_whatever_stands_in_a_message_plan_and_report_stay_readable(name: str) -> None:
    read, told = MESSAGES[name]
    assert read(told) is not None
    for path in places(told):
        for value in HOSTILE:
            expect_readable(read(with_at(told, path, value)))


def test_a_watch_that_was_never_stopped_tells_no_duration() -> None:
    assert "duration_s" not in doubles.figures_of(LONG)


def test_a_report_has_a_name_that_is_short_enough_whatever_the_platform_calls_its_session() -> None:
    draft, other = of_activity(LONG, SCORES, NOW), of_activity(LONG, SCORES, NOW + timedelta(hours=1))
    assert draft is not None
    assert other is not None
    assert draft.document["id"] == other.document["id"]
    assert len(draft.document["id"]) <= 128


def test_a_clock_that_is_ahead_makes_no_report_of_tomorrow() -> None:
    tomorrow = ActivityCompleted("polar", "1", Sport.RUN, NOW + timedelta(hours=13), NOW.date(), moving_s=3600, notes=("sore",))
    day = WellnessRecorded("polar", NOW.date(), NOW + timedelta(hours=13), notes=("sore",))
    for draft in (of_activity(tomorrow, SCORES, NOW), of_day(day, load_policy(), NOW, "UTC")):
        assert draft is not None
        assert draft.document["observed_at"] == NOW.isoformat()


def test_a_character_that_nobody_sees_takes_no_word_away() -> None:
    run = ActivityCompleted("suunto", "1", Sport.RUN, NOW, NOW.date(), notes=("heavy\x0blegs\x85chest pain\x00",))
    draft = of_activity(run, SCORES, NOW)
    assert draft is not None
    assert draft.document["note"].split() == ["heavy", "legs", "chest", "pain"]


def test_a_score_outside_its_scale_is_no_figure() -> None:
    run = ActivityCompleted("standard", "1", Sport.RUN, NOW, NOW.date(), scores=(Score(ScoreKind.FEEL, 900, "feel", 900, "x"),))
    assert "feel" not in doubles.figures_of(run)


@pytest.mark.parametrize(
    "answer", [[], "x", {}, {"id": None}, {"access_token": "t"}, {"access_token": "t", "athlete": 7}, {"athlete": {"id": 1}}]
)
def test_an_answer_of_another_shape_opens_no_account(answer: Any) -> None:
    with Http(transport=httpx2.MockTransport(lambda _request: httpx2.Response(200, json=answer))) as http:
        with pytest.raises(AccessLost):
            PLATFORMS["intervals_icu"].exchange(http, App("id", "secret"), "code", "")  # type: ignore[attr-defined]
        with pytest.raises(AccessLost):
            PLATFORMS["intervals_icu"].check_key(http, App(), "key")  # type: ignore[attr-defined]
