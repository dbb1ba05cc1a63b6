"""The notation of intervals.icu."""

from __future__ import annotations

from typing import Any

import pytest

from service.formats.intervals.workout_text import WorkoutText, read_workout_text


def read(text: str, metric: str = "power") -> WorkoutText:
    made = read_workout_text(text, metric=metric)
    assert made is not None
    return made


def only(line: str, metric: str = "power") -> dict[str, Any]:
    (made,) = read(line, metric).steps
    return made


def target(line: str, metric: str = "power") -> tuple[str, str, float, float]:
    first = only(line, metric)["targets"][0]
    return first["metric"], first["unit"], first["low"], first["high"]


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("10m", {"type": "time", "s": 600}),
        ("1m30", {"type": "time", "s": 90}),
        ("1m30s", {"type": "time", "s": 90}),
        ("5'", {"type": "time", "s": 300}),
        ("5'30\"", {"type": "time", "s": 330}),
        ('30"', {"type": "time", "s": 30}),
        ("90s", {"type": "time", "s": 90}),
        ("1h", {"type": "time", "s": 3600}),
        ("1h30", {"type": "time", "s": 5400}),
        ("1h30m", {"type": "time", "s": 5400}),
        ("2.5h", {"type": "time", "s": 9000}),
        ("500mtr", {"type": "distance", "m": 500}),
        ("1.5km", {"type": "distance", "m": 1500}),
        ("2mi", {"type": "distance", "m": 3218.7}),
        ("100yrd", {"type": "distance", "m": 91.4}),
    ],
)
def test_lengths(written: str, end: dict[str, Any]) -> None:
    assert only(f"- {written} 75%")["end"] == end


def test_m_is_minutes_and_mtr_is_metres() -> None:
    assert only("- 10m Z2")["end"] == {"type": "time", "s": 600}
    assert only("- 10mtr Z2")["end"] == {"type": "distance", "m": 10}


def test_a_step_of_more_than_five_hours_was_meant_in_metres() -> None:
    made = read("- 400m 4:00/km Pace\n- 300m 60%")
    assert [s["end"] for s in made.steps] == [{"type": "distance", "m": 400}, {"type": "time", "s": 18000}]
    assert made.reread == ["- 400m 4:00/km Pace"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("75%", ("power", "pct_ftp", 75, 75)),
        ("95-105%", ("power", "pct_ftp", 95, 105)),
        ("95%-105%", ("power", "pct_ftp", 95, 105)),
        ("220w", ("power", "w", 220, 220)),
        ("200-240w", ("power", "w", 200, 240)),
        ("Z2", ("power", "zone", 2, 2)),
        ("Z2-Z3", ("power", "zone", 2, 3)),
        ("70% HR", ("hr", "pct_max_hr", 70, 70)),
        ("90-95% LTHR", ("hr", "pct_lthr", 90, 95)),
        ("Z2 HR", ("hr", "zone", 2, 2)),
        ("Z3 Pace", ("pace", "zone", 3, 3)),
        ("60% Pace", ("pace", "pct_threshold_pace", 60, 60)),
        ("5:00/km Pace", ("pace", "s_per_km", 300, 300)),
        ("5:10-5:00/km", ("pace", "s_per_km", 300, 310)),
        ("8:03/mi Pace", ("pace", "s_per_km", 300.1, 300.1)),
        ("1:45/100m", ("pace", "s_per_100m", 105, 105)),
        ("140-150bpm", ("hr", "bpm", 140, 150)),
        ("RPE 7-8", ("rpe", "rpe", 7, 8)),
    ],
)
def test_targets(written: str, expected: tuple[str, str, float, float]) -> None:
    read_as = target(f"- 10m {written}")
    assert read_as[:2] == expected[:2]
    assert read_as[2:] == pytest.approx(expected[2:], abs=0.01)


def test_a_ramp_goes_from_its_first_number_to_its_second() -> None:
    up, down = (only(f"- 10m ramp {span}%")["targets"][0] for span in ("50-75", "75-50"))
    assert (up["low"], up["high"], up["ramp"]) == (50, 75, True)
    assert (down["low"], down["high"], down["ramp"]) == (75, 50, True)


def test_cadence_stands_beside_the_effort_wherever_it_is_written() -> None:
    for line in ("- 10m 90% 95rpm", "- 10m 95rpm 90%"):
        assert [(t["metric"], t["role"]) for t in only(line)["targets"]] == [("power", "primary"), ("cadence", "secondary")]


def test_a_bare_zone_counts_in_what_the_session_counts_in() -> None:
    assert target("- 10m Z2", metric="hr") == ("hr", "zone", 2, 2)
    assert target("- 10m Z2 Pace", metric="hr") == ("pace", "zone", 2, 2)


def test_text_before_the_length_is_the_cue() -> None:
    made = only("- Relax your shoulders 10m 75%")
    assert (made["name"], made["end"]["s"], made["targets"][0]["low"]) == ("Relax your shoulders", 600, 75)


def test_a_zone_in_a_cue_is_a_target_only_where_there_is_no_other() -> None:
    assert target("- Hold Z3 5m") == ("power", "zone", 3, 3)
    assert target("- As in Z3 5m 60%") == ("power", "pct_ftp", 60, 60)


def test_free_riding_has_no_target_and_the_lap_button_no_length() -> None:
    assert only("- 20m freeride")["targets"] == []
    made = only("- Press lap 10m Z2 HR")
    assert (made["end"], made["targets"][0]["metric"], made["notes"]) == ({"type": "open"}, "hr", "10m")
    assert only("- Press lap Z1")["end"] == {"type": "open"}


def test_a_count_in_a_heading_repeats_the_block_below() -> None:
    made = read("Warmup\n- 10m ramp 50-75%\n\nMain Set 5x\n- 3m 120% 100rpm\n- 2m Z1\n\n- 500mtr 5:00/km Pace\n\nCooldown\n- 10m Z1")
    assert [(s["type"], s.get("class"), s.get("count")) for s in made.steps] == [
        ("step", "warmup", None),
        ("repeat", None, 5),
        ("step", "active", None),
        ("step", "cooldown", None),
    ]
    assert [s["class"] for s in made.steps[1]["steps"]] == ["active", "recovery"]


@pytest.mark.parametrize("count", ["4x", "4 x", "4x Main set", "Main set 4x:"])
def test_a_count_on_a_line_of_its_own_repeats_too(count: str) -> None:
    assert read(f"{count}\n- 1m 120%\n- 1m 50%").steps[0]["count"] == 4


def test_a_blank_line_ends_a_repeat_and_one_before_it_does_not_lose_it() -> None:
    made = read("3x\n\n- 1m 120%\n- 1m 50%\n\n- 5m 60%")
    assert [s["type"] for s in made.steps] == ["repeat", "step"]


def test_a_count_in_the_step_repeats_the_step() -> None:
    made = only("- 3x 10m 90%")
    assert (made["type"], made["count"], made["steps"][0]["end"]["s"]) == ("repeat", 3, 600)


def test_nested_repeats_are_not_made_up() -> None:
    made = read("3x\n4x\n- 1m 120%\n- 1m 50%")
    assert [(s["type"], s["count"]) for s in made.steps] == [("repeat", 4)]


def test_an_intensity_that_is_stated_wins() -> None:
    assert only("- 10m 40% intensity=rest")["class"] == "rest"


def test_lines_with_a_dash_that_are_no_steps_make_the_workout_incomplete() -> None:
    made = read("- 10m 75%\n- bring water")
    assert (len(made.steps), made.complete, made.words) == (1, False, ["- bring water"])


@pytest.mark.parametrize("text", ["", "An easy day.", "Run 10 km easy\nthen stretch", "- bring water", "-", "10m 75%"])
def test_words_are_no_workout(text: str) -> None:
    assert read_workout_text(text) is None


def test_a_workout_by_targets_is_surely_one() -> None:
    assert read("- 10m 75%").is_surely_one
    assert not read("- drink 30 minutes before").is_surely_one
