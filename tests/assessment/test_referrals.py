"""When somebody should have a look although no flag was raised: by weeks at a level, with heavy legs behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.referrals import ADHERED, FOUR_WEEKS, NOT_BETTER, THREE_BLOCKS, TWO_BLOCKS, refer
from service.domain.assessment import Assessment, Confidence, Tag, TagName, Urgency
from service.domain.history import read_timeline
from service.domain.report import Report, Timing
from service.domain.session import Status
from service.domain.state import LevelSpan, State
from tests.assessment.asking import ask, evening, good, march, seen, whole
from tests.support.builders import PLAN_A, POLICY, ZONE, a_report, at

TODAY = march(10)


def _heavy_morning(day: date) -> Report:
    """Heavy, and no run: it backs the level and makes no pattern."""
    return a_report(at(day, "06:00"), 4, is_run=False, timing=Timing.NOT_RUNNING)


def _after(days: int, level: int = 2, *, heavy_every: int = 3, good_days: int = 0, **fields: object) -> Assessment:
    """`days` dates at the level, today included, with a heavy morning every few days and one today."""
    first = TODAY - timedelta(days=days - 1)
    state = State(level, anchor=TODAY - timedelta(days=1), level_since=first, levels=(LevelSpan(first, level),), review_on=march(30))
    ago = range(0, days, heavy_every)
    reports = [_heavy_morning(TODAY - timedelta(days=n)) for n in ago]
    reports += [good(TODAY - timedelta(days=n)) for n in (1, 2)[:good_days]]
    return ask(evening(10), reports, state=state, **fields)  # type: ignore[arg-type]


def codes(answer: Assessment) -> tuple[str, ...]:
    return answer.referral.codes if answer.referral is not None else ()


@pytest.mark.parametrize(("days", "due"), [(13, False), (14, True), (15, True)])
def test_two_weeks_at_level_2_that_do_not_get_better(days: int, due: bool) -> None:
    answer = _after(days)
    assert (NOT_BETTER in codes(answer)) is due
    if due:
        assert answer.referral is not None
        assert answer.referral.urgency is Urgency.ROUTINE


@pytest.mark.parametrize(("good_days", "due"), [(0, True), (1, True), (2, False)])
def test_two_good_reports_are_getting_better(good_days: int, due: bool) -> None:
    assert (NOT_BETTER in codes(_after(15, good_days=good_days))) is due


@pytest.mark.parametrize(("skipped", "due"), [(2, True), (3, False)])
def test_it_persists_although_the_plan_was_followed(skipped: int, due: bool) -> None:
    """Twelve or thirteen sessions in 14 days: at four fifths and more the athlete did what was asked."""
    recent = [s.id for s in PLAN_A.sessions if march(1) <= s.date <= march(8)][:skipped]
    plan = PLAN_A.with_sessions(replace(s, status=Status.SKIPPED) if s.id in recent else s for s in PLAN_A.sessions)
    assert (ADHERED in codes(_after(15, plan=plan))) is due


@pytest.mark.parametrize(("days", "level", "code"), [(7, 3, False), (8, 3, True), (8, 2, False)])
def test_level_3_in_two_weeks(days: int, level: int, code: bool) -> None:
    assert (TWO_BLOCKS in codes(_after(days, level, heavy_every=7))) is code


@pytest.mark.parametrize(("days", "due"), [(14, False), (15, True)])
def test_level_2_in_three_weeks_of_four(days: int, due: bool) -> None:
    assert (THREE_BLOCKS in codes(_after(days, heavy_every=7))) is due


@pytest.mark.parametrize(("days", "due"), [(27, False), (28, True), (29, True)])
def test_four_weeks_at_level_2_need_a_prompt_look_and_level_3(days: int, due: bool) -> None:
    answer = _after(days)
    assert (codes(answer) == (FOUR_WEEKS,)) is due
    assert answer.level == (3 if due else 2)
    if due:
        assert answer.referral is not None
        assert answer.referral.urgency is Urgency.PROMPT


def test_level_3_after_four_weeks_does_not_fall_by_good_runs_of_the_same_week() -> None:
    """Heavy earlier in the week, two good runs since: the level waits for the look."""
    first = TODAY - timedelta(days=35)
    state = State(3, anchor=march(5), level_since=march(5), levels=(LevelSpan(first, 3),), review_on=march(30))
    reports = [_heavy_morning(march(6) - timedelta(days=n)) for n in range(0, 30, 3)]
    answer = ask(evening(10), [*reports, good(8), good(10)], state=state)
    assert (answer.level, codes(answer)) == (3, (FOUR_WEEKS,))


def test_weeks_held_in_silence_do_not_count() -> None:
    first = date(2026, 1, 30)
    state = State(3, anchor=march(9), level_since=first, levels=(LevelSpan(first, 3),), review_on=march(30))
    assert ask(evening(10), [], state=state).referral is None


@pytest.mark.parametrize("row", ["S2-25", "S3-26"])
def test_each_reason_leaves_with_its_row(row: str) -> None:
    off = replace(POLICY, switched_off=frozenset({row}))
    gone = {"S2-25": NOT_BETTER, "S3-26": ADHERED}[row]
    assert gone in codes(_after(15))
    assert gone not in codes(_after(15, policy=off))


def test_a_repeatable_onset_in_both_legs_is_a_routine_matter() -> None:
    answer = ask(evening(4), [whole(4, 4, repro=True, onset_min=20)])
    assert codes(answer) == ("REPRO_BOTH_SIDES",)
    assert answer.level == 2


@pytest.mark.parametrize(("tag", "row"), [(TagName.IRON_RISK, "S2-82"), (TagName.LEA_RISK, "S2-37")])
def test_a_risk_that_a_tag_names_is_a_routine_matter(tag: TagName, row: str) -> None:
    features = seen(evening(4), [whole(4, 4)])
    timeline = read_timeline(PLAN_A, evening(4), [], ZONE)
    found = refer(1, (), [Tag(tag, Confidence.NORMAL, (row,))], features, timeline, POLICY)
    assert found is not None
    assert (found.urgency, found.codes) == (Urgency.ROUTINE, (tag.value,))
    off = replace(POLICY, switched_off=frozenset({row}))
    assert refer(1, (), [Tag(tag, Confidence.NORMAL, (row,))], features, timeline, off) is None
