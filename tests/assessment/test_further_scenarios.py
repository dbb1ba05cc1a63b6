"""Fifteen more lives: what a coach sees in other sports, ages and weeks. Classes, levels and what is brought along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from service.domain.assessment import Question, TagName
from service.domain.athlete import Gate
from service.domain.directives import Scope
from service.domain.plan import Phase, Plan, Race, RacePriority, Week
from service.domain.report import Eased, Illness, Report, Timing
from service.domain.report_class import ReportClass
from service.domain.session import Completion, Group, GroupKind, Kind, Modality, PlannedSession, Sport, Status
from service.domain.state import State
from tests.assessment.asking import ask, at_level, evening, good, march, whole
from tests.support.builders import ATHLETE_A, PLAN_A, a_key_session, a_plan, a_report, a_session, at, plan_a


def _with_race(days_ahead: int, today: date) -> Plan:
    return replace(PLAN_A, races=(Race("a-race", today + timedelta(days=days_ahead), priority=RacePriority.A),))


def test_flu_of_six_days_with_good_legs_waits_twice_six_days() -> None:
    report = good(4, 1, illness_now=Illness.NONE, illness_end=march(3), illness_days=6)
    answer = ask(evening(4), [report])
    assert (answer.klass, answer.level) == (ReportClass.GOOD, 0)
    assert answer.directives.first_hard_on == march(15)
    assert answer.state.overrides_in_force["illness_end"] == march(3)


def _a_riding_plan() -> Plan:
    days = [date(2026, 2, 2) + timedelta(days=n) for n in range(56)]
    return a_plan([a_session(f"b-{day:%m%d}", day, Kind.STEADY, 90, 5, sport=Sport.BIKE) for day in days if day.weekday() not in (0, 4)])


def test_cyclist_with_five_heavy_rides_never_swaps_to_the_bike() -> None:
    athlete = replace(ATHLETE_A, cross_training=(Modality.BIKE, Modality.SWIM, Modality.POOL_RUN))
    reports = [whole(day, 5, is_run=False, sport=Sport.BIKE) for day in (date(2026, 2, 28), march(1), march(3), march(4), march(5))]
    answer = ask(evening(5), reports, plan=_a_riding_plan(), athlete=athlete)
    assert (answer.klass, answer.level) == (ReportClass.P4_MULTI_DAY, 4)
    assert answer.directives.affected_sport is Sport.BIKE
    assert Modality.BIKE not in answer.directives.cross_training.modalities
    assert Modality.SWIM in answer.directives.cross_training.modalities


def test_triathlete_after_a_heavy_ride_keeps_the_hard_swim() -> None:
    week = [
        a_key_session("swim", march(5), Kind.INTERVAL, 60, 8, sport=Sport.SWIM),
        a_session("ride", march(3), Kind.STEADY, 90, 5, sport=Sport.BIKE),
        a_session("run", march(6), Kind.EASY, 45, 3),
    ]
    answer = ask(evening(3), [whole(3, 6, is_run=False, sport=Sport.BIKE)], plan=a_plan(week))
    assert (answer.klass, answer.level) == (ReportClass.P3_WHOLE_RUN, 2)
    assert (answer.directives.affected_sport, answer.directives.hard_scope) == (Sport.BIKE, Scope.AFFECTED)


def test_three_days_before_the_race_flat_legs_are_normal() -> None:
    answer = ask(evening(11), [whole(11, 5)], plan=_with_race(3, march(11)))
    assert (answer.klass, answer.level) == (ReportClass.TAPER_NORMAL, 0)
    assert answer.directives.first_hard_on is None


def test_ten_days_before_the_race_three_days_with_strain_follow_the_normal_rules() -> None:
    reports = [whole(3, 5), whole(4, 5), whole(5, 5, sleep_quality=2, irritability=4, stress=5)]
    answer = ask(evening(5), reports, plan=_with_race(10, march(5)))
    assert (answer.klass, answer.level) == (ReportClass.P4_MULTI_DAY, 4)


def test_masters_runner_whose_stiff_mornings_ease_is_never_a_streak() -> None:
    athlete = replace(ATHLETE_A, birth_year=1968)
    reports = [whole(day, 5, timing=Timing.START, eased=Eased.YES, eased_after_min=10) for day in (1, 3, 4, 5)]
    answer = ask(evening(5), reports, athlete=athlete)
    assert (answer.klass, answer.level) == (ReportClass.P1_START, 1)
    assert ReportClass.P4_MULTI_DAY not in answer.secondary


def test_a_planned_easier_week_at_level_3_is_not_cut_again() -> None:
    easier = [replace(s, load=s.load // 2, duration_s=s.duration_s // 2) if march(9) <= s.date <= march(15) else s for s in PLAN_A.sessions]
    plan = replace(PLAN_A.with_sessions(easier), weeks=(Week(march(9), recovery=True),))
    reports = [whole(date(2026, 2, 24), 3), whole(date(2026, 2, 26), 3), whole(1, 4), whole(3, 4), whole(5, 5), whole(8, 6)]
    answer = ask(evening(8), reports, plan=plan)
    planned = sum(s.load for s in plan.between(march(9), march(15)))
    assert answer.level == 3
    assert answer.directives.w1.load_cap == planned


def _back_to_back() -> tuple[Plan, list[Report]]:
    days = (date(2026, 2, 21), date(2026, 2, 22), date(2026, 2, 28), march(1), march(7), march(8))
    sessions = [
        a_session(f"ultra-{day:%m%d}", day, Kind.LONG, 180, 4, group=Group(f"weekend-{n // 2}", GroupKind.SEQUENCE, n % 2))
        for n, day in enumerate(days)
    ]
    return a_plan(sessions), [whole(march(7), 4, "12:00"), whole(march(8), 6, "12:00")]


def test_the_second_day_of_a_back_to_back_counts_half_and_not_in_the_streak() -> None:
    plan, reports = _back_to_back()
    answer = ask(evening(8), reports, plan=plan)
    assert answer.klass is ReportClass.P3_WHOLE_RUN
    assert answer.level == 2
    severe = ask(evening(8), [reports[0], whole(march(8), 7, "12:00")], plan=plan)
    assert severe.level == 2, "one and a half heavy days are not two"


def test_beginner_with_three_mild_reports_starts_gently() -> None:
    athlete = replace(ATHLETE_A, training_age_months=4, cross_training=())
    days = [date(2026, 2, 2) + timedelta(days=n) for n in range(42)]
    plan = a_plan([a_session(f"r-{day:%m%d}", day, Kind.EASY, 30, 3) for day in days if day.weekday() in (0, 2, 4)])
    answer = ask(evening(6), [whole(2, 3), whole(4, 3), whole(6, 3)], plan=plan, athlete=athlete)
    assert (answer.klass, answer.level) == (ReportClass.P4_MULTI_DAY, 1)


def test_nurse_on_shifts_whose_strain_is_constant_gets_a_note_and_no_level() -> None:
    mornings = [
        a_report(at(march(4) - timedelta(days=n), "06:00"), None, id=f"m-{n:02d}", is_run=False, sleep_h=5.5, stress=4) for n in range(24)
    ]
    answer = ask(evening(4), [*mornings, whole(4, 5, "08:30")])
    assert TagName.CAPACITY in {tag.tag for tag in answer.tags}
    assert answer.klass is ReportClass.P3_WHOLE_RUN
    assert (answer.computed_level, "M1" in answer.rules) == (2, False)


def test_silence_since_level_3_calls_the_coach_and_no_doctor() -> None:
    state = at_level(3, date(2026, 2, 20), klass=ReportClass.P5_WEEK_TREND)
    answer = ask(evening(8), [], state=state)
    assert (answer.level, answer.needs_coach, answer.state.needs_coach, answer.referral) == (3, True, True, None)


def test_ten_silent_days_and_then_a_long_run_do_not_raise_capacity() -> None:
    confirmed = [
        replace(s, status=Status.COMPLETED, completed=Completion(rpe=s.rpe)) if s.date < date(2026, 2, 26) else s for s in PLAN_A.sessions
    ]
    plan = PLAN_A.with_sessions(confirmed)
    silent = ask(evening(8), [whole(8, 7, "11:00", session_id="long-0302"), whole(7, 7, "11:00", session_id="sat-0302")], plan=plan)
    told = ask(evening(8), [whole(8, 7, "11:00", session_id="long-0302"), whole(7, 7, "11:00", session_id="sat-0302")])
    assert silent.level == told.level == 3
    assert silent.directives.w1.load_cap is not None
    assert told.directives.w1.load_cap is not None
    assert silent.directives.w1.load_cap <= told.directives.w1.load_cap


def test_parkrun_at_level_3_is_a_decision_for_people() -> None:
    parkrun: PlannedSession = a_session("parkrun", march(14), Kind.RACE, 25, 8)
    plan = replace(
        PLAN_A.with_sessions((*(s for s in PLAN_A.sessions if s.date != march(14)), parkrun)),
        races=(Race("parkrun", march(14), distance_m=5000, priority=RacePriority.C, session_id="parkrun"),),
    )
    answer = ask(evening(11), [], plan=plan, state=at_level(3, march(8)))
    race = answer.directives.race_conflicts
    assert [(conflict.session_id, len(conflict.options)) for conflict in race] == [("parkrun", 3)]
    assert answer.needs_coach


def test_usual_for_my_cycle_three_months_running_never_passes_level_2() -> None:
    state = State()
    for month in range(3):
        first = date(2026, 1, 13) + timedelta(days=28 * month)
        reports = [whole(first + timedelta(days=n), 5, cycle_heavy=True) for n in (0, 1, 2)]
        answer = ask(evening(first + timedelta(days=2)), reports, plan=plan_a(16, date(2025, 12, 1)), state=state)
        assert (answer.klass, answer.level, answer.referral) == (ReportClass.P4_MULTI_DAY, 2, None)
        assert "M3" not in answer.rules
        for n in (4, 6, 8, 10):
            later = [*reports, *(good(first + timedelta(days=d)) for d in (4, 6, 8, 10) if d <= n)]
            state = ask(
                evening(first + timedelta(days=n)), later, plan=plan_a(16, date(2025, 12, 1)), state=answer.state if n == 4 else state
            ).state
        assert state.level == 0


def test_a_minor_at_level_2_is_shown_and_not_changed_without_a_person() -> None:
    answer = ask(evening(4), [whole(4, 6)], athlete=replace(ATHLETE_A, birth_year=2010))
    assert (answer.level, answer.needs_coach) == (2, True)
    assert answer.directives.ease_only
    assert Question.LEA not in answer.questions


def test_every_gate_asks_for_a_person() -> None:
    for gate in Gate:
        assert ask(evening(4), [], athlete=replace(ATHLETE_A, gates=(gate,))).needs_coach


def test_taper_phase_without_a_race_caps_at_level_1() -> None:
    plan = replace(PLAN_A, phases=(Phase("t", "taper", march(2), march(15)),))
    answer = ask(evening(4), [whole(4, 6)], plan=plan)
    assert (answer.klass, answer.level) == (ReportClass.TAPER_NORMAL, 1)
