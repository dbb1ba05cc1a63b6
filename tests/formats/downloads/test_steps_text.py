import pytest

from service.domain.distances import DistanceUnit
from service.formats.intervals.steps_text import steps_text
from service.formats.intervals.workout_text import read_workout_text
from tests.formats.downloads.given import aim, going, lasting, of_steps, repeat
from tests.support.plain import Json


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (lasting(600), "- 10m"),
        (lasting(5400), "- 1h30m"),
        (lasting(90), "- 1m30s"),
        (lasting(45), "- 45s"),
        (going(400), "- 400mtr"),
        (going(1000), "- 1km"),
        (going(1609), "- 1609mtr"),
        (going(21097.5), "- 21097.5mtr"),
        ({"end": {"type": "open"}}, "- Press lap"),
        ({}, "- Press lap"),
        ({"end": {"type": "hr_below", "value": 120}}, "- until heart rate is below 120 Press lap"),
        ({"end": {"type": "kj", "value": 300}}, "- 300 kJ Press lap"),
        (lasting(60, aim("power", "pct_ftp", 95, 105)), "- 1m 95-105%"),
        (lasting(60, aim("power", "w", 220)), "- 1m 220w"),
        (lasting(60, aim("power", "zone", 2)), "- 1m Z2"),
        (lasting(60, aim("hr", "zone", 2, 3)), "- 1m Z2-Z3 HR"),
        (lasting(60, aim("hr", "pct_max_hr", 70)), "- 1m 70% HR"),
        (lasting(60, aim("hr", "pct_lthr", 95)), "- 1m 95% LTHR"),
        (lasting(60, aim("pace", "s_per_km", 230, 245)), "- 1m 3:50-4:05/km Pace"),
        (lasting(60, aim("pace", "s_per_100m", 105)), "- 1m 1:45/100m Pace"),
        (lasting(60, aim("pace", "pct_threshold_pace", 90)), "- 1m 90% Pace"),
        (lasting(60, aim("speed", "m_per_s", 4, 5)), "- 1m 3:20-4:10/km Pace"),
        (lasting(60, aim("power", "pct_ftp", 90), aim("cadence", "rpm", 88, 92)), "- 1m 90% 88-92rpm"),
        (lasting(600, aim("power", "pct_ftp", 50, 75, ramp=True)), "- 10m ramp 50-75%"),
        (lasting(600, aim("power", "pct_ftp", 75, 50, ramp=True)), "- 10m ramp 75-50%"),
        (lasting(60, {"metric": "power", "unit": "pct_ftp", "low": 90}), "- 1m 90%"),
        (lasting(60, {"metric": "none"}), "- 1m"),
        (lasting(60, aim("rpe", "rpe", 7, 8)), "- RPE 7-8 1m"),
        (lasting(60, aim("hr", "bpm", 150, 160)), "- heart rate 150-160 bpm 1m"),
        (lasting(60, {"metric": "pace", "unit": "named", "name": "marathon"}), "- marathon 1m"),
        (lasting(60, step_class="recovery"), "- 1m intensity=recovery"),
        (lasting(60, name="strides", notes="relax\nand smile"), "- strides; relax and smile 1m"),
    ],
)
def test_a_step_is_written_on_one_line(step: Json, line: str) -> None:
    assert steps_text(of_steps(step)) == line


MI, YD, M = DistanceUnit.MI, DistanceUnit.YD, DistanceUnit.M


@pytest.mark.parametrize(
    ("step", "unit", "line"),
    [
        (going(1609.3, aim("pace", "s_per_km", 298.3)), MI, "- 1mi 8:00/mi Pace"),
        (going(2414.0, aim("pace", "s_per_km", 270.3, 279.6)), MI, "- 1.5mi 7:15-7:30/mi Pace"),
        (lasting(60, aim("speed", "m_per_s", 4, 5)), MI, "- 1m 5:22-6:42/mi Pace"),
        (going(400), MI, "- 400mtr"), (going(1000), MI, "- 1km"), (going(1609), MI, "- 1609mtr"),
        (lasting(60, aim("pace", "s_per_100m", 105)), MI, "- 1m 1:45/100m Pace"),
        (going(91.4, aim("pace", "s_per_100m", 98.4)), YD, "- 100yrd 1:30/100y Pace"),
        (going(100), YD, "- 100mtr"), (going(100, aim("pace", "s_per_100m", 105)), M, "- 100mtr 1:45/100m Pace"),
    ],
)  # fmt: skip
def test_paces_and_round_lengths_are_told_in_the_unit_of_the_sport_and_come_back(step: Json, unit: DistanceUnit, line: str) -> None:
    assert steps_text(of_steps(step), unit) == line
    read = read_workout_text(line)
    assert read is not None
    (back,) = read.steps
    assert back["end"] == step["end"]
    for written, aimed in zip(back["targets"], step["targets"], strict=True):
        assert aimed["metric"] == "speed" or (written["low"], written["high"]) == (aimed["low"], aimed["high"])


@pytest.mark.parametrize(
    ("words", "harmless"), [("800m hard", "800 m hard"), ("feel Z3", "feel Z 3"), ("90% of it", "90 % of it"), ("4'", "4 '")]
)
def test_words_with_amounts_in_them_are_not_taken_for_the_step(words: str, harmless: str) -> None:
    assert steps_text(of_steps(lasting(60, name=words))) == f"- {harmless} 1m"


def test_blank_lines_hold_a_repeat_apart_from_what_stands_around_it() -> None:
    steps = (lasting(600, step_class="warmup"), lasting(60), repeat(5, going(1000), lasting(120, step_class="rest")), lasting(300), lasting(
        300, step_class="cooldown"))  # fmt: skip
    assert steps_text(of_steps(*steps)).splitlines() == [
        "Warmup", "- 10m", "", "- 1m", "", "5x", "- 1km", "- 2m intensity=rest", "", "- 5m", "", "Cooldown", "- 5m",
    ]  # fmt: skip


def test_a_repeat_inside_a_repeat_is_written_out_round_by_round() -> None:
    inner = repeat(4, lasting(30), lasting(30, step_class="recovery"))
    assert steps_text(of_steps(repeat(2, inner, lasting(180)))).split("\n\n") == 2 * [
        "4x\n- 30s\n- 30s intensity=recovery", "- 3m",
    ]  # fmt: skip


def test_a_repeat_that_ends_otherwise_says_when() -> None:
    until = {"type": "repeat", "until": {"hr_above": 170}, "steps": [lasting(60)]}
    assert steps_text(of_steps(until)) == "Repeat until hr above 170:\n- 1m"


def test_steps_that_are_not_the_whole_session_are_not_written() -> None:
    assert steps_text(of_steps(lasting(60)).model_copy(update={"complete": False})) == ""
    assert steps_text(None) == ""
