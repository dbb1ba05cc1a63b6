"""Lints about weeks: rest, growth, lighter weeks, effort, mix, variety, strength by season."""

from dataclasses import replace

import pytest

from service.domain.athlete import Athlete
from service.domain.plan import Phase, Race, Week
from service.domain.session import Completion, Status
from tests.checker.lints.reading import FITNESS, codes, lints, weekly
from tests.support.builders import PLAN_A, a_session
from tests.support.cases import day


def easy_days(*offsets: int, minutes: int = 40):
    return [a_session(f"e{n}", day(n), minutes=minutes) for n in offsets]


def test_seven_dates_without_rest_are_told_once():
    assert "LINT-REST" not in codes(easy_days(*range(6), 7))
    assert "LINT-REST" in codes(easy_days(*range(7)))
    assert len([t for t in lints(easy_days(*range(20))) if t.code == "LINT-REST"]) == 1
    assert "LINT-REST" not in codes(easy_days(*range(7)), off=["S0-21"])


def test_novices_want_two_rest_days():
    novice = Athlete(training_age_months=6)
    week = easy_days(0, 1, 2, 3, 4, 6)
    assert "LINT-REST" in codes(week, novice)
    assert "LINT-REST" not in codes(week, novice, off=["S4-33"])
    assert "LINT-REST" not in codes(week)


def test_more_runs_without_more_easy_days_are_told():
    usual = [*easy_days(1, 3), a_session("m", day(5), "steady")]
    fifth = [*weekly([*usual, a_session("x", day(6), "steady")], 5)[-4:]]
    assert "LINT-FREQ" in codes([*weekly(usual, 4), *fifth])
    assert "LINT-FREQ" not in codes(weekly(usual, 5))
    assert "LINT-FREQ" not in codes([*weekly(usual, 4), *fifth], off=["S2-18"])
    with_rest = [replace(s, kind="easy", rpe=3) if s.id.startswith("m") else s for s in fifth if not s.id.startswith("x")]
    more_easy = [*with_rest, a_session("y", day(34))]
    assert "LINT-FREQ" not in codes([*weekly(usual, 4), *more_easy])


@pytest.mark.parametrize(("minutes", "wrong"), [(40, False), (41, True)])
def test_more_than_a_quarter_between_easy_and_hard_is_told(minutes, wrong):
    fortnight = [*easy_days(0, 2, 4, minutes=40), a_session("m", day(9), "steady", minutes)]
    assert ("LINT-GREY" in codes(fortnight)) is wrong
    assert "LINT-GREY" not in codes(fortnight, off=["S2-19"])


def test_two_grey_days_in_a_row_are_told_with_what_to_do():
    days = [*easy_days(0, 4, 6, 8, 10, minutes=90), a_session("m", day(2), "steady", 30), a_session("n", day(3), "steady", 30)]
    (told,) = (t for t in lints(days) if t.code == "LINT-GREY")
    assert told.rows == ("S2-19", "K33", "S4-07")
    assert "fartlek" in told.text
    (plain,) = (t for t in lints(days, off=["S4-07"]) if t.code == "LINT-GREY")
    assert "fartlek" not in plain.text


@pytest.mark.parametrize(("over", "wrong"), [(3, True), (2, False)])
def test_three_of_ten_easy_runs_above_their_effort_are_told(over, wrong):
    runs = easy_days(*range(10))
    done = [replace(s, status=Status.COMPLETED, completed=Completion(rpe=5)) if n < over else s for n, s in enumerate(runs)]
    assert ("LINT-EASY" in codes(done)) is wrong
    assert "LINT-EASY" not in codes(done, off=["S2-26"])


WEEK = [a_session("a", day(1), minutes=60, load=100)]


@pytest.mark.parametrize(("scale", "wrong"), [(1.3, False), (1.31, True)])
def test_a_week_far_above_the_three_before_is_told(scale, wrong):
    told = [t for t in lints(weekly(WEEK, 4, [1, 1, 1, scale])) if t.rows == ("S2-89", "S3-05", "S3-23")]
    assert bool(told) is wrong
    assert "S3-05" not in {row for t in lints(weekly(WEEK, 4, [1, 1, 1, 2]), off=["S3-05"]) for row in t.rows}


@pytest.mark.parametrize(("scale", "wrong"), [(1.1, False), (1.11, True)])
def test_a_tenth_more_than_the_heaviest_of_three_weeks_is_told_mildly(scale, wrong):
    told = [t for t in lints(weekly(WEEK, 4, [1, 1, 1, scale])) if "K13" in t.rows]
    assert bool(told) is wrong


def test_hardly_any_training_has_no_ratios():
    assert "LINT-PROGRESSION" not in codes(weekly([a_session("a", day(1), minutes=20, load=20)], 4, [1, 1, 1, 2.9]))


@pytest.mark.parametrize(("scale", "wrong"), [(1.5, False), (1.52, True)])
def test_many_more_hard_minutes_than_usual_are_told(scale, wrong):
    week = [a_session("t", day(1), "tempo", 50), a_session("e", day(3), minutes=300)]
    fifth = [replace(s, duration_s=round(50 * scale) * 60) if s.id == "t-4" else s for s in weekly(week, 5)]
    told = [t for t in lints(fifth) if t.rows == ("S3-05", "S3-23")]
    assert bool(told) is wrong


def test_five_weeks_without_a_lighter_one_are_told():
    assert "LINT-DELOAD" in codes(PLAN_A.sessions)
    assert "LINT-DELOAD" in codes(weekly(WEEK, 5))
    assert "LINT-DELOAD" not in codes(weekly(WEEK, 4))
    assert "LINT-DELOAD" not in codes(weekly(WEEK, 5, [1, 1, 1, 0.9]))
    assert "LINT-DELOAD" in codes(weekly(WEEK, 5, [1, 1, 1, 0.91]))
    assert "LINT-DELOAD" not in codes(weekly(WEEK, 5), off=["K35"])


def test_a_week_that_its_coach_calls_recovery_is_a_lighter_one():
    assert "LINT-DELOAD" not in codes(weekly(WEEK, 5), weeks=(Week(day(14), recovery=True),))
    assert "LINT-DELOAD" not in codes(weekly(WEEK, 5), phases=(Phase("t", "taper", day(28), day(34)),))


FOUR_KINDS = [
    a_session("e", day(0)), a_session("i", day(1), "interval"), a_session("t", day(3), "tempo"), a_session("l", day(6), "long", 100),
]  # fmt: skip
RACE = Race("r", day(60))


@pytest.mark.parametrize("missing", ["e", "i", "t", "l"])
def test_two_weeks_of_a_race_plan_hold_all_four_kinds_of_running(missing):
    fortnight = weekly(FOUR_KINDS, 2)
    assert "LINT-MIX" not in codes(fortnight, races=(RACE,))
    without = [s for s in fortnight if not s.id.startswith(missing)] + [
        a_session("end", day(13), "recovery" if missing != "e" else "steady")
    ]
    assert "LINT-MIX" in codes(without, races=(RACE,))
    assert "LINT-MIX" not in codes(without)
    assert "LINT-MIX" not in codes(without, FITNESS, races=(RACE,))
    assert "LINT-MIX" not in codes(without, off=["S0-19"], races=(RACE,))


def test_a_taper_needs_no_mix():
    fortnight = [s for s in weekly(FOUR_KINDS, 2) if not s.id.startswith("t")]
    assert "LINT-MIX" in codes(fortnight, races=(RACE,))
    assert "LINT-MIX" not in codes(fortnight, races=(RACE,), phases=(Phase("t", "taper", day(7), day(13)),))
    assert "LINT-MIX" not in codes(fortnight, races=(Race("r", day(20)),))


def test_nothing_but_running_is_told_to_who_trains_for_health():
    runs = easy_days(0, 3, 7, 10)
    assert "LINT-VARIETY" in codes(runs, FITNESS)
    assert "LINT-VARIETY" not in codes(runs)
    assert "LINT-VARIETY" not in codes([*runs, a_session("b", day(5), sport="bike")], FITNESS)
    assert "LINT-VARIETY" not in codes(runs[:3], FITNESS)
    assert "LINT-VARIETY" not in codes(runs, FITNESS, off=["S0-22"])


def gym(*offsets: int):
    return [a_session(f"g{n}", day(n), "strength") for n in offsets]


@pytest.mark.parametrize(
    ("kind", "strength", "wrong"),
    [
        ("offseason", (1,), True),
        ("offseason", (1, 4), False),
        ("specific", (1,), False),
        ("specific", (1, 4), True),
        ("base", (1, 4), False),
    ],
)
def test_strength_has_its_season(kind, strength, wrong):
    sessions = [*gym(*strength), a_session("e", day(6))]
    phases = (Phase("p", kind, day(0), day(6)),)
    assert ("LINT-STRENGTH" in codes(sessions, phases=phases)) is wrong
    assert "LINT-STRENGTH" not in codes(sessions, off=["S1-17"], phases=phases)


def test_an_empty_plan_has_no_lints():
    assert lints([]) == []
    assert lints([a_session("r", day(0), "rest", 0)]) == []
