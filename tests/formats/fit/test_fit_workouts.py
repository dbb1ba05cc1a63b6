"""FIT workouts: every trap of the format, in files written byte by byte."""

from __future__ import annotations

from typing import Any

import pytest

from service.errors import BadInput
from service.formats.drafting import draft
from service.formats.fit.decoding import decode
from service.formats.fit.workout import workout_of
from service.formats.workout import Workout
from tests.support.fit_bytes import Field, Message, file_id, fit_file
from tests.support.fit_samples import (
    ACTIVE,
    CYCLING,
    DISTANCE,
    HEART_RATE,
    OPEN,
    POWER,
    REST,
    RUNNING,
    SPEED,
    SWIMMING,
    TIME,
    own_range,
    recording,
    repeat,
    step,
    track_workout,
    workout,
)  # fmt: skip


def read(content: bytes) -> Workout:
    return workout_of(decode(content), name="a.fit")


def only_step(*fields: Field, sport: int = RUNNING) -> dict[str, Any]:
    (made,) = read(workout([list(fields)], sport=sport)).steps
    return made


def target(kind: int, low: int, high: int, sport: int = RUNNING) -> dict[str, Any]:
    (made,) = only_step(*step(TIME, 60_000, ACTIVE, own_range(kind, low, high)), sport=sport)["targets"]
    return made


def codes(made: Workout) -> list[str]:
    return [warning.code for warning in made.warnings]


def test_a_workout_with_warm_up_repeats_and_an_open_end() -> None:
    made = read(track_workout())
    assert (made.title, made.sport, made.complete, made.warnings) == ("8 x 400 m", "run", True, ())
    assert [(s["type"], s.get("class")) for s in made.steps] == [("step", "warmup"), ("repeat", None), ("step", "cooldown")]
    assert made.steps[1]["count"] == 8
    assert [s["end"] for s in made.steps[1]["steps"]] == [{"type": "distance", "m": 400}, {"type": "time", "s": 90}]
    assert made.steps[2]["end"] == {"type": "open"}


def test_steps_are_counted_by_us_and_not_by_the_file() -> None:
    content = workout([step(TIME, 60_000)] * 5, stated_steps=2)
    assert len(read(content).steps) == 5


def test_an_open_step_without_any_value_is_open() -> None:
    assert only_step((1, "enum", OPEN), (7, "enum", ACTIVE))["end"] == {"type": "open"}


def test_repeats_point_back_at_their_first_step_and_may_nest() -> None:
    made = read(
        workout([step(TIME, 600_000), step(TIME, 60_000), step(TIME, 30_000, REST), repeat(1, 4), step(TIME, 120_000, REST), repeat(1, 3)])
    )
    outer = made.steps[1]
    assert (outer["count"], [s["type"] for s in outer["steps"]]) == (3, ["repeat", "step"])
    assert outer["steps"][0]["count"] == 4


def test_the_value_of_a_repeat_is_the_total_number_of_rounds() -> None:
    assert read(workout([step(TIME, 60_000), repeat(0, 6)])).steps[0]["count"] == 6


def test_a_repeat_that_points_at_nothing_is_told() -> None:
    made = read(workout([step(TIME, 60_000), repeat(7, 3)]))
    assert (len(made.steps), made.complete, codes(made)) == (1, False, ["steps-incomplete"])


def test_a_repeat_until_a_pulse_is_reached() -> None:
    until: list[Field] = [(1, "enum", 11), (2, "u32", 0), (4, "u32", 255)]
    assert read(workout([step(TIME, 60_000), until])).steps[0]["until"] == {"hr_above": 155}


@pytest.mark.parametrize(
    ("low", "high", "unit", "ends"), [(70, 80, "pct_max_hr", (70, 80)), (240, 255, "bpm", (140, 155)), (0, 100, "pct_max_hr", (0, 100))]
)
def test_a_pulse_over_100_is_beats_plus_100(low: int, high: int, unit: str, ends: tuple[int, int]) -> None:
    made = target(HEART_RATE, low, high)
    assert (made["metric"], made["unit"], (made["low"], made["high"])) == ("hr", unit, ends)


@pytest.mark.parametrize(
    ("low", "high", "unit", "ends"), [(90, 105, "pct_ftp", (90, 105)), (1220, 1230, "w", (220, 230)), (900, 1000, "pct_ftp", (900, 1000))]
)
def test_a_power_over_1000_is_watts_plus_1000(low: int, high: int, unit: str, ends: tuple[int, int]) -> None:
    made = target(POWER, low, high, sport=CYCLING)
    assert (made["metric"], made["unit"], (made["low"], made["high"])) == ("power", unit, ends)


def test_a_speed_is_a_pace_on_foot_and_in_water_with_the_faster_end_first() -> None:
    assert {k: target(SPEED, 3333, 4000)[k] for k in ("unit", "low", "high")} == {"unit": "s_per_km", "low": 250, "high": 300}
    assert {k: target(SPEED, 1000, 1250, SWIMMING)[k] for k in ("unit", "low", "high")} == {"unit": "s_per_100m", "low": 80, "high": 100}
    assert {k: target(SPEED, 8000, 9000, CYCLING)[k] for k in ("unit", "low", "high")} == {"unit": "m_per_s", "low": 8, "high": 9}


def test_a_target_value_that_is_not_0_is_a_zone() -> None:
    (made,) = only_step(*step(TIME, 60_000, ACTIVE, [(3, "enum", HEART_RATE), (4, "u32", 2)]))["targets"]
    assert (made["metric"], made["unit"], made["low"], made["high"]) == ("hr", "zone", 2, 2)


def test_a_second_target_stands_beside_the_first() -> None:
    both: list[Field] = [*own_range(POWER, 90, 95), (19, "enum", 3), (20, "u32", 0), (21, "u32", 85), (22, "u32", 95)]
    first, other = only_step(*step(TIME, 60_000, ACTIVE, both), sport=CYCLING)["targets"]
    assert (first["metric"], first["role"], other["metric"], other["role"]) == ("power", "primary", "cadence", "secondary")
    assert (other["low"], other["high"]) == (85, 95)


@pytest.mark.parametrize(
    ("kind", "value", "end"),
    [
        (2, 225, {"type": "hr_below", "value": 125}),
        (3, 250, {"type": "hr_above", "value": 150}),
        (4, 50, {"type": "calories", "value": 50}),
        (15, 1250, {"type": "power_above", "value": 250}),
        (29, 12, {"type": "reps", "value": 12}),
        (DISTANCE, 160_934, {"type": "distance", "m": 1609.3}),
    ],
)
def test_steps_end_in_many_ways(kind: int, value: int, end: dict[str, Any]) -> None:
    assert only_step(*step(kind, value))["end"] == end


def test_an_end_that_cannot_be_told_is_open_and_told() -> None:
    made = read(workout([step(3, 80)]))
    assert (made.steps[0]["end"], made.complete, codes(made)) == ({"type": "open"}, False, ["steps-incomplete"])


def test_exercises_are_steps_with_repetitions_and_a_weight() -> None:
    squats: list[Field] = [(1, "enum", 29), (2, "u32", 8), (10, "u16", 28), (12, "u16", 6000), (7, "enum", ACTIVE)]
    made = only_step(*squats, sport=10)
    assert (made["name"], made["end"], made["notes"]) == ("squat", {"type": "reps", "value": 8}, "60 kg")


def test_swims_have_strokes_and_a_pool() -> None:
    head: Message = (26, [(8, "text", "Drills"), (4, "enum", SWIMMING), (14, "u16", 2500), (15, "enum", 0)])
    strokes: Message = (27, [(254, "u16", 0), *step(DISTANCE, 10_000, ACTIVE, [(3, "enum", 11), (4, "u32", 1)])])
    made = read(fit_file([file_id(5), head, strokes]))
    assert (made.sport, made.pool_length_m, made.steps[0]["stroke"]) == ("swim", 25, "backstroke")


def test_of_several_workouts_chained_in_one_file_the_first_is_read_and_the_others_are_told() -> None:
    made = read(workout([step(TIME, 60_000), repeat(0, 2)]) + workout([step(TIME, 30_000), repeat(0, 3)]))
    assert [s["count"] for s in made.steps] == [2]
    assert codes(made) == ["several-workouts"]


def test_a_name_that_is_not_utf_8_is_no_reason_to_refuse() -> None:
    assert read(workout([step(TIME, 60_000)], name=b"Gr\xf6\xdfe")).steps


def test_a_workout_without_a_sport_says_so() -> None:
    made = read(workout([step(TIME, 60_000)], sport=None))
    assert (made.sport, codes(made)) == ("other", ["sport-unknown"])


def test_of_a_workout_that_was_cut_off_the_steps_before_are_read() -> None:
    whole = workout([step(TIME, 60_000)] * 5)
    made = read(whole[:-30])
    assert 0 < len(made.steps) < 5
    assert (made.complete, codes(made)) == (False, ["damaged"])


def test_a_checksum_that_does_not_fit_is_told() -> None:
    whole = track_workout()
    assert codes(read(whole[:-2] + b"\x00\x00")) == ["checksum"]


@pytest.mark.parametrize("content", [fit_file([file_id(2)]), recording()])
def test_other_sorts_of_files_hold_no_workout(content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read(content)
    assert caught.value.findings[0].code == "no-workout"


def test_an_upload_is_decoded_in_a_child_process() -> None:
    made = draft(track_workout(), name="W01-D3 track.fit")
    assert made.format == "fit"
    assert made.document is not None
    (session,) = made.document.sessions
    assert (session.day_index, session.kind, session.title) == (2, "interval", "8 x 400 m")
