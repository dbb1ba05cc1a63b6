"""Levels of hand-counted plans."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from service.checker import measure
from service.domain.directives import CrossTraining
from service.domain.plan import Week, WeekGoals
from service.domain.session import Modality, ShorterForm, Sport
from tests.support.builders import PLAN_A, POLICY, a_key_session, a_session, at, changed
from tests.support.cases import RUNNER, a_brief, crossed, day, dropped, eased, levels, moved, shortened

BIKE = CrossTraining(min=1, modalities=(Modality.BIKE,))
RUNS = [a_session(f"r{n}", day(n), minutes=40, rpe=3) for n in (1, 3, 5)]


def test_cross_training_is_missed_once_a_run_gives_way():
    brief = a_brief(RUNS, cross_training=BIKE)
    assert levels(brief)["directives_unmet"] == 0
    assert levels(brief, dropped(RUNS[0]))["directives_unmet"] == 1
    assert levels(brief, crossed(RUNS[0]))["directives_unmet"] == 0
    assert levels(a_brief(RUNS, cross_training=CrossTraining(min=1)), dropped(RUNS[0]))["directives_unmet"] == 0


def test_planned_easy_rides_meet_the_wish_for_cross_training():
    ride = a_session("b", day(2), sport="bike")
    assert levels(a_brief([*RUNS, ride], cross_training=BIKE), dropped(RUNS[0]))["directives_unmet"] == 0


@pytest.mark.parametrize(("level", "missed"), [(0, 0), (1, 2), (3, 2), (4, 1)])
def test_two_sessions_and_an_easy_one_stay_in_the_week(level, missed):
    brief = a_brief(RUNS, level=level)
    assert levels(brief, *(dropped(r) for r in RUNS[:2]))["directives_unmet"] == (1 if level else 0)
    everything = levels(brief, *(dropped(r) for r in RUNS))["directives_unmet"]
    assert everything == {0: 0, 1: 3, 3: 3, 4: 2}[level]


def test_an_easy_session_of_the_affected_sport_stays():
    runs = [RUNS[0], a_session("m", day(2), "steady"), a_session("n", day(4), "steady")]
    brief = a_brief(runs, affected_sport=Sport.RUN)
    assert levels(brief, dropped(runs[0]))["directives_unmet"] == 1
    assert levels(brief, dropped(runs[0]), eased(runs[1]))["directives_unmet"] == 0


@pytest.mark.parametrize(("share", "missed"), [(0.66, 0), (0.67, 1)])
def test_easy_volume_is_kept_to_its_share(share, missed):
    assert levels(a_brief(RUNS, easy_share_kept=share), dropped(RUNS[0]))["directives_unmet"] == missed


def test_core_that_is_missing_is_counted():
    core = a_session("insert-2026-03-04-core", day(2), "core", 20, 3, inserted=True)
    assert levels(a_brief(RUNS, core_min=2))["directives_unmet"] == 2
    assert levels(a_brief(RUNS, core_min=2), inserted=[core])["directives_unmet"] == 1


def test_from_level_three_the_first_session_after_the_protected_dates_is_easy():
    tempo = a_key_session("t", day(4), "tempo", 40)
    brief = a_brief([RUNS[0], tempo, RUNS[2]], level=3, first_hard_on=day(3))
    assert levels(brief)["directives_unmet"] == 1
    assert levels(a_brief([RUNS[0], tempo, RUNS[1], RUNS[2]], level=3, first_hard_on=day(3)))["directives_unmet"] == 0
    assert levels(a_brief([RUNS[0], tempo, RUNS[2]], level=2, first_hard_on=day(3)))["directives_unmet"] == 0


def test_key_sessions_are_counted_by_rank_and_by_what_is_given_up():
    first = a_key_session("a", day(1), "tempo", 60, rank=1, reduced=ShorterForm(2400, 280))
    long = a_key_session("l", day(5), "long", 100, rank=2)
    brief = a_brief([first, long], long_max_ratio=0.75)

    def ranks(*changes):
        found = levels(brief, *changes)
        return found["key_sessions_rank_1"], found["key_sessions_rank_2"]

    assert ranks() == (0, 0)
    assert ranks(replace(first, duration_s=2400, load=280), shortened(long, 75)) == (0, 0)
    assert ranks(moved(first, 2), shortened(long, 70)) == (0, 1)
    assert ranks(eased(first), dropped(long)) == (2, 2)


def test_ranks_that_nothing_movable_has_are_left_out():
    assert "key_sessions_rank_1" not in levels(a_brief(RUNS))
    assert "key_sessions_rank_3" in levels(a_brief([a_key_session("k", day(1), rank=3)]))


def test_needless_moves_are_those_from_an_allowed_place():
    tempo = a_key_session("t", day(1), "tempo")
    brief = a_brief([*RUNS, tempo], first_hard_on=day(2))
    found = levels(brief, moved(tempo, 2), moved(RUNS[2], 6))
    assert (found["needless_moves"], found["sessions_changed"]) == (1, 2)


@pytest.mark.parametrize(("minutes", "steps"), [(95, 0), (94, 1), (90, 1), (89, 2), (50, 9)])
def test_a_goal_is_missed_in_steps_of_a_twentieth_and_the_first_is_free(minutes, steps):
    run = a_session("r", day(1), minutes=100, rpe=3)
    assert levels(a_brief([run]), shortened(run, minutes))["goals_missed"] == steps


def test_what_the_cap_takes_is_not_missed():
    run = a_session("r", day(1), minutes=100, rpe=3)
    assert levels(a_brief([run], w1={"load_cap": 150.5}), shortened(run, 50))["goals_missed"] == 0


def test_done_load_counts_as_done_in_plan_and_goal():
    done, run = a_session("d", day(0), minutes=50, rpe=3), a_session("r", day(3), minutes=50, rpe=3)
    brief = a_brief([done, run], now=at(day(1)))
    assert levels(brief, dropped(run))["goals_missed"] == 9


def test_missed_strength_is_a_missed_goal_and_inserted_core_does_not_pay_for_it():
    lift = a_session("ls", day(1), "strength", 40, load=0)
    core = a_session("insert-2026-03-05-core", day(3), "core", 20, 3, inserted=True)
    assert levels(a_brief([lift]), dropped(lift))["goals_missed"] == 1
    assert levels(a_brief([lift], core_min=1), dropped(lift), inserted=[core])["goals_missed"] == 1


def stated(**goals):
    return {"weeks": (Week(day(0), goals=WeekGoals(**goals)), Week(day(7), goals=WeekGoals(**goals)))}


def test_goals_count_in_what_the_coach_counts_in():
    run = a_session("r", day(1), minutes=100, rpe=3, distance_m=20_000)
    half = replace(shortened(run, 80), distance_m=10_000)

    def missed(**goals):
        return levels(a_brief([run], plan=stated(**goals)), half)["goals_missed"]

    assert missed(distance_m=20_000) == 9
    assert missed(duration_s=6_000) == 3
    assert missed(load=300, distance_m=20_000) == 3
    assert missed() == 3


def test_a_swap_counts_the_metres_it_stands_for():
    run = a_session("r", day(1), "steady", 65, distance_m=13_000)
    brief = a_brief([run], plan=stated(distance_m=13_000))
    assert levels(brief, crossed(run))["goals_missed"] == 4
    assert levels(brief, eased(run))["goals_missed"] == 19


def test_changes_and_their_severity():
    sessions = [*RUNS, a_session("m", day(6), "steady", 60), a_session("n", day(4), "steady", 60)]
    found = levels(a_brief(sessions), dropped(RUNS[0]), moved(RUNS[1], 2), crossed(RUNS[2]), eased(sessions[3]), shortened(sessions[4], 40))
    assert found["sessions_changed"] == 2 + 1 + 1 + 1 + 1
    assert found["form_severity"] == 5 + 0 + 4 + 3 + 2


@pytest.mark.parametrize(("start", "to", "days"), [(5, 6, 1), (6, 4, 2), (5, 3, 4), (3, 4, 2)])
def test_days_near_today_count_double(start, to, days):
    run = a_session("r", day(start))
    assert levels(a_brief([run]), moved(run, to))["days_moved"] == days


def test_the_spread_is_taken_over_dates_with_load():
    sessions = [
        a_session("a", day(1), load=100),
        a_session("b", day(1), "strength", load=50),
        a_session("c", day(9), load=40),
        a_session("m", day(2), "mobility", 20, load=0),
    ]
    assert levels(a_brief(sessions))["load_spread"] == 110
    assert levels(a_brief([]))["load_spread"] == 0


@pytest.mark.parametrize(("easy", "hard", "gap"), [(75, 25, 0), (74, 26, 1), (85, 15, 0), (86, 14, 1), (0, 60, 45)])
def test_the_easy_share_has_a_range(easy, hard, gap):
    sessions = [a_session("e", day(1), minutes=easy)] * bool(easy) + [a_session("h", day(3), "tempo", hard)]
    assert levels(a_brief(sessions))["easy_share_gap"] == gap


@pytest.mark.parametrize(
    ("offset", "minutes", "rpe", "missed"), [(3, 45, 3, 0), (4, 45, 3, 0), (5, 45, 3, 1), (3, 46, 3, 1), (3, 45, 4, 1)]
)
def test_a_light_run_follows_leg_strength(offset, minutes, rpe, missed):
    brief = a_brief([a_session("ls", day(2), "strength"), a_session("e", day(offset), minutes=minutes, rpe=rpe)])
    assert levels(brief)["preferences"] == missed


def test_a_moved_long_run_stands_on_a_weekday_of_the_athletes():
    long = a_key_session("l", day(6), "long", 100)
    brief = a_brief([long], athlete=replace(RUNNER, long_run_weekdays=(6,)))
    assert levels(brief)["preferences"] == 0
    assert levels(brief, moved(long, 5))["preferences"] == 1


@pytest.mark.parametrize(("level", "missed"), [(0, 0), (1, 1), (2, 1), (3, 0)])
def test_the_way_back_does_not_begin_hard(level, missed):
    sessions = [a_session("today", day(0)), a_key_session("k", day(1), "tempo"), a_session("e", day(2))]
    assert levels(a_brief(sessions, level=level, first_hard_on=None))["preferences"] == missed


def test_the_tie_break_is_made_from_the_finished_session():
    run = a_session("r", day(1), minutes=45, rpe=3)
    text = "r|2026-03-03|any|run|easy|2700|135|planned"
    assert levels(a_brief([run]))["tie_break"] == int.from_bytes(sha256(text.encode()).digest()[:2], "big")


def test_the_tempo_of_the_third_scenario_moves_to_friday():
    """PLAN-A on Wednesday 4 March, level 2: nothing hard before Friday; the tempo run goes to Friday morning."""
    friday = date(2026, 3, 6)
    brief = a_brief(PLAN_A.sessions, now=at("2026-03-04", "19:00"), level=2, first_hard_on=friday, affected_sport=Sport.RUN)
    tempo = brief.plan.by_id["tempo-0302"]
    found = levels(brief, changed(tempo, date=friday))
    expected = {
        "directives_unmet": 0,
        "key_sessions_rank_2": 0,
        "needless_moves": 0,
        "sessions_changed": 1,
        "form_severity": 0,
        "days_moved": 2,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["load_spread"] == 350 + 200 - 120


def test_measuring_twice_gives_the_same():
    brief = a_brief(PLAN_A.sessions)
    assert measure(brief, brief.plan) == measure(brief, brief.plan.with_sessions(reversed(brief.plan.sessions)))
    assert POLICY.aims.goal_step_percent == 5
    assert day(1) - timedelta(days=1) == day(0)


def without(*rows):
    return replace(POLICY, switched_off=frozenset(rows))


@pytest.mark.parametrize(("kind", "rows"), [("core", ("S1-09", "S3-21")), ("strength", ("S3-21",)), ("upper_body", ("S3-21",))])
def test_strength_of_every_kind_is_a_goal_by_its_rows(kind, rows):
    work = a_session("w", day(1), kind, 40, load=0)
    assert levels(a_brief([work]), dropped(work))["goals_missed"] == 1
    for row in rows:
        assert levels(a_brief([work], policy=without(row)), dropped(work))["goals_missed"] == 0
