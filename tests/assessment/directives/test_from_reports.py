"""The worked scenarios from the reports themselves: what `assess` asks of the plan, day after day."""

from __future__ import annotations

from datetime import date, datetime

from service.assessment import assess
from service.domain.assessment import Assessment
from service.domain.directives import DayRuleKind
from service.domain.history import read_timeline, reference_plan
from service.domain.plan import Plan
from service.domain.report import Eased, Fuelling, Illness, Report, Timing, Trend
from service.domain.report_class import ReportClass
from service.domain.state import State
from tests.assessment.directives.given import day, on_day
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, ZONE, a_report, at


def assessed(now: datetime, *reports: Report, state: State | None = None, plan: Plan = PLAN_A) -> Assessment:
    timeline = read_timeline(plan, now, reports, ZONE)
    return assess(now, reports, reference_plan(plan, timeline), ATHLETE_A, state, (), (), POLICY)


def whole(on: date, heaviness: int, **fields) -> Report:
    return a_report(at(on, "08:00"), heaviness, timing=Timing.WHOLE, **fields)


def asked(answer: Assessment) -> tuple:
    given = answer.directives
    return (answer.klass, answer.level, given.first_hard_on, given.w1.start, given.w1.load_cap, given.w2.load_cap)


def test_sc_02_legs_that_ease_after_a_start_ask_for_nothing():
    early = a_report(
        at(day(4), "06:45"), 5, timing=Timing.START, eased=Eased.YES, eased_after_min=12, sleep_h=6.5, fuelling=Fuelling.FASTED
    )
    answer = assessed(on_day(4, "08:00"), early)
    assert (answer.klass, answer.level, answer.directives.first_hard_on, answer.directives.day_rules) == (ReportClass.P1_START, 0, None, ())


def test_sc_03():
    answer = assessed(on_day(4, "19:00"), whole(day(4), 6, in_run_trend=Trend.STEADY, sleep_h=7.5))
    assert asked(answer) == (ReportClass.P3_WHOLE_RUN, 2, day(6), day(5), 1645, 1645)


def test_sc_03_stays_mild_while_it_is_held():
    first = assessed(on_day(4, "19:00"), whole(day(4), 6))
    later = assessed(on_day(5, "19:00"), whole(day(4), 6), state=first.state)
    assert (later.directives.first_hard_on, later.directives.windows) == (day(6), first.directives.windows)


def test_sc_05():
    answer = assessed(on_day(7, "12:00"), a_report(at(day(7), "10:00"), 5, timing=Timing.WHOLE, soreness=6, pain=1))
    assert asked(answer) == (ReportClass.EXPECTED_DOMS, 1, day(8), day(8), 1645, 1645)
    assert answer.directives.first_strength_on == day(8)


def test_sc_06():
    tired = {"sleep_quality": 2}
    reports = (whole(day(3), 5), whole(day(4), 6, **tired), whole(day(5), 6, irritability=4, **tired))
    answer = assessed(on_day(5), *reports)
    assert asked(answer) == (ReportClass.P4_MULTI_DAY, 4, day(13), day(6), 904.75, 1316)
    assert answer.directives.must_change


def rising_reports() -> tuple[Report, ...]:
    february = [whole(date(2026, 2, n), 3) for n in (24, 26)]
    return (*february, *(whole(day(n), heaviness) for n, heaviness in ((1, 4), (3, 4), (5, 5), (8, 6))))


def test_sc_07_and_what_follows_it():
    first = assessed(on_day(8), *rising_reports())
    assert asked(first) == (ReportClass.P5_WEEK_TREND, 3, day(11), day(9), 1233.75, 1480.5)
    tuesday = whole(day(10), 2)
    held = assessed(on_day(10), *rising_reports(), tuesday, state=first.state)
    assert (held.level, held.directives.first_hard_on, held.directives.w1.load_cap) == (3, day(11), 1233.75)
    assert (first.directives.first_speed_on, held.directives.first_speed_on) == (day(16), None)
    lower = assessed(on_day(12), *rising_reports(), tuesday, whole(day(12), 1), state=held.state)
    assert (lower.level, lower.directives.w1.start, lower.directives.w1.load_cap, lower.directives.w1.max_hard) == (2, day(9), 1480.5, 2)


def test_sc_08_and_09_stop_everything():
    answer = assessed(on_day(4), a_report(at(day(4), "08:00"), 4, flags=("RF_SWELL_ONE",)))
    assert (answer.level, answer.directives.suspend) == (5, True)


def test_sc_10a():
    answer = assessed(on_day(3), whole(day(3), 6, illness_end=date(2026, 2, 28), illness_days=4))
    assert asked(answer) == (ReportClass.POST_ILLNESS, 2, day(8), day(4), 987, 1316)
    assert answer.directives.w1.max_hard == 1


def fever() -> Report:
    return a_report(on_day(4, "08:30"), 5, is_run=False, timing=Timing.NOT_RUNNING, illness_now=Illness.FEVER)


def test_sc_10b_rests_day_by_day_until_the_end_is_told():
    first = assessed(on_day(4, "09:00"), fever())
    assert asked(first) == (ReportClass.POST_ILLNESS, 4, day(11), day(4), 658, 1151.5)
    assert first.directives.rest_dates == (day(4), day(5), day(6))
    silent = assessed(on_day(7, "06:00"), fever(), state=first.state)
    assert silent.directives.rest_dates == (day(7), day(8), day(9))
    weeks_later = assessed(on_day(17, "06:00"), fever(), state=silent.state)
    assert weeks_later.directives.rest_dates == (day(17), day(18), day(19))
    over = a_report(on_day(8, "07:00"), 2, is_run=False, illness_now=Illness.NONE, illness_end=day(7), illness_days=4)
    ended = assessed(on_day(8, "08:00"), fever(), over, state=silent.state)
    assert ended.directives.rest_dates == ()
    assert (ended.directives.w1.start, ended.directives.w1.load_cap, ended.directives.w1.max_hard) == (day(8), 658, 0)
    assert ended.directives.first_hard_on == day(15)
    forgotten = assessed(on_day(9, "08:00"), state=ended.state)
    assert (forgotten.directives.w1.start, forgotten.directives.w1.load_cap) == (day(8), 658)


def test_sc_11_an_old_report_asks_for_nothing():
    answer = assessed(on_day(10, "18:00"), whole(day(4), 7))
    assert (answer.level, answer.directives.first_hard_on, answer.directives.w1.load_cap) == (0, None, None)


def test_sc_15():
    older = (whole(date(2026, 2, 26), 5), whole(day(1), 5), a_report(at(day(3), "08:00"), 3, timing=Timing.MIDDLE))
    today = a_report(at(day(5), "08:00"), 5, timing=Timing.MIDDLE, in_run_trend=Trend.STEADY)
    answer = assessed(on_day(5, "19:00"), *older, today)
    assert asked(answer) == (ReportClass.P4_MULTI_DAY, 2, day(7), day(6), 1480.5, 1645)
    assert answer.directives.w1.max_runs == 4


def test_a_flu_that_ended_yesterday_leaves_level_0_and_keeps_hard_sessions_away():
    answer = assessed(on_day(4), a_report(at(day(4), "08:00"), 1, illness_end=day(3), illness_days=6))
    assert (answer.level, answer.directives.first_hard_on, answer.directives.w1.load_cap) == (0, day(15), 1233.75)


def test_a_short_night_stands_at_level_0():
    answer = assessed(on_day(3, "06:00"), a_report(on_day(3, "05:30"), 1, is_run=False, sleep_h=4.5))
    assert [(r.day, r.kind) for r in answer.directives.day_rules] == [(day(3), DayRuleKind.NO_HARD)]


def test_the_same_question_twice_gets_the_same_answer():
    first = assessed(on_day(8), *rising_reports())
    again = assessed(on_day(8), *rising_reports(), state=first.state)
    assert again.directives.windows == first.directives.windows
    assert again.directives.first_hard_on == first.directives.first_hard_on
