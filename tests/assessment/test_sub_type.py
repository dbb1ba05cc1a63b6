"""The likely cause within P2, and why poorly fuelled legs are given time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.assessment.memory import Memory
from service.assessment.sub_type import fuel_patience, sub_type
from service.assessment.verdict import Judgement
from service.domain.assessment import Confidence, Tag, TagName
from service.domain.history import read_timeline
from service.domain.report import Timing
from service.domain.report_class import ReportClass
from tests.assessment.asking import evening, march, seen, whole
from tests.support.builders import POLICY, ZONE, a_plan, a_session

FUEL = Tag(TagName.FUEL, Confidence.NORMAL, ("S1-22",))
PACING = Tag(TagName.PACING, Confidence.NORMAL, ("S2-55",))
HEAT = Tag(TagName.HEAT, Confidence.NORMAL, ("S2-83",))
P2 = Judgement(ReportClass.P2_MIDWAY, 2, 2)


def low(tag: Tag) -> Tag:
    return replace(tag, confidence=Confidence.LOW)


@pytest.mark.parametrize(("timing", "tags", "expected"), [
    (Timing.LATE, (FUEL,), "late_fuel"),
    (Timing.MIDDLE, (FUEL,), "fuel"),
    (Timing.MIDDLE, (PACING,), "pacing"),
    (Timing.LATE, (PACING, HEAT), "pacing"),
    (Timing.LATE, (HEAT,), "heat"),
    (Timing.MIDDLE, (low(FUEL), PACING), "pacing"),
    (Timing.MIDDLE, (low(FUEL), low(PACING)), "fuel"),
    (Timing.MIDDLE, (replace(FUEL, evidence=False),), "unspecified"),
    (Timing.MIDDLE, (), "unspecified"),
])  # fmt: skip
def test_the_case_of_p2_follows_the_causes(timing: Timing, tags: tuple[Tag, ...], expected: str) -> None:
    features = seen(evening(4), [whole(4, 5, timing=timing)])
    assert sub_type(P2, tags, features, POLICY) == expected


def test_late_is_no_case_of_its_own_when_its_row_is_off() -> None:
    features = seen(evening(4), [whole(4, 5, timing=Timing.LATE)])
    assert sub_type(P2, [FUEL], features, replace(POLICY, switched_off=frozenset({"S2-34"}))) == "fuel"


def test_other_patterns_have_none_and_illness_and_missing_data_their_own() -> None:
    features = seen(evening(4), [whole(4, 5)])
    assert sub_type(Judgement(ReportClass.P3_WHOLE_RUN, 2, 2), [FUEL], features, POLICY) is None
    assert sub_type(Judgement(ReportClass.POST_ILLNESS, 4, 4, detail="acute"), [], features, POLICY) == "acute"


RESTED = a_plan([a_session("a", march(2)), a_session("b", march(4)), a_session("c", march(5)), a_session("d", march(6))])
TRAINED = a_plan([a_session(f"s{n}", march(n)) for n in range(2, 7)])


def waits(
    *, level: int = 1, computed: int = 3, anchor: int = 2, day: int = 4, tags: tuple[Tag, ...] = (FUEL,), plan: object = RESTED,
    klass: ReportClass = ReportClass.P3_WHOLE_RUN, row_off: str = "", **said: object,
) -> bool:  # fmt: skip
    now = evening(day)
    timeline = read_timeline(plan, now, [], ZONE)  # type: ignore[arg-type]
    features = seen(now, [whole(day, 7, **said)], plan=plan)  # type: ignore[arg-type]
    policy = replace(POLICY, switched_off=frozenset({row_off}))
    memory = Memory(level, anchor=march(anchor), level_since=march(anchor))
    return fuel_patience(Judgement(klass, computed, computed), memory, tags, timeline, features, policy)


def test_under_fuelled_legs_that_are_heavy_after_a_rest_day_do_not_raise_the_level() -> None:
    assert waits()
    assert not waits(row_off="S2-33")


@pytest.mark.parametrize(("day", "expected"), [(4, True), (5, True), (6, False)])
def test_the_patience_lasts_72_hours(day: int, expected: bool) -> None:
    assert waits(day=day) is expected


@pytest.mark.parametrize("changes", [
    {"plan": TRAINED}, {"tags": ()}, {"tags": (low(FUEL),)}, {"tags": (PACING,)}, {"level": 0}, {"level": 3}, {"pain": 4},
    {"sleep_quality": 1, "stress": 5}, {"klass": ReportClass.P5_WEEK_TREND}, {"klass": ReportClass.RED_FLAG}, {"anchor": 3},
])  # fmt: skip
def test_there_is_no_patience_otherwise(changes: dict[str, object]) -> None:
    assert not waits(**changes)  # type: ignore[arg-type]
