"""What a format carries comes back out of it: `parse(write(plan)) == project(plan, format)`."""

from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from service.documents.display_units import units_of
from service.documents.plan import plan_document
from service.domain.session import Sport
from service.formats import read_plan_file, write_plan_file
from tests.formats.downloads.given import aim, repeat
from tests.support.plain import FULL_PLAN, Json, plain_plan
from tests.support.projection import project, told
from tests.support.samples import PLANS

NO_SHRINKING = [Phase.explicit, Phase.generate]
"""A smaller plan is no easier to read, and minutes are lost on the way to it."""
OFTEN = settings(max_examples=25, deadline=None, derandomize=True, phases=NO_SHRINKING)
SELDOM = settings(max_examples=3, deadline=None, derandomize=True, phases=NO_SHRINKING)
"""For readers that start a process of their own."""


def back(plan: Json, format_name: str) -> Json:
    """The plan written and read again, as plain JSON."""
    read: Json = read_plan_file(write_plan_file(plan_document(plan), format_name), name="plan").model_dump(mode="json")
    return read


words = st.text(st.characters(codec="utf-8", categories=["L", "Zs", "P", "S"]), max_size=20).map(lambda text: " ".join(text.split()))
names = st.text(st.characters(codec="utf-8", categories=["L"]), min_size=1, max_size=12)
seconds = st.integers(1, 600)
power = st.builds(lambda low, more: aim("power", "pct_ftp", low, low + more), st.integers(40, 120), st.integers(0, 20))
ramp = st.builds(lambda start, end: aim("power", "pct_ftp", start, end, ramp=True), st.integers(40, 80), st.integers(81, 140))
watts = st.builds(lambda low, more: aim("power", "w", low, low + more), st.integers(50, 500), st.integers(0, 50))
beats = st.builds(lambda low, more: aim("hr", "bpm", low, low + more), st.integers(90, 180), st.integers(0, 20))
share = st.builds(lambda low, more: aim("hr", "pct_max_hr", low, low + more), st.integers(50, 85), st.integers(0, 10))
heart_zone = st.builds(lambda number: aim("hr", "zone", number), st.integers(1, 5))
pace = st.builds(lambda low, more: aim("pace", "s_per_km", low, low + more), st.integers(150, 500), st.integers(0, 30))
cadence = st.builds(lambda low, more: aim("cadence", "rpm", low, low + more), st.integers(60, 100), st.integers(0, 10))
effort = st.builds(lambda low: aim("rpe", "rpe", low), st.integers(1, 10))


def ends(*, metres: bool) -> st.SearchStrategy[Json]:
    timed = st.builds(lambda value: {"type": "time", "s": value}, seconds)
    far = st.builds(lambda value: {"type": "distance", "m": value}, st.integers(1, 3_000))
    return timed | far | st.just({"type": "open"}) if metres else timed


def steps(targets: st.SearchStrategy[list[Json]], classes: list[str], *, metres: bool) -> st.SearchStrategy[list[Json]]:
    """Single steps and repeats of them, as a writer of workouts may meet them."""
    single = st.fixed_dictionaries({"class": st.sampled_from(classes), "end": ends(metres=metres), "targets": targets})
    several = st.builds(lambda count, inner: repeat(count, *inner), st.integers(2, 9), st.lists(single, min_size=1, max_size=3))
    return st.lists(single | several, min_size=1, max_size=4)


def one_or_two(first: st.SearchStrategy[Json]) -> st.SearchStrategy[list[Json]]:
    return st.lists(first, max_size=1) | st.tuples(first, cadence).map(list)


ALL_CLASSES = ["warmup", "active", "interval", "recovery", "rest", "cooldown", "other"]
NOTATION = steps(one_or_two(power | watts | share | heart_zone | pace), ALL_CLASSES, metres=True)
DEVICE = steps(one_or_two(power | watts | beats | share | heart_zone), ALL_CLASSES, metres=True)
TRAINER = steps(st.lists(power | ramp, max_size=1) | st.tuples(power, cadence).map(list), ["warmup", "active", "cooldown"], metres=False)


def sessions(workouts: st.SearchStrategy[list[Json]], **fixed: Any) -> st.SearchStrategy[list[Json]]:
    optional = {
        "title": words, "description": words, "hard": st.booleans(), "part_of_day": st.sampled_from(["am", "evening"]),
        "start_time": st.sampled_from(["06:30", "18:00"]), "order_in_day": st.integers(0, 3),
        "priority": st.sampled_from(["key", "optional"]),
        "locked": st.sampled_from(["none", "date", "all"]), "status": st.sampled_from(["planned", "cancelled", "suspended"]),
        "key_rank": st.integers(1, 9), "optional": st.booleans(), "group_session": st.booleans(), "phase_id": st.just("p1"),
        "rpe": st.integers(1, 10) | st.just({"low": 6, "high": 8}), "coach_notes": words, "tags": st.just(["track"]),
        "group": st.just({"id": "g", "kind": "double", "index": 1}), "reduced": st.just({"duration_s": 1200}),
        "planned": st.fixed_dictionaries({}, optional={
            "duration_s": seconds | st.just({"low": 600, "high": 1200}), "distance_m": st.integers(1, 99_999),
            "load": st.fixed_dictionaries({"value": st.integers(0, 900)}, optional={"unit": st.sampled_from(["tss", "rpe_min"])})}),
        "structure": workouts.map(lambda made: {"steps": made}),
    }  # fmt: skip
    needed = {
        "id": st.integers(0, 10**6).map("s-{}".format), "date": st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str),
        "sport": st.sampled_from(["run", "bike", "swim", "strength"]), "kind": st.sampled_from(["easy", "tempo", "interval", "long"]),
    }  # fmt: skip
    return st.lists(st.fixed_dictionaries(needed, optional=optional), min_size=1, max_size=4, unique_by=lambda each: each["id"])


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics"])
def test_a_plan_with_every_field_keeps_what_the_format_carries(name: str) -> None:
    assert told(back(FULL_PLAN, name)) == project(FULL_PLAN, name)


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics"])
@pytest.mark.parametrize("sample", ["half-marathon-km.json", "olympic-triathlon.json", "masters-strength.json"])
def test_sample_plans_keep_what_the_format_carries(sample: str, name: str) -> None:
    plan = read_plan_file((PLANS / sample).read_bytes()).model_dump(mode="json")
    assert told(back(plan, name)) == project(plan, name)


@OFTEN
@given(sessions(NOTATION))
def test_json_loses_nothing(made: list[Json]) -> None:
    plan = plain_plan(*made)
    assert back(plan, "json") == project(plan, "json")


@OFTEN
@given(sessions(NOTATION))
def test_the_long_table_gives_back_what_it_carries(made: list[Json]) -> None:
    plan = plain_plan(*made)
    assert told(back(plan, "csv")) == project(plan, "csv")


@OFTEN
@given(sessions(NOTATION))
def test_a_calendar_gives_back_what_it_carries(made: list[Json]) -> None:
    plan = plain_plan(*made)
    assert told(back(plan, "ics")) == project(plan, "ics")


@SELDOM
@given(sessions(NOTATION))
def test_a_workbook_gives_back_what_it_carries(made: list[Json]) -> None:
    plan = plain_plan(*made)
    assert told(back(plan, "xlsx")) == project(plan, "xlsx")


UNITS = {"run": "mi", "bike": "km", "swim": "yd"}


@pytest.mark.parametrize("name", ["csv", "ics"])
@OFTEN
@given(made=sessions(NOTATION), units=st.sampled_from([UNITS, {"run": "mi"}, {"swim": "m"}]))
def test_a_plan_in_other_units_keeps_its_metres_and_its_units(name: str, made: list[Json], units: Json) -> None:
    plan = plain_plan(*(without_steps(session) for session in made), display_units=units)
    read = told(back(plan, name))
    assert shown(read) == shown(plan)
    assert {**read, "display_units": None} == {**project(plan, name), "display_units": None}


def without_steps(session: Json) -> Json:
    """Paces of steps come back in whole seconds of the unit that they are shown in."""
    return {key: value for key, value in session.items() if key != "structure"}


def shown(plan: Json) -> dict[str, str]:
    """The unit of each sport that has a distance."""
    units = units_of(plan_document(plan))
    far = [session for session in plan["sessions"] if (session.get("planned") or {}).get("distance_m") is not None]
    return {session["sport"]: units.of(Sport(session["sport"])).value for session in far}


def workouts(steps: st.SearchStrategy[list[Json]], sports: list[str]) -> st.SearchStrategy[list[Json]]:
    """One session a day, so that their order is that of the files."""
    one = st.fixed_dictionaries(
        {
            "sport": st.sampled_from(sports),
            "kind": st.just("interval"),
            "title": names,
            "structure": steps.map(lambda made: {"steps": made}),
        },
        optional={"description": words, "tags": st.just(["track"]), "priority": st.just("key")},
    )
    return st.lists(one, min_size=3, max_size=6).map(
        lambda made: [{"id": f"s-{n}", "date": f"2026-03-{n + 1:02}", **each} for n, each in enumerate(made)]
    )


def kept(plan: Json, keys: tuple[str, ...]) -> Json:
    """What a folder of workouts tells of each session; a reader adds kinds and amounts that it reads from the steps."""
    return {"sessions": [_only(session, keys) for session in plan["sessions"]]}


def _only(session: Json, keys: tuple[str, ...]) -> Json:
    made = {key: session[key] for key in keys if session.get(key) not in (None, "", [])}
    return {**made, "structure": {"steps": [_wordless(step) for step in session["structure"]["steps"]]}}


def _wordless(step: Json) -> Json:
    """Targets without a field come back as words beside the step."""
    if step["type"] == "repeat":
        return {**step, "steps": [_wordless(inner) for inner in step["steps"]]}
    return {key: value for key, value in step.items() if key not in ("notes", "cues")}


@SELDOM
@given(workouts(DEVICE, ["run", "bike"]))
def test_a_folder_of_fit_workouts_gives_back_what_it_carries(made: list[Json]) -> None:
    plan = plain_plan(*made)
    assert kept(back(plan, "fit"), ("date", "sport", "title", "description")) == project(plan, "fit")


@OFTEN
@given(workouts(TRAINER, ["bike"]))
def test_a_folder_of_zwo_workouts_gives_back_what_it_carries(made: list[Json]) -> None:
    plan = plain_plan(*made)
    assert kept(back(plan, "zwo"), ("date", "sport", "title", "description", "tags")) == project(plan, "zwo")


@OFTEN
@given(workouts(NOTATION, ["run", "bike"]))
def test_the_events_of_a_platform_give_back_what_they_carry(made: list[Json]) -> None:
    plan = plain_plan(*({**each, "description": None} for each in made))
    assert kept(back(plan, "intervals"), ("date", "sport", "title", "priority")) == project(plan, "intervals")
