from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from service.errors import BadInput
from service.formats.downloads.folder import LEFT_OUT
from service.formats.downloads.zwo import write
from tests.formats.downloads.given import a_document, a_workout, aim, going, lasting, repeat, unzipped
from tests.support.plain import Json, only_finding, plain_session

ATHLETE = {"thresholds": [{"sport": "bike", "ftp_w": 250}, {"sport": "run", "threshold_pace_s_per_km": 240}]}


def file_of(*steps: Json, athlete: Json = ATHLETE, **fields: Any) -> Element:
    session = a_workout(*steps, **{"sport": "bike", **fields})
    (content,) = unzipped(write(a_document(session, athlete=athlete))).values()
    root: Element = fromstring(content.decode())
    return root


def elements(*steps: Json, **fields: Any) -> list[tuple[str, dict[str, str]]]:
    body = file_of(*steps, **fields).find("workout")
    assert body is not None
    return [(each.tag, dict(each.attrib)) for each in body]


def texts(*steps: Json, **fields: Any) -> list[dict[str, str]]:
    return [dict(each.attrib) for each in file_of(*steps, **fields).iter("textevent")]


@pytest.mark.parametrize(
    ("step", "tag", "attributes"),
    [
        (lasting(600, aim("power", "pct_ftp", 90)), "SteadyState", {"Duration": "600", "Power": "0.9"}),
        (lasting(600, aim("power", "w", 200, 225)), "SteadyState", {"Duration": "600", "PowerLow": "0.8", "PowerHigh": "0.9"}),
        (lasting(600, aim("power", "pct_ftp", 50, 75, ramp=True), step_class="warmup"), "Warmup",
         {"Duration": "600", "PowerLow": "0.5", "PowerHigh": "0.75"}),
        (lasting(600, aim("power", "pct_ftp", 75, 50, ramp=True), step_class="cooldown"), "Cooldown",
         {"Duration": "600", "PowerLow": "0.75", "PowerHigh": "0.5"}),
        (lasting(600, aim("power", "pct_ftp", 60, 100, ramp=True)), "Ramp", {"Duration": "600", "PowerLow": "0.6", "PowerHigh": "1"}),
        (lasting(600, aim("power", "pct_ftp", 50, 60), step_class="warmup"), "Warmup",
         {"Duration": "600", "PowerLow": "0.55", "PowerHigh": "0.55"}),
        (lasting(600), "FreeRide", {"Duration": "600", "FlatRoad": "1"}),
        (lasting(600, aim("power", "pct_ftp", 90), aim("cadence", "rpm", 90)), "SteadyState",
         {"Duration": "600", "Power": "0.9", "Cadence": "90"}),
        (lasting(600, aim("power", "pct_ftp", 90), aim("cadence", "rpm", 85, 95)), "SteadyState",
         {"Duration": "600", "Power": "0.9", "CadenceLow": "85", "CadenceHigh": "95"}),
    ],
)  # fmt: skip
def test_each_step_becomes_the_element_that_says_the_same(step: Json, tag: str, attributes: dict[str, str]) -> None:
    assert elements(step) == [(tag, attributes)]


def test_steps_that_take_turns_become_the_repeat_of_the_format() -> None:
    on, off = lasting(480, aim("power", "w", 240, 260), aim("cadence", "rpm", 90)), lasting(240, aim("power", "pct_ftp", 50))
    attributes = {"Repeat": "3", "OnDuration": "480", "OnPower": "1", "OffDuration": "240", "OffPower": "0.5", "Cadence": "90"}
    assert elements(repeat(3, on, off)) == [("IntervalsT", attributes)]


def test_other_repeats_are_written_out() -> None:
    three = [lasting(60, aim("power", "pct_ftp", share)) for share in (90, 100, 50)]
    assert [tag for tag, _ in elements(repeat(4, *three))] == ["SteadyState"] * 12
    free = [lasting(60, aim("power", "pct_ftp", 90)), lasting(60)]
    assert [tag for tag, _ in elements(repeat(2, *free))] == ["SteadyState", "FreeRide"] * 2


def test_what_has_no_share_of_threshold_appears_as_text() -> None:
    step = lasting(600, aim("hr", "zone", 2), aim("rpe", "rpe", 3), name="Calm", cues=[{"at_s": 60, "text": "breathe"}])
    assert elements(step)[0][0] == "FreeRide"
    assert texts(step) == [
        {"timeoffset": "0", "message": "Calm; heart rate zone 2; RPE 3"}, {"timeoffset": "60", "message": "breathe"},
    ]  # fmt: skip


def test_watts_without_an_ftp_are_told_and_not_guessed() -> None:
    step = lasting(600, aim("power", "w", 200))
    assert elements(step, athlete={})[0][0] == "FreeRide"
    assert texts(step, athlete={}) == [{"timeoffset": "0", "message": "power 200 W"}]


def test_a_run_counts_as_a_share_of_the_threshold_pace() -> None:
    root = file_of(lasting(600, aim("pace", "s_per_km", 240, 300)), sport="run")
    assert [root.findtext(name) for name in ("sportType", "durationType", "thresholdSecPerKm")] == ["run", "time", "240"]
    assert elements(lasting(600, aim("pace", "s_per_km", 240, 300)), sport="run") == [
        ("SteadyState", {"Duration": "600", "PowerLow": "0.8", "PowerHigh": "1"}),
    ]  # fmt: skip


def test_a_run_of_distances_counts_in_metres_and_a_mixed_one_in_seconds() -> None:
    paced = going(1000, aim("pace", "s_per_km", 240), cues=[{"at_m": 500, "text": "half"}])
    assert file_of(paced, sport="run").findtext("durationType") == "distance"
    assert elements(paced, sport="run")[0][1]["Duration"] == "1000"
    assert texts(paced, sport="run") == [{"distoffset": "500", "message": "half"}]
    assert [each["Duration"] for _, each in elements(paced, lasting(60), sport="run")] == ["240", "60"]


@pytest.mark.parametrize(
    ("session", "reason"),
    [
        (plain_session(sport="swim", planned={"duration_s": 60}), "neither a ride nor a run"),
        (plain_session(planned={"duration_s": 60}), "no threshold pace"),
        (plain_session(sport="bike"), "neither steps nor a duration"),
        (a_workout({"end": {"type": "open"}}, sport="bike"), "open end"),
        (a_workout(going(1000, aim("power", "pct_ftp", 90)), sport="bike"), "ends by distance"),
        (a_workout({"type": "repeat", "until": {"hr_above": 170}, "steps": [lasting(60)]}, sport="bike"), "not a number of times"),
    ],
)
def test_what_the_format_cannot_tell_is_left_out_with_the_reason(session: Json, reason: str) -> None:
    ride = plain_session("2026-03-20", "ride", sport="bike", planned={"duration_s": 3600})
    files = unzipped(write(a_document(session, ride)))
    assert list(files) == ["2026-03-20_1_easy.zwo", LEFT_OUT]
    assert reason in files[LEFT_OUT].decode()
    with pytest.raises(BadInput) as caught:
        write(a_document(session))
    assert reason in only_finding(caught.value).detail


def test_any_text_is_only_text() -> None:
    title = '</name><workout>&"é'
    root = file_of(lasting(60, name="<b>&"), title=title, description="a\n\n<c>", tags=["x & y"])
    assert (root.findtext("name"), root.findtext("description")) == (title, "a\n\n<c>")
    assert [tag.get("name") for tag in root.iter("tag")] == ["x & y"]
