"""What holds for any reports: order, time, flags, good runs, monotony, memory."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.assessment.red_flags import CODES
from service.domain.report import Eased, Illness, Report, Side, Timing, Trend
from service.domain.report_class import ReportClass
from service.domain.state import LevelSpan, State
from service.rules import all_rules
from tests.assessment.asking import ask, at_level, evening, good, march
from tests.support.builders import PLAN_A, a_report, at

CATALOGUE = {rule.id for rule in all_rules()}
TODAY = march(20)
NOW = evening(20)


@st.composite
def reports(draw: st.DrawFn, *, longest: int = 30) -> Report:
    """Any report of the last weeks, of a run or not, without a red flag."""
    day = TODAY - timedelta(days=draw(st.integers(0, longest)))
    clock = draw(st.sampled_from(["06:30", "08:00", "12:30", "17:00", "19:30"]))
    maybe = {
        "timing": st.sampled_from(Timing),
        "eased": st.sampled_from(Eased),
        "in_run_trend": st.sampled_from(Trend),
        "eased_after_min": st.integers(5, 30),
        "sleep_h": st.sampled_from([4.5, 5.5, 6.0, 8.0]),
        "stress": st.integers(1, 5),
        "irritability": st.integers(1, 5),
        "soreness": st.integers(0, 8),
        "pain": st.integers(0, 5),
        "premature": st.booleans(),
        "heat": st.booleans(),
        "form_affected": st.booleans(),
        "illness_now": st.one_of(st.none(), st.sampled_from(Illness)),
        "side": st.just(Side.BOTH),
        "runs_heavy_in_row": st.integers(0, 6),
    }
    fields = {name: draw(st.none() | values) for name, values in maybe.items()}
    fields["is_run"] = draw(st.sampled_from([True, True, False]))
    heaviness = draw(st.none() | st.integers(0, 10))
    return a_report(at(day, clock), heaviness, id=f"r-{draw(st.integers(0, 10**6))}", **fields)  # type: ignore[arg-type]


@st.composite
def states(draw: st.DrawFn) -> State:
    level = draw(st.integers(0, 4))
    since = TODAY - timedelta(days=draw(st.integers(0, 25)))
    before = LevelSpan(since - timedelta(days=draw(st.integers(1, 12))), draw(st.integers(0, 4)))
    klass = draw(st.sampled_from([ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY, ReportClass.POST_ILLNESS]))
    return at_level(level, since, klass=klass, levels=(before, LevelSpan(since, level)))


LISTS = st.lists(reports(), max_size=8, unique_by=lambda r: r.id)


@settings(max_examples=25, deadline=None)
@given(LISTS, st.randoms(use_true_random=False), states())
def test_the_order_of_the_reports_changes_nothing(told: list[Report], random: object, state: State) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ask(NOW, shuffled, state=state) == ask(NOW, told, state=state)


@settings(max_examples=25, deadline=None)
@given(LISTS, states())
def test_the_same_question_has_the_same_answer(told: list[Report], state: State) -> None:
    assert ask(NOW, told, state=state) == ask(NOW, told, state=state)


@settings(max_examples=25, deadline=None)
@given(LISTS, st.sampled_from(sorted(CODES)), st.integers(0, 60), st.one_of(st.none(), states()))
def test_any_red_flag_stops_everything(told: list[Report], code: str, days: int, state: State | None) -> None:
    flagged = a_report(at(TODAY - timedelta(days=days)), 1, id="flagged", flags=(code,))
    answer = ask(NOW, [*told, flagged], state=state)
    assert (answer.klass, answer.level, answer.directives.suspend) == (ReportClass.RED_FLAG, 5, True)


@settings(max_examples=25, deadline=None)
@given(LISTS, st.one_of(st.none(), states()), st.integers(0, 2))
def test_a_newer_good_run_never_raises_the_level(told: list[Report], state: State | None, heaviness: int) -> None:
    tomorrow = NOW + timedelta(days=1)
    newest = good(TODAY + timedelta(days=1), heaviness, id="newest")
    assert ask(tomorrow, [*told, newest], state=state).level <= ask(tomorrow, told, state=state).level


@settings(max_examples=25, deadline=None)
@given(st.lists(reports(), max_size=8, unique_by=lambda r: r.id))
def test_reports_older_than_three_days_create_no_level(told: list[Report]) -> None:
    old = [r for r in told if r.observed_at < NOW - timedelta(hours=72)]
    answer = ask(NOW, old)
    assert (answer.computed_level, answer.level) == (0, 0)


@settings(max_examples=25, deadline=None)
@given(LISTS, reports(longest=2), st.integers(0, 9))
def test_more_heaviness_in_the_same_class_never_lowers_the_level(told: list[Report], last: Report, heaviness: int) -> None:
    """The newest report alone gets heavier; all else stays as it was said."""
    others = [r for r in told if r.observed_at < last.observed_at - timedelta(hours=7)]
    lighter = ask(NOW, [*others, replace(last, id="last", heaviness=heaviness)])
    heavier = ask(NOW, [*others, replace(last, id="last", heaviness=heaviness + 1)])
    if lighter.klass is heavier.klass:
        assert heavier.computed_level >= lighter.computed_level


@settings(max_examples=25, deadline=None)
@given(LISTS, st.one_of(st.none(), states()))
def test_whole_weeks_later_everything_is_whole_weeks_later(told: list[Report], state: State | None) -> None:
    """Two weeks apart, in the middle of a plan that repeats itself and without a change of clocks between."""
    now = NOW - timedelta(days=14)
    shifted = [_earlier(r, 14) for r in told]
    far = replace(PLAN_A, sessions=tuple(s for s in PLAN_A.sessions if s.date >= date(2026, 2, 2)))
    near = replace(far, sessions=tuple(replace(s, date=s.date - timedelta(days=14)) for s in far.sessions))
    here = ask(NOW, told, state=state, plan=far)
    there = ask(now, shifted, state=None if state is None else _state_earlier(state, 14), plan=near)
    assert (there.klass, there.level, there.computed_level, there.tags) == (here.klass, here.level, here.computed_level, here.tags)
    assert there.directives.w1.load_cap == here.directives.w1.load_cap
    assert there.directives.day0 + timedelta(days=14) == here.directives.day0


def _earlier(report: Report, days: int) -> Report:
    return replace(report, observed_at=report.observed_at - timedelta(days=days), submitted_at=report.submitted_at - timedelta(days=days))


def _state_earlier(state: State, days: int) -> State:
    back = timedelta(days=days)
    assert state.anchor is not None
    assert state.level_since is not None
    spans = tuple(LevelSpan(span.start - back, span.level) for span in state.levels)
    return replace(state, anchor=state.anchor - back, level_since=state.level_since - back, levels=spans)


@settings(max_examples=25, deadline=None)
@given(LISTS)
def test_what_is_handed_back_changes_nothing_when_nothing_happened(told: list[Report]) -> None:
    first = ask(NOW, told)
    again = ask(NOW, told, state=first.state)
    assert (again.level, again.klass, again.directives.anchor) == (first.level, first.klass, first.directives.anchor)
    assert again.state.levels == first.state.levels


@example([4, 4, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1])
@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([1, 1, 1, 4]), min_size=12, max_size=20))
def test_from_level_4_to_0_takes_eight_good_days_at_least(days: list[int]) -> None:
    """A report every day, so that nothing falls by silence."""
    state, told = at_level(4, march(1)), list[Report]()
    for number, heaviness in enumerate(days):
        day = march(2) + timedelta(days=number)
        told.append(good(day, heaviness))
        state = ask(evening(day), told, state=state).state
        if state.level == 0:
            assert sum(h == 1 for h in days[: number + 1]) >= 8
            return


@settings(max_examples=25, deadline=None)
@given(LISTS, st.one_of(st.none(), states()))
def test_a_level_is_in_range_and_comes_with_its_rows(told: list[Report], state: State | None) -> None:
    answer = ask(NOW, told, state=state)
    assert 0 <= answer.computed_level <= 4
    assert answer.level <= 4
    assert answer.rules == tuple(sorted(set(answer.rules)))
    assert set(answer.rules) <= CATALOGUE


def test_every_threshold_names_where_it_comes_from() -> None:
    text = (files("service.documents") / "policies" / "default" / "thresholds.json").read_text("utf-8")
    assert all(entry["rows"] and entry["source"] for entry in json.loads(text).values())
