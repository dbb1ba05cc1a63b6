from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import fitdecode
import pytest

from service.errors import BadInput
from service.formats.downloads.fit import write
from service.formats.downloads.folder import LEFT_OUT
from tests.formats.downloads.given import a_document, a_workout, aim, going, lasting, repeat, unzipped
from tests.support.plain import FULL_SESSION, Json, only_finding, plain_session

THRESHOLDS = {"thresholds": [
    {"sport": "run", "threshold_pace_s_per_km": 250, "lthr_bpm": 170},
    {"sport": "run", "valid_from": "2026-03-06", "threshold_pace_s_per_km": 200},
    {"sport": "swim", "threshold_pace_s_per_100m": 100},
]}  # fmt: skip
Message = Mapping[str, Any]


def decoded(content: bytes) -> list[tuple[str, Message]]:
    """The messages as another library than the one that wrote them reads them."""
    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        frames = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    return [(frame.name, {each.name: each.value for each in frame.fields if each.value is not None}) for frame in frames]


def messages(*sessions: Json, name: str) -> list[Message]:
    files = unzipped(write(a_document(*sessions, athlete=THRESHOLDS)))
    return [fields for content in files.values() for kind, fields in decoded(content) if kind == name]


def steps(*written: Json, **fields: Any) -> list[Message]:
    return messages(a_workout(*written, **fields), name="workout_step")


def target(written: Json, **fields: Any) -> Message:
    (made,) = steps(lasting(60, written), **fields)
    kept = ("target_type", "target_hr_zone", "target_power_zone", "target_speed_zone", "notes")
    return {key: value for key, value in made.items() if key in kept or key.startswith("custom")}


def test_a_file_is_named_after_its_day_its_place_in_the_day_and_its_title() -> None:
    sessions = [
        plain_session("2026-03-06", "c", title="Überholspur: 3 × 8'", planned={"duration_s": 60}),
        plain_session("2026-03-05", "b", title="Ελαφρύ", start_time="18:00", kind="race_pace", planned={"duration_s": 60}),
        plain_session("2026-03-05", "a", start_time="06:30", planned={"duration_s": 60}),
    ]
    files = unzipped(write(a_document(*sessions)))
    assert list(files) == ["2026-03-05_1_easy.fit", "2026-03-05_2_race-pace.fit", "2026-03-06_1_uberholspur-3-8.fit"]


def test_the_head_says_what_the_workout_is() -> None:
    session = plain_session(
        title="Long " + "ö" * 100, description="steady", planned={"duration_s": 60}, updated_at="2026-03-01T18:00:00+01:00"
    )
    (head,), (file_id,) = messages(session, name="workout"), messages(session, name="file_id")
    assert (head["sport"], head["num_valid_steps"], head["wkt_description"]) == ("running", 1, "steady")
    assert head["wkt_name"] == "Long " + "ö" * 37, "cut between two letters, not inside one"
    assert (file_id["type"], file_id["time_created"]) == ("workout", datetime(2026, 3, 1, 17, tzinfo=UTC))


def test_no_two_files_are_the_same_one_to_a_device() -> None:
    sessions = [plain_session(id=f"s-{n}", planned={"duration_s": 60}) for n in range(5)]
    assert len({made["serial_number"] for made in messages(*sessions, name="file_id")}) == 5


@pytest.mark.parametrize(
    ("sport", "word", "sub_word"),
    [("run", "running", "generic"), ("bike", "cycling", "generic"), ("ski", "cross_country_skiing", "generic"),
     ("strength", "training", "strength_training"), ("mobility", "training", "flexibility_training"), ("other", "generic", "generic")],
)  # fmt: skip
def test_each_sport_has_its_word(sport: str, word: str, sub_word: str) -> None:
    (head,) = messages(plain_session(sport=sport, planned={"duration_s": 60}), name="workout")
    assert (head["sport"], head["sub_sport"]) == (word, sub_word)


@pytest.mark.parametrize(
    ("end", "read"),
    [
        ({"type": "time", "s": 90.5}, {"duration_type": "time", "duration_time": 90.5}),
        ({"type": "distance", "m": 1609.34}, {"duration_type": "distance", "duration_distance": 1609.34}),
        ({"type": "open"}, {"duration_type": "open"}),
        ({"type": "kj", "value": 300}, {"duration_type": "open"}),
        ({"type": "calories", "value": 250}, {"duration_type": "calories", "duration_calories": 250}),
        ({"type": "reps", "value": 12}, {"duration_type": "reps", "duration_reps": 12}),
        ({"type": "hr_below", "value": 120}, {"duration_type": "hr_less_than", "duration_hr": 220}),
        ({"type": "power_above", "value": 250}, {"duration_type": "power_greater_than", "duration_power": 1250}),
    ],
)
def test_each_end_is_read_as_it_was_meant(end: Json, read: Message) -> None:
    (made,) = steps({"end": end})
    assert {key: value for key, value in made.items() if key.startswith("duration")} == {
        key: getattr(value, "value", value) for key, value in read.items()
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (aim("power", "w", 240, 260), {"target_type": "power", "custom_target_power_low": 1240, "custom_target_power_high": 1260}),
        (aim("power", "pct_ftp", 95), {"target_type": "power", "custom_target_power_low": 95, "custom_target_power_high": 95}),
        (aim("hr", "bpm", 150, 160), {
            "target_type": "heart_rate", "custom_target_heart_rate_low": 250, "custom_target_heart_rate_high": 260}),
        (aim("hr", "pct_max_hr", 70, 80), {
            "target_type": "heart_rate", "custom_target_heart_rate_low": 70, "custom_target_heart_rate_high": 80}),
        (aim("hr", "pct_lthr", 90), {
            "target_type": "heart_rate", "custom_target_heart_rate_low": 253, "custom_target_heart_rate_high": 253}),
        (aim("hr", "zone", 2), {"target_type": "heart_rate", "target_hr_zone": 2}),
        (aim("hr", "zone", 2, 3), {"target_type": "open", "notes": "heart rate zone 2-3"}),
        (aim("pace", "s_per_km", 240, 250), {"target_type": "speed", "custom_target_speed_low": 4.0, "custom_target_speed_high": 4.167}),
        (aim("pace", "s_per_100m", 80), {"target_type": "speed", "custom_target_speed_low": 1.25, "custom_target_speed_high": 1.25}),
        (aim("pace", "pct_threshold_pace", 80, 100), {
            "target_type": "speed", "custom_target_speed_low": 3.2, "custom_target_speed_high": 4.0}),
        (aim("rpe", "rpe", 7), {"target_type": "open", "notes": "RPE 7"}),
        ({"metric": "pace", "unit": "named", "name": "5k pace"}, {"target_type": "open", "notes": "5k pace"}),
    ],
)  # fmt: skip
def test_each_target_is_read_as_it_was_meant_or_told_in_words(written: Json, read: Message) -> None:
    made = {key: value for key, value in target(written).items() if not (key.endswith("_zone") and value == 0)}
    assert made == read


def test_a_share_of_a_threshold_that_nobody_stated_is_told_in_words() -> None:
    assert target(aim("hr", "pct_lthr", 90), sport="bike")["notes"] == "heart rate 90 % of threshold"


def test_thresholds_are_those_of_the_sport_and_the_day() -> None:
    share = aim("pace", "pct_threshold_pace", 100)
    assert [target(share, day=day)["custom_target_speed_low"] for day in ("2026-03-05", "2026-03-06")] == [4.0, 5.0]
    assert target(share, sport="swim")["custom_target_speed_low"] == 1.0


def test_a_second_target_stands_beside_the_first_and_a_third_in_the_notes() -> None:
    (made,) = steps(lasting(60, aim("power", "w", 250), aim("cadence", "rpm", 88, 92), aim("hr", "bpm", 150)), sport="bike")
    assert (made["secondary_target_type"], made["secondary_custom_target_cadence_low"]) == ("cadence", 88)
    assert (made["secondary_custom_target_cadence_high"], made["notes"]) == (92, "heart rate 150 bpm")


def test_a_repeat_stands_behind_its_steps_and_points_back() -> None:
    made = steps(lasting(60, step_class="warmup"), repeat(5, going(1000), lasting(120, step_class="recovery")), lasting(60))
    assert [each["intensity"] for each in made if "intensity" in each] == ["warmup", "active", "recovery", "active"]
    assert [each["message_index"] for each in made] == [0, 1, 2, 3, 4]
    assert (made[3]["duration_type"], made[3]["duration_step"], made[3]["repeat_steps"]) == ("repeat_until_steps_cmplt", 1, 5)


def test_a_repeat_inside_a_repeat_is_written_out() -> None:
    made = steps(repeat(2, repeat(4, lasting(30), lasting(30)), lasting(180)))
    assert [each["duration_step"] for each in made if "duration_step" in each] == [0, 4]
    assert [each["repeat_steps"] for each in made if "repeat_steps" in each] == [4, 4]


def test_a_repeat_until_something_is_reached_keeps_what() -> None:
    (_, made) = steps({"type": "repeat", "until": {"time_s": 600}, "steps": [lasting(30)]})
    assert (made["duration_type"], made["repeat_time"]) == ("repeat_until_time", 600.0)


def test_a_ramp_becomes_even_steps_of_the_same_length_in_all() -> None:
    made = steps(lasting(200, aim("power", "w", 100, 200, ramp=True)), sport="bike")
    assert [each["custom_target_power_low"] - 1000 for each in made] == [112, 138, 162, 188]
    assert sum(each["duration_time"] for each in made) == 200


def test_sets_of_a_strength_session_are_steps_that_end_with_their_repetitions() -> None:
    sets = [{"reps": {"low": 4, "high": 6}, "load_kg": 60, "rest_s": 90}, {"duration_s": 30}]
    made = messages(
        plain_session(sport="strength", kind="strength", strength={"exercises": [{"name": "Squat", "sets": sets}]}), name="workout_step"
    )
    assert [(each.get("wkt_step_name"), each.get("duration_reps"), each.get("duration_time"), each["intensity"]) for each in made] == [
        ("Squat", 6, None, "active"), (None, None, 90.0, "rest"), ("Squat", None, 30.0, "active"),
    ]  # fmt: skip
    assert made[0]["notes"] == "60 kg"


def test_a_session_without_steps_is_one_step_as_long_as_it_is() -> None:
    made = messages(
        plain_session(id="a", planned={"duration_s": 2700}), plain_session(id="b", planned={"distance_m": 8000}), name="workout_step"
    )
    assert [(each.get("duration_time"), each.get("duration_distance")) for each in made] == [(2700.0, None), (None, 8000.0)]


def test_steps_that_are_half_of_the_session_do_not_stand_for_it() -> None:
    session = plain_session(structure={"steps": [lasting(60)], "complete": False}, planned={"duration_s": 2700})
    assert [each["duration_time"] for each in messages(session, name="workout_step")] == [2700.0]


def test_what_is_left_out_is_named_with_the_reason() -> None:
    gone = [plain_session(id=status, status=status) for status in ("cancelled", "suspended", "skipped", "completed", "partial")]
    rest = plain_session(id="rest", sport="rest", kind="rest")
    files = unzipped(write(a_document(FULL_SESSION, plain_session(id="empty", title="Just run"), rest, *gone)))
    assert [name for name in files if name.endswith(".fit")] == ["2026-03-10_1_5-x-1-km.fit"]
    assert files[LEFT_OUT].decode() == "Thu 5 Mar, Just run (empty): has neither steps nor a duration nor a distance.\n"


def test_a_workout_with_more_steps_than_watches_take_is_there_and_named() -> None:
    files = unzipped(write(a_document(a_workout(*[lasting(60)] * 51))))
    assert list(files) == ["2026-03-05_1_easy.fit", LEFT_OUT]
    assert "51 steps" in files[LEFT_OUT].decode()


def test_a_plan_without_a_workout_is_refused_with_the_reason() -> None:
    with pytest.raises(BadInput) as caught:
        write(a_document(plain_session(), plain_session(id="b")))
    finding = only_finding(caught.value)
    assert (finding.pointer, finding.code) == ("/sessions", "nothing-to-write")
    assert finding.detail.count("neither steps nor a duration") == 1
