"""Well-formed files with values that nobody expects."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import quoteattr

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from service.formats.calendar.reader import CALENDAR
from service.formats.intervals.reader import EVENTS
from service.formats.workout_files.single import ZWO
from service.formats.yaml_file import YAML
from tests.formats.test_hostile_uploads import plan_or_refusal
from tests.support.calendars import calendar

NUMBERS = st.sampled_from(["0", "-1", "1e309", "nan", "86400", "86401", "1", "0.75", "1,5", "999999999999", "", "x", "75%"])
WORDS = st.sampled_from(
    ["Easy run 40 min", "🏃 Run • 5km • 30m", "1:30 - Ride", "Rest", "", "•", "6 x 800 m", "400 km run", "\\, \\n", "99:59 - x", "x" * 400]
)
STAMPS = st.sampled_from(
    ["20260304", "20260304T080000", "20260304T080000Z", "99991231", "00010101T000000Z", "20261345", "2026", "", "soon", "20260304T250000"]
)
RULES = st.sampled_from(
    [
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;UNTIL=19000101",
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=-1;COUNT=2",
        "X",
        "COUNT=3",
    ]
)
TIMES = ("DTSTART", "DTSTART;VALUE=DATE", "DTEND", "DTEND;VALUE=DATE", "RECURRENCE-ID", "EXDATE", "DTSTART;TZID=Nowhere/Else")
TEXTS = ("SUMMARY", "DESCRIPTION", "UID", "CATEGORIES", "STATUS", "X-ADJUSTER-KIND", "X-ADJUSTER-SPORT")
AMOUNTS = ("SEQUENCE", "X-WORKOUT-ESTIMATED-DURATION", "X-ADJUSTER-DURATION-S", "X-ADJUSTER-GROUP-INDEX", "DURATION")
PROPERTIES = st.one_of(
    st.tuples(st.sampled_from(TIMES), STAMPS),
    st.tuples(st.sampled_from(TEXTS), WORDS),
    st.tuples(st.sampled_from(AMOUNTS), NUMBERS),
    st.tuples(st.just("RRULE"), RULES),
)
ELEMENTS = st.sampled_from(
    ["SteadyState", "Warmup", "Cooldown", "Ramp", "IntervalsT", "FreeRide", "MaxEffort", "RestDay", "textevent", "x"]
)
ATTRIBUTES = st.sampled_from(
    ["Duration", "Power", "PowerLow", "PowerHigh", "Repeat", "OnDuration", "OffDuration", "OnPower", "pace", "Cadence", "ftptest"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
EVENT_KEYS = (
    "category",
    "type",
    "name",
    "description",
    "moving_time",
    "distance",
    "icu_training_load",
    "tags",
    "target",
    "id",
    "load_target",
    "indoor",
)


@given(st.lists(st.lists(PROPERTIES, max_size=8), max_size=4))
def test_a_calendar_of_odd_properties_is_a_plan_or_refused(events: list[list[tuple[str, str]]]) -> None:
    content = calendar(*("\n".join(f"{key}:{value}" for key, value in lines) for lines in events))
    plan_or_refusal(lambda: CALENDAR.read(content, name="upload"))


@given(
    st.lists(st.tuples(ELEMENTS, st.dictionaries(ATTRIBUTES, NUMBERS, max_size=6)), max_size=6),
    st.sampled_from(["bike", "run", "swim", ""]),
)
def test_a_workout_of_odd_attributes_is_a_plan_or_refused(elements: list[tuple[str, dict[str, str]]], sport: str) -> None:
    body = "".join(f"<{tag} {' '.join(f'{key}={quoteattr(value)}' for key, value in written.items())}/>" for tag, written in elements)
    content = f"<workout_file><sportType>{sport}</sportType><workout>{body}</workout></workout_file>".encode()
    plan_or_refusal(lambda: ZWO.read(content, name="upload"))


@given(
    st.lists(st.dictionaries(st.sampled_from(EVENT_KEYS), JSON, max_size=8), min_size=1, max_size=4),
    st.sampled_from(["2026-03-04", "2026-03-04T09:00", "9999-12-31"]),
)
def test_events_of_odd_values_are_a_plan_or_refused(events: list[dict[str, Any]], day: str) -> None:
    content = json.dumps([{"start_date_local": day, **event} for event in events]).encode()
    plan_or_refusal(lambda: EVENTS.read(content, name="upload"))


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "description", "distance", "tags"]), JSON, max_size=4), min_size=7, max_size=7), JSON
)
@settings(max_examples=60)
def test_a_schedule_of_odd_values_is_a_plan_or_refused(days: list[dict[str, Any]], name: Any) -> None:
    content = yaml.safe_dump({"name": name, "units": "km", "schedule": [{"workouts": days}]}, allow_unicode=True)
    plan_or_refusal(lambda: YAML.read(content.encode("utf-8", "surrogatepass"), name="upload"))


@given(st.lists(JSON | st.dictionaries(st.sampled_from(["power", "duration", "distance", "type"]), JSON, max_size=4), max_size=5))
@settings(max_examples=60)
def test_steps_of_odd_values_are_a_plan_or_refused(steps: list[Any]) -> None:
    content = yaml.safe_dump({"name": "x", "steps": steps}, allow_unicode=True)
    plan_or_refusal(lambda: YAML.read(content.encode("utf-8", "surrogatepass"), name="upload"))
