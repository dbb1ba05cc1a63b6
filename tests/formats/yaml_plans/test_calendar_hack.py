"""calendar-hack schedules."""

from __future__ import annotations

from datetime import date

import pytest

from service.documents.plan import PlanDocument
from service.domain.session import Kind, Sport
from service.errors import BadInput
from service.formats.base import ReadOptions
from service.formats.drafting import draft
from service.formats.yaml_file import YAML
from tests.support.samples import PLANS


def schedule(*titles: str, units: str = "mi", more: str = "") -> bytes:
    """One week whose last days have these titles."""
    week = [*["title: Rest"] * (7 - len(titles)), *titles]
    lines = "".join(f"      - {title}\n" for title in week)
    return f"name: Plan\nunits: {units}\n{more}schedule:\n  - workouts:\n{lines}".encode()


def read(content: bytes) -> PlanDocument:
    return YAML.read(content, name="plan.yaml", options=ReadOptions(timezone="Europe/Vienna"))


def last(content: bytes) -> tuple[str | None, Kind, float | None]:
    session = read(content).sessions[-1]
    distance = session.planned.distance_m if session.planned else None
    return session.title, session.kind, None if distance is None else distance.value


def test_days_are_counted_and_no_date_is_made_up() -> None:
    plan = read((PLANS / "uploads" / "first-half-marathon.yaml").read_bytes())
    assert [s.day_index for s in plan.sessions] == list(range(21))
    assert all(s.date is None for s in plan.sessions)
    assert plan.notes is not None
    assert [(n.scope, n.text) for n in plan.notes] == [("week 1", "Last full week"), ("week 2", "Ease off"), ("week 3", "Race week")]


def test_the_race_is_on_the_last_day() -> None:
    options = ReadOptions(timezone="Europe/Vienna", race_day=date(2026, 5, 17))
    made = draft((PLANS / "uploads" / "first-half-marathon.yaml").read_bytes(), name="plan.yaml", options=options).document
    assert made is not None
    assert (made.sessions[-1].kind, made.sessions[-1].date, made.sessions[0].date) == (Kind.RACE, date(2026, 5, 17), date(2026, 4, 27))


@pytest.mark.parametrize(
    ("units", "title", "expected"),
    [
        ("mi", "{6} easy", ("6 mi easy", Kind.EASY, 9656)),
        ("km", "{6} easy", ("6 km easy", Kind.EASY, 6000)),
        ("mi", "{5:8} tempo", ("5 mi tempo", Kind.TEMPO, 8047)),
        ("km", "{5:8} tempo", ("8 km tempo", Kind.TEMPO, 8000)),
        ("km", "{3.2:5.1} easy", ("5.1 km easy", Kind.EASY, 5100)),
    ],
)
def test_braces_hold_amounts_in_the_unit_of_the_plan(units: str, title: str, expected: tuple[str, Kind, float]) -> None:
    made = last(schedule(f'title: "{title}"', units=units))
    assert made[:2] == expected[:2]
    assert made[2] == pytest.approx(expected[2], abs=1)


def test_a_unit_that_is_not_stated_is_assumed_and_asked_for() -> None:
    content = schedule('title: "{6} easy"').replace(b"units: mi\n", b"")
    made = draft(content, name="plan.yaml")
    assert [(q.code, q.assumed) for q in made.questions] == [("undated", None), ("unit-open", "mi")]
    answered = YAML.read(content, name="plan.yaml", options=ReadOptions(timezone="Europe/Vienna", unit="km"))
    assert answered.sessions[-1].title == "6 km easy"
    assert answered.warnings == ()


def test_a_range_in_braces_keeps_both_ends() -> None:
    planned = read(schedule('title: "Long run {4-6}"', units="km")).sessions[-1].planned
    assert planned is not None
    assert planned.distance_m is not None
    assert (planned.distance_m.low, planned.distance_m.high) == (4000, 6000)


def test_a_distance_of_its_own_wins() -> None:
    planned = read(schedule('{title: "{4-6} easy", distance: [4, 5]}', units="km")).sessions[-1].planned
    assert planned is not None
    assert planned.distance_m is not None
    assert (planned.distance_m.low, planned.distance_m.high, planned.distance_m.as_written) == (4000, 5000, "4-5 km")


@pytest.mark.parametrize("title", ["title:", "title: Off", "title: ''", "title: Rest", "{}"])
def test_an_empty_title_is_rest_and_off_is_no_false(title: str) -> None:
    session = read(schedule(title)).sessions[-1]
    assert (session.sport, session.kind, session.planned) == (Sport.REST, Kind.REST, None)
    assert session.title in ("Rest", "Off")


def test_a_week_is_seven_days() -> None:
    content = schedule("title: Run").replace(b"      - title: Run\n", b"")
    with pytest.raises(BadInput) as caught:
        read(content)
    assert [(f.pointer, f.code) for f in caught.value.findings] == [("week 1", "not-a-week")]


@pytest.mark.parametrize(
    "content", [b"schedule: []\n", b"schedule:\n  - 3\n", b"schedule:\n  - workouts: 7\n", b"name: x\n", b"3\n", b"schedule: x\n"]
)
def test_other_yaml_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"plan\.yaml"):
        read(content)


def test_days_that_are_no_workouts_are_named() -> None:
    with pytest.raises(BadInput) as caught:
        read(schedule("just words"))
    assert [(f.pointer, f.code) for f in caught.value.findings] == [("week 1, Sunday", "wrong-type")]


def test_the_coachs_own_words_for_hard_count() -> None:
    options = ReadOptions(timezone="Europe/Vienna", hard_words=("brutal",))
    made = YAML.read(schedule("title: Brutal Sunday 10 km"), name="plan.yaml", options=options)
    assert made.sessions[-1].hard is True


def test_tags_are_kept() -> None:
    assert read(schedule("{title: Tempo run, tags: [Quality, 7]}")).sessions[-1].tags == ["Quality", "7"]
