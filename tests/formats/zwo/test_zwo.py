"""Zwift workouts, element by element, with the traps of files in the wild."""

from __future__ import annotations

from typing import Any

import pytest

from service.domain.session import Kind
from service.errors import BadInput
from service.formats.workout import Workout
from service.formats.zwo.workout import read_zwo


def read(elements: str, head: str = "<name>Test</name><sportType>bike</sportType>") -> Workout:
    return read_zwo(f"<workout_file>{head}<workout>{elements}</workout></workout_file>".encode(), name="a.zwo")


def step(elements: str, **more: str) -> dict[str, Any]:
    """The one step of these elements."""
    (made,) = read(elements, **more).steps
    return made


def codes(workout: Workout) -> list[str]:
    return [warning.code for warning in workout.warnings]


def power(made: dict[str, Any]) -> tuple[float, float]:
    return made["targets"][0]["low"], made["targets"][0]["high"]


RUN = "<name>Test</name><sportType>run</sportType>"


def test_a_steady_pair_is_ridden_at_its_midpoint() -> None:
    made = step('<SteadyState Duration="300" PowerLow="0.6" PowerHigh="0.8"/>')
    assert power(made) == (70, 70)
    assert "ramp" not in made["targets"][0]
    assert made["end"] == {"type": "time", "s": 300}


@pytest.mark.parametrize(("element", "step_class"), [("Warmup", "warmup"), ("Ramp", "active"), ("Cooldown", "cooldown")])
@pytest.mark.parametrize(("low", "high"), [(0.4, 0.75), (0.75, 0.4)])
def test_power_low_is_the_start_and_power_high_the_end_of_a_ramp(element: str, step_class: str, low: float, high: float) -> None:
    made = step(f'<{element} Duration="600" PowerLow="{low}" PowerHigh="{high}"/>')
    assert made["class"] == step_class
    assert power(made) == (low * 100, high * 100)
    assert made["targets"][0]["ramp"] is True


def test_a_rising_cooldown_keeps_its_ends_and_is_told() -> None:
    assert codes(read('<Cooldown Duration="600" PowerLow="0.4" PowerHigh="0.7"/>')) == ["rising-cooldown"]
    assert codes(read('<Cooldown Duration="600" PowerLow="0.7" PowerHigh="0.4"/>')) == []


def test_on_and_off_are_a_repeat() -> None:
    text = '<IntervalsT Repeat="5" OnDuration="180" OffDuration="120" OnPower="1.2" OffPower="0.5" Cadence="100" CadenceResting="85"/>'
    made = step(text)
    assert (made["type"], made["count"]) == ("repeat", 5)
    on, off = made["steps"]
    assert (on["class"], off["class"], on["end"]["s"], off["end"]["s"]) == ("active", "recovery", 180, 120)
    assert (power(on), power(off)) == ((120, 120), (50, 50))
    assert [(t["metric"], t["low"], t["role"]) for t in (on["targets"][1], off["targets"][1])] == [
        ("cadence", 100, "secondary"),
        ("cadence", 85, "secondary"),
    ]


def test_pairs_of_powers_on_and_off_are_ridden_at_their_midpoints() -> None:
    text = (
        '<IntervalsT Repeat="2" OnDuration="60" OffDuration="60" PowerOnLow="1.0" PowerOnHigh="1.2" PowerOffLow="0.4" PowerOffHigh="0.6"/>'
    )
    on, off = step(text)["steps"]
    assert (power(on), power(off)) == ((110, 110), (50, 50))


@pytest.mark.parametrize("name", ["FreeRide", "Freeride"])
def test_a_free_ride_has_no_target(name: str) -> None:
    assert step(f'<{name} Duration="600" FlatRoad="1"/>')["targets"] == []


def test_a_maximal_effort_is_as_hard_as_it_goes() -> None:
    made = step('<MaxEffort Duration="30"/>')
    assert made["targets"] == [{"metric": "rpe", "unit": "rpe", "low": 10, "high": 10, "role": "primary"}]


def test_an_ftp_test_is_a_test() -> None:
    assert read('<FreeRide Duration="1200" ftptest="1"/>').kind is Kind.TEST
    assert read('<FreeRide Duration="1200" ftptest="0"/>').kind is None


@pytest.mark.parametrize("elements", ["<RestDay/>", ""])
def test_a_file_for_a_rest_day_is_rest(elements: str) -> None:
    workout = read(elements)
    assert (workout.sport, workout.kind, workout.steps) == ("rest", Kind.REST, ())


@pytest.mark.parametrize(("tag", "offset"), [("textevent", "timeoffset"), ("TextEvent", "TimeOffset")])
def test_texts_on_the_way_are_cues(tag: str, offset: str) -> None:
    made = step(f'<SteadyState Duration="300" Power="0.7"><{tag} {offset}="30" message="Breathe 😀" duration="10"/></SteadyState>')
    assert made["cues"] == [{"text": "Breathe 😀", "at_s": 30, "duration_s": 10}]


def test_texts_in_a_run_of_metres_stand_at_metres() -> None:
    head = "<name>x</name><sportType>run</sportType><durationType>distance</durationType>"
    made = step('<SteadyState Duration="1000" Power="1"><textevent distoffset="200" message="Up"/></SteadyState>', head=head)
    assert made["cues"] == [{"text": "Up", "at_m": 200}]
    assert made["end"] == {"type": "distance", "m": 1000}


def test_a_name_may_stand_under_n_or_in_the_file_name() -> None:
    assert read("<RestDay/>", head="<n>Over-unders</n>").title == "Over-unders"
    assert read("<RestDay/>", head="").title == "a"


def test_a_placeholder_of_a_converter_is_no_description() -> None:
    assert read("<RestDay/>", head="<description>workout.description</description>").description == ""


def test_without_a_sport_a_ride_is_taken_and_told() -> None:
    workout = read('<SteadyState Duration="300" Power="0.7"/>', head="<name>x</name>")
    assert (workout.sport, codes(workout)) == ("bike", ["sport-assumed"])


def test_lengths_are_metres_where_the_file_says_distance() -> None:
    head = "<name>x</name><sportType>run</sportType><durationType>distance</durationType>"
    assert step('<SteadyState Duration="300" Power="1"/>', head=head)["end"] == {"type": "distance", "m": 300}


def test_a_run_in_metres_without_the_tag_is_told() -> None:
    workout = read('<IntervalsT Repeat="8" OnDuration="400" OffDuration="200" OnPower="1" OffPower="0.6"/>', head=RUN)
    assert workout.steps[0]["steps"][0]["end"] == {"type": "distance", "m": 400}
    assert codes(workout) == ["metres-assumed"]


@pytest.mark.parametrize("lengths", [(600, 120), (95, 90), (900, 1200)])
def test_a_run_on_the_clock_stays_on_the_clock(lengths: tuple[int, int]) -> None:
    elements = "".join(f'<SteadyState Duration="{length}" Power="1"/>' for length in lengths)
    assert [s["end"]["type"] for s in read(elements, head=RUN).steps] == ["time", "time"]


@pytest.mark.parametrize(("paces", "names"), [((0, 4), ["1 mile", "marathon"]), ((1, 5), ["1 mile", "marathon"])])
def test_paces_by_number_are_counted_from_0_unless_the_file_names_a_fifth(paces: tuple[int, int], names: list[str]) -> None:
    workout = read("".join(f'<SteadyState Duration="65" Power="0.95" pace="{pace}"/>' for pace in paces), head=RUN)
    assert [s["targets"][0]["name"] for s in workout.steps] == names
    assert [s["targets"][0]["unit"] for s in workout.steps] == ["named", "named"]
    assert codes(workout) == ["pace-assumed"]


def test_a_threshold_pace_of_the_file_wins_over_paces_by_number() -> None:
    workout = read('<SteadyState Duration="65" Power="0.8" pace="2"/>', head=RUN + "<thresholdSecPerKm>240</thresholdSecPerKm>")
    share, pace = workout.steps[0]["targets"]
    assert (share["unit"], share["low"]) == ("pct_threshold_pace", 80)
    assert (pace["unit"], pace["low"], pace["role"]) == ("s_per_km", 300, "secondary")
    assert codes(workout) == []


def test_what_is_over_ten_was_written_in_percent() -> None:
    assert power(step('<SteadyState Duration="300" Power="75"/>')) == (75, 75)


def test_unknown_elements_are_told_and_the_rest_is_read() -> None:
    workout = read('<Hover Duration="300"/><SteadyState Duration="300" Power="0.7"/>')
    assert (len(workout.steps), workout.complete, codes(workout)) == (1, False, ["unknown-element"])


def test_what_nobody_asks_for_is_kept() -> None:
    assert read("<RestDay/>", head="<author>A. Coach</author><ftpOverride>250</ftpOverride>").extensions == {
        "zwo": {"author": "A. Coach", "ftpoverride": "250"}
    }


@pytest.mark.parametrize(
    ("content", "code", "pointer"),
    [
        ("<workout_file><workout><SteadyState Power='0.7'/></workout></workout_file>", "missing", "SteadyState 1"),
        ("<workout_file><workout><SteadyState Duration='long'/></workout></workout_file>", "wrong-type", "SteadyState 1, duration"),
        ("<workout_file><workout><SteadyState Duration='nan'/></workout></workout_file>", "wrong-type", "SteadyState 1, duration"),
        ("<workout_file><workout><SteadyState Duration='-5'/></workout></workout_file>", "wrong-type", "SteadyState 1, duration"),
        ("<workout_file></workout_file>", "missing", ""),
        ("<plan></plan>", "unknown-format", ""),
        ("<workout_file><workout>", "broken-xml", "line 1, column 24"),
    ],
)
def test_what_cannot_be_read_is_named(content: str, code: str, pointer: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_zwo(content.encode(), name="a.zwo")
    assert [(f.code, f.pointer) for f in caught.value.findings] == [(code, pointer)]


def test_a_file_without_a_declaration_or_in_utf_16_is_read() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><workout_file><name>Größe</name><workout><RestDay/></workout></workout_file>'
    assert read_zwo(text.encode("utf-16"), name="a.zwo").title == "Größe"
    assert read_zwo(text.partition("?>")[2].encode(), name="a.zwo").title == "Größe"
