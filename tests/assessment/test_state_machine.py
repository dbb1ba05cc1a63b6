"""A level rises at once, is held, and comes down one step at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.assessment import Question, TagName
from service.domain.plan import Plan
from service.domain.report import Illness, Report, Timing
from service.domain.report_class import ReportClass
from service.domain.session import Completion, Kind, Sport, Status
from service.domain.state import LevelSpan, State
from tests.assessment.asking import ask, at_level, evening, good, march, whole
from tests.support.builders import PLAN_A, POLICY, a_plan, a_report, a_session, at, plan_a


def follow(state: State | None, *days: tuple[int, Sequence[Report]], plan: Plan = PLAN_A) -> list[State]:
    """The states of one evening after the other; reports add up."""
    told: list[Report] = []
    states: list[State] = []
    for day, reports in days:
        told.extend(reports)
        state = ask(evening(day), told, state=state, plan=plan).state
        states.append(state)
    return states


def levels(states: Sequence[State]) -> list[int]:
    return [state.level for state in states]


def test_a_higher_level_applies_at_once_with_new_windows() -> None:
    state = ask(evening(3), [whole(3, 6)]).state
    answer = ask(evening(5), [whole(3, 6), whole(4, 6), whole(5, 6)], state=state)
    assert (state.level, answer.level, answer.directives.anchor, answer.directives.w1.start) == (2, 3, march(5), march(6))
    assert answer.state.levels == (LevelSpan(march(3), 2), LevelSpan(march(5), 3))


def test_the_same_level_from_a_newer_heavy_report_starts_over() -> None:
    state = ask(evening(3), [whole(3, 6)]).state
    answer = ask(evening(4), [whole(3, 6), whole(4, 6)], state=state)
    assert (answer.level, answer.directives.anchor, answer.state.level_since) == (2, march(4), march(3))
    assert answer.directives.first_hard_on == march(6)


def test_the_same_report_read_twice_changes_nothing() -> None:
    first = ask(evening(3), [whole(3, 6)])
    again = ask(evening(3) + timedelta(hours=1), [whole(3, 6)], state=first.state)
    assert again.state == first.state
    assert again.directives == first.directives


def test_the_same_level_from_pain_starts_over() -> None:
    state = ask(evening(3), [whole(3, 6)]).state
    answer = ask(evening(5), [whole(3, 6), good(5, pain=4)], state=state)
    assert (answer.level, answer.directives.anchor) == (2, march(5))


def test_a_lower_heavy_report_holds_the_level_and_its_anchor() -> None:
    answer = ask(evening(10), [whole(10, 6)], state=at_level(3, march(8)))
    assert (answer.computed_level, answer.level, answer.directives.anchor) == (2, 3, march(8))


@pytest.mark.parametrize(("level", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3)])
def test_each_step_needs_its_number_of_good_runs_on_different_dates(level: int, needed: int) -> None:
    start = at_level(level, march(2), review_on=march(30))
    runs = [good(day) for day in (8, 9, 10)[:needed]]
    last = evening(7 + needed)
    assert ask(last, runs[:-1], state=start).level == level
    assert ask(last, runs, state=start).level == level - 1


def test_two_good_runs_of_one_date_count_once() -> None:
    plan = a_plan([a_session("am", march(10)), a_session("pm", march(10), start_time=at("2026-03-10", "18:00").time())])
    runs = [good(10, session_id="am"), good(10, clock="19:00", session_id="pm")]
    assert ask(evening(10), runs, state=at_level(2, march(8)), plan=plan).level == 2


def test_good_runs_up_to_the_date_of_the_last_change_do_not_count() -> None:
    assert ask(evening(10), [good(9), good(10)], state=at_level(2, march(9))).level == 2
    assert ask(evening(10), [good(9), good(10)], state=at_level(2, march(8))).level == 1


@pytest.mark.parametrize(("day", "level"), [(12, 4), (13, 3), (14, 3)])
def test_level_4_stays_for_five_days(day: int, level: int) -> None:
    runs = [good(9), good(10), good(11)]
    assert ask(evening(day), runs, state=at_level(4, march(8))).level == level


def test_one_step_at_a_time_however_many_good_runs() -> None:
    assert ask(evening(14), [good(day) for day in range(9, 15)], state=at_level(3, march(8))).level == 2


def test_level_4_comes_down_to_0_over_eight_good_runs() -> None:
    """3 + 2 + 2 + 1, never fewer."""
    states = follow(at_level(4, march(1)), *((day, [good(day)]) for day in range(2, 12)))
    assert levels(states) == [4, 4, 4, 4, 3, 3, 2, 2, 1, 0]
    assert levels(follow(at_level(4, march(1)), *((day, [good(day)]) for day in range(2, 9)))) == [4, 4, 4, 4, 3, 3, 2]


def test_never_below_what_the_reports_give() -> None:
    answer = ask(evening(10), [good(9), good(10, pain=4)], state=at_level(2, march(7)))
    assert (answer.computed_level, answer.level) == (2, 2)


def test_a_heavy_report_sets_the_count_to_nothing() -> None:
    states = follow(at_level(3, march(1)), (3, [good(3)]), (4, [whole(4, 3, timing=Timing.UNKNOWN)]), (5, [good(5)]), (6, [good(6)]))
    assert levels(states) == [3, 3, 3, 2]


@pytest.mark.parametrize("said", [{"pain": 4}, {"illness_now": Illness.ABOVE_NECK}, {"premature": True}])
def test_a_light_report_with_something_else_wrong_is_not_good(said: dict[str, object]) -> None:
    runs = [good(4), good(5, **said)]
    assert ask(evening(5), runs, state=at_level(3, march(2))).state.good_reports == ("r-0304-0800",)


def test_a_light_day_without_a_leg_session_does_not_count() -> None:
    runs = [a_report(at(march(day)), 1, is_run=False, timing=Timing.NOT_RUNNING) for day in (4, 5, 6)]
    assert ask(evening(6), runs, state=at_level(2, march(2))).level == 2


def test_good_rides_count_half_for_a_runner() -> None:
    rides = [good(day, is_run=False, sport=Sport.BIKE) for day in (4, 5, 6, 7)]
    state = at_level(2, march(2), overrides_in_force={"affected_sport": "run"})
    plan = a_plan([])
    assert ask(evening(6), rides[:3], state=state, plan=plan).level == 2
    assert ask(evening(7), rides, state=state, plan=plan).level == 1


@pytest.mark.parametrize(("median", "heaviness", "level"), [(2, 3, 2), (3, 3, 1), (3, 4, 2), (5, 4, 2)])
def test_light_is_what_is_light_for_this_person(median: int, heaviness: int, level: int) -> None:
    """Up to the own median of sixty days, never above three."""
    usual = [whole(date(2026, 2, 1) + timedelta(days=n), median, timing=Timing.UNKNOWN) for n in range(20)]
    runs = [whole(day, heaviness, timing=Timing.UNKNOWN) for day in (9, 10)]
    assert ask(evening(10), [*usual, *runs], state=at_level(2, march(8))).level == level


def _confirmed(plan: Plan, rpe_over: float = 0) -> Plan:
    done = [
        replace(s, status=Status.COMPLETED, completed=Completion(rpe=(s.rpe or 0) + rpe_over)) if s.date < march(12) else s
        for s in plan.sessions
    ]
    return plan.with_sessions(done)


def test_quiet_days_earn_half_a_step_at_most() -> None:
    easy = a_plan([a_session(f"e{n}", march(n)) for n in range(2, 20)])
    state = at_level(2, march(1), review_on=march(30))
    assert ask(evening(11), [], state=state, plan=_confirmed(easy)).level == 2
    assert ask(evening(11), [good(11)], state=state, plan=_confirmed(easy)).level == 1
    assert ask(evening(11), [good(11)], state=state, plan=easy).level == 2, "what nobody confirmed is not quiet"
    assert ask(evening(11), [good(11)], state=state, plan=_confirmed(easy, rpe_over=1)).level == 2


STRAIN = {"sleep_quality": 1, "stress": 5}


@pytest.mark.parametrize(("day", "level", "strained"), [(10, 2, True), (16, 2, True), (17, 1, True), (10, 1, False)])
def test_strain_blocks_a_step_for_seven_days(day: int, level: int, strained: bool) -> None:
    said = STRAIN if strained else {}
    reports = [good(9), good(10, **said), a_report(at(march(day), "19:00"), None, id="m", is_run=False, timing=Timing.NOT_RUNNING, **said)]
    assert ask(evening(day), reports, state=at_level(2, march(8), review_on=march(30))).level == level


def test_old_or_missing_data_never_lower_a_level() -> None:
    for state in (at_level(3, march(8)), at_level(1, march(8), review_on=march(11))):
        assert ask(evening(9), [], state=state).level == state.level


@pytest.mark.parametrize(("day", "level", "due"), [(10, 2, False), (11, 2, False), (12, 2, True), (14, 2, True), (15, 1, False)])
def test_level_2_runs_out_three_days_after_a_silent_review(day: int, level: int, due: bool) -> None:
    answer = ask(evening(day), [], state=at_level(2, march(8), review_on=march(12)))
    assert (answer.level, Question.UPDATE in answer.questions) == (level, due)


@pytest.mark.parametrize(("day", "needs_coach"), [(20, False), (21, False), (22, True), (30, True)])
@pytest.mark.parametrize("level", [3, 4])
def test_levels_3_and_4_wait_two_weeks_for_a_word_and_then_for_the_coach(level: int, day: int, needs_coach: bool) -> None:
    answer = ask(evening(day), [], state=at_level(level, march(8)), plan=plan_a(12))
    assert (answer.level, answer.needs_coach, answer.state.needs_coach) == (level, needs_coach, needs_coach)
    assert answer.referral is None


def test_a_word_after_the_silence_ends_it() -> None:
    frozen = ask(evening(23), [], state=at_level(4, march(8))).state
    answer = ask(evening(24), [good(24)], state=frozen)
    assert (answer.level, answer.needs_coach) == (4, False)


def test_silence_at_level_4_leaves_the_load_of_level_3() -> None:
    held = ask(evening(21), [], state=at_level(4, march(8)), plan=plan_a(12)).directives
    frozen = ask(evening(22), [], state=at_level(4, march(8)), plan=plan_a(12)).directives
    assert held.w1.load_cap is not None
    assert frozen.w1.load_cap is not None
    assert frozen.w1.load_cap > held.w1.load_cap


def test_a_held_level_keeps_its_windows_and_after_w1_gets_the_next_ones() -> None:
    first = ask(evening(5), [whole(3, 5), whole(4, 6, sleep_quality=2), whole(5, 6, sleep_quality=2, irritability=4)]).state
    held = ask(evening(8), [], state=first)
    assert (held.level, held.directives.w1.start, held.directives.anchor) == (4, march(6), march(5))
    later = ask(evening(13), [], state=first)
    assert (later.level, later.directives.w1.start, later.directives.w1.end) == (4, march(13), march(19))
    assert later.directives.w1.load_cap == pytest.approx(0.8 * 1645)
    again = ask(evening(16), [], state=later.state)
    assert (again.directives.w1.start, again.directives.w1.load_cap) == (march(13), later.directives.w1.load_cap)


def test_a_fall_keeps_the_windows_and_sets_a_new_review() -> None:
    state = at_level(3, march(8), windows=())
    answer = ask(evening(10), [good(9), good(10)], state=state)
    assert (answer.level, answer.directives.anchor, answer.directives.w1.start) == (2, march(8), march(9))
    assert (answer.state.level_since, answer.review_on) == (march(10), march(14))


def test_back_at_level_0_nothing_is_asked() -> None:
    answer = ask(evening(10), [good(10)], state=at_level(1, march(8)))
    assert (answer.level, answer.directives.w1.load_cap, answer.directives.first_hard_on, answer.review_on) == (0, None, None, None)


@pytest.mark.parametrize(("level", "days"), [(1, 3), (3, 7)])
def test_the_review_follows_the_level(level: int, days: int) -> None:
    reports = {1: [whole(4, 7, timing=Timing.START)], 3: [whole(1, 7), whole(4, 7)]}[level]
    answer = ask(evening(4), reports)
    assert (answer.level, answer.review_on) == (level, march(4 + days))


def test_an_acute_illness_is_looked_at_every_day() -> None:
    fever = a_report(at("2026-03-04"), 5, is_run=False, illness_now=Illness.FEVER)
    assert ask(evening(6), [fever]).review_on == march(7)


def test_the_history_of_levels_reaches_back_six_weeks() -> None:
    spans = (LevelSpan(date(2026, 1, 1), 1), LevelSpan(date(2026, 1, 10), 3), LevelSpan(march(1), 2))
    state = at_level(2, march(1), levels=spans, review_on=march(30))
    answer = ask(evening(8), [], state=state)
    assert answer.state.levels == (LevelSpan(date(2026, 1, 25), 3), LevelSpan(march(1), 2))


def test_two_earlier_weeks_at_level_2_raise_a_new_pattern() -> None:
    spans = (LevelSpan(date(2026, 2, 15), 2), LevelSpan(date(2026, 3, 1), 0))
    state = State(level=0, level_since=march(1), levels=spans)
    assert ask(evening(4), [whole(4, 6)], state=state).level == 3
    assert ask(evening(4), [whole(4, 6)]).level == 2


def test_the_first_heavy_report_stays_mild_while_it_is_held() -> None:
    first = ask(evening(4), [whole(4, 6)])
    held = ask(at("2026-03-05", "06:00"), [whole(4, 6)], state=first.state)
    assert (held.level, held.directives.w1.load_cap, held.directives.w1.max_runs) == (2, 1645, 5)
    second = ask(evening(5), [whole(4, 6), whole(5, 6)], state=held.state)
    assert (second.level, second.directives.w1.max_runs) == (2, 4)


@pytest.mark.parametrize(("strain", "mild"), [({}, True), ({"sleep_quality": 2}, True), ({"sleep_quality": 2, "stress": 4}, False)])
def test_a_mild_start_needs_little_strain(strain: dict[str, int], mild: bool) -> None:
    """Level 2 in all three cases: from the report, or from level 1 and strain."""
    state = ask(evening(4), [whole(4, 7 if mild else 6, timing=Timing.LATE, **strain)]).state
    assert (state.level, bool(state.overrides_in_force.get("mild_start"))) == (2, mild)


@pytest.mark.parametrize(("days", "mild"), [(9, False), (10, True)])
def test_a_mild_start_is_the_first_heavy_report_in_ten_days(days: int, mild: bool) -> None:
    state = ask(evening(12), [whole(12 - days, 3, timing=Timing.UNKNOWN), whole(12, 6)]).state
    assert (state.level, bool(state.overrides_in_force.get("mild_start"))) == (2, mild)


def test_heat_that_has_passed_needs_one_good_run_instead_of_two() -> None:
    hot = whole(3, 7, timing=Timing.LATE, heat=True)
    state = ask(evening(3), [hot]).state
    assert state.overrides_in_force["passing_cause"] == "HEAT"
    plain = ask(evening(3), [replace(hot, heat=None)]).state
    later = evening(12)
    assert ask(later, [good(12)], state=replace(state, review_on=march(20))).level == 1
    assert ask(later, [good(12)], state=replace(plain, review_on=march(20))).level == 2
    off = replace(POLICY, switched_off=frozenset({"S2-86"}))
    assert ask(later, [good(12)], state=replace(state, review_on=march(20)), policy=off).level == 2


def test_after_form_was_found_it_is_looked_at_again_in_three_weeks() -> None:
    spans = (LevelSpan(date(2026, 2, 10), 2), LevelSpan(date(2026, 3, 1), 0))
    state = State(level=0, level_since=march(1), levels=spans)
    answer = ask(evening(4), [whole(4, 6, form_affected=True)], state=state)
    assert TagName.FORM in {tag.tag for tag in answer.tags}
    assert answer.state.overrides_in_force["form_until"] == march(11)
    assert answer.state.overrides_in_force["form_review_on"] == march(26)
    on_the_day = ask(evening(26), [], state=answer.state, plan=plan_a(12))
    assert Question.UPDATE in on_the_day.questions


def test_a_sore_source_is_remembered_while_its_level_is_held() -> None:
    strength = a_session("ls", march(3), Kind.STRENGTH, 40, start_time=at("2026-03-03", "18:00").time())
    plan = a_plan([strength, a_session("e", march(4))])
    first = ask(evening(4), [whole(4, 5, "12:00", soreness=5)], plan=plan)
    assert (first.klass, first.state.overrides_in_force["source_date"]) == (ReportClass.EXPECTED_DOMS, march(3))
    held = ask(evening(5), [], state=first.state, plan=plan)
    assert held.state.overrides_in_force["source_date"] == march(3)


def test_an_acute_illness_goes_on_in_silence() -> None:
    fever = a_report(at("2026-03-02", "09:00"), 5, is_run=False, illness_now=Illness.FEVER, illness_days=2)
    state = ask(evening(2), [fever]).state
    for day in range(3, 9):
        answer = ask(evening(day), [], state=state)
        state = answer.state
        assert (answer.level, answer.directives.rest_dates[:1] != ()) == (4, True)
    over = ask(evening(9), [good(9, illness_now=Illness.NONE)], state=state)
    assert over.directives.rest_dates == ()
    assert over.state.overrides_in_force["illness_end"] == march(8)
    assert over.directives.first_hard_on is not None
    assert over.directives.first_hard_on >= march(12)
