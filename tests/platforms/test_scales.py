"""Every score of every platform, on our scale and in our direction: a wrong sign would add load to a tired athlete."""

from __future__ import annotations

from typing import Any

import pytest

from service.platforms.events import ActivityCompleted, WellnessRecorded
from service.platforms.intervals_icu import mapping as intervals
from service.platforms.oura import mapping as oura
from service.platforms.polar import mapping as polar
from service.platforms.trainingpeaks import mapping as trainingpeaks
from service.platforms.whoop import mapping as whoop

WORST_HIGH, BEST_HIGH = (0, 33.3, 66.7, 100), (100, 66.7, 33.3, 0)
OF_A_DAY = {
    "soreness": ("soreness", WORST_HIGH),
    "fatigue": ("fatigue", WORST_HIGH),
    "stress": ("stress", WORST_HIGH),
    "injury": ("injury", WORST_HIGH),
    "mood": ("mood", BEST_HIGH),
    "motivation": ("motivation", BEST_HIGH),
    "sleepQuality": ("sleep_quality", BEST_HIGH),
}
POLAR = ("NONE", "EASY", "LIGHT", "FAIRLY_BRISK", "BRISK", "MODERATE", "FAIRLY_HARD", "HARD", "EXHAUSTING", "EXTREME")


def scores(event: ActivityCompleted | WellnessRecorded | None) -> dict[str, float]:
    assert event is not None
    return {score.kind.value: score.value for score in event.scores}


def icu_run(**said: Any) -> ActivityCompleted | None:
    return intervals.completed({"id": "i1", "start_date_local": "2026-03-04T07:00:00", **said})


@pytest.mark.parametrize("field", OF_A_DAY)
def test_a_score_of_a_day_on_intervals_icu(field: str) -> None:
    ours, steps = OF_A_DAY[field]
    for value, step in enumerate(steps, start=1):
        assert scores(intervals.recorded({"id": "2026-03-04", field: value})) == {ours: step}
    for value in (0, -1, 5, None, "3", True):
        assert scores(intervals.recorded({"id": "2026-03-04", field: value})) == {}


@pytest.mark.parametrize(("value", "feel"), [(1, 100), (2, 75), (3, 50), (4, 25), (5, 0)])
def test_the_feel_of_a_session_on_intervals_icu(value: int, feel: int) -> None:
    assert scores(icu_run(feel=value)) == {"feel": feel}


@pytest.mark.parametrize(("value", "rpe"), [(1, {"rpe": 1}), (10, {"rpe": 10}), (0, {}), (-1, {}), (11, {})])
def test_the_effort_of_a_session_on_intervals_icu(value: int, rpe: dict[str, float]) -> None:
    assert scores(icu_run(icu_rpe=value)) == rpe


@pytest.mark.parametrize(("word", "rpe"), [*((f"RPE_{name}", number) for number, name in enumerate(POLAR, start=1)), ("UNKNOWN", None)])
def test_the_words_of_polar(word: str, rpe: int | None) -> None:
    done = polar.completed({"id": "p", "start_time": "2026-03-04T07:00:00", "training_load_pro": {"user-rpe": word}})
    assert scores(done) == ({} if rpe is None else {"rpe": rpe})


@pytest.mark.parametrize(("told", "found"), [({"rpe": 8}, {"rpe": 8}), ({"rpe": 0}, {}), ({"rpe": 11}, {}), ({"feeling": 1}, {})])
def test_of_trainingpeaks_the_effort_alone(told: dict[str, Any], found: dict[str, float]) -> None:
    assert scores(trainingpeaks.completed({"id": 1, "workoutday": "2026-03-04T00:00:00", "completed": True, **told})) == found


def test_readiness_is_best_high() -> None:
    assert scores(oura.readiness({"day": "2026-03-04", "score": 81})) == {"readiness": 81}
    (night,) = whoop.recorded([{"id": "s", "end": "2026-03-04T06:00:00Z"}], [{"sleep_id": "s", "score": {"recovery_score": 44}}])
    assert scores(night) == {"readiness": 44}
