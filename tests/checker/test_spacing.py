"""How close sessions stand: the smallest allowed gap passes, one less does not, and the coach's own gap is no worse."""

from dataclasses import replace

import pytest

from service.domain.session import Group, GroupKind, Lock
from tests.support.builders import a_key_session, a_session
from tests.support.cases import a_brief, broken, day, eased, moved, shortened

HARD = a_key_session("h", day(1), "tempo", 50)
LONG = a_key_session("l", day(9), "long", 100)


def hard(offset: int, **fields):
    return a_key_session("h2", day(offset), "interval", 50, **fields)


def long(offset: int, **fields):
    return a_key_session("l2", day(offset), "long", 100, **fields)


@pytest.mark.parametrize(
    ("rule", "first", "second", "to", "wrong"),
    [
        ("hard-to-hard", HARD, hard(5), 3, False),
        ("hard-to-hard", HARD, hard(5), 2, True),
        ("hard-to-long", HARD, long(5), 3, False),
        ("hard-to-long", HARD, long(5), 2, True),
        ("long-to-hard", a_key_session("l", day(1), "long", 100), hard(5), 3, False),
        ("long-to-hard", a_key_session("l", day(1), "long", 100), hard(5), 2, True),
        ("long-to-long", a_key_session("l", day(1), "long", 100), long(6), 5, False),
        ("long-to-long", a_key_session("l", day(1), "long", 100), long(6), 4, True),
    ],
)
def test_the_smallest_gap_is_allowed_and_one_less_is_not(rule, first, second, to, wrong):
    assert (rule in broken(a_brief([first, second]), moved(second, to))) is wrong


@pytest.mark.parametrize("sport", ["bike", "swim"])
def test_other_sports_do_not_crowd_runs(sport):
    other = a_key_session("h2", day(2), "interval", 50, sport=sport)
    assert "hard-to-hard" not in broken(a_brief([HARD, other]), replace(other, date=day(1)))


def test_a_brick_crowds_both_of_its_sports():
    brick = a_key_session("b", day(5), "tempo", 80, sport="brick")
    assert "hard-to-hard" in broken(a_brief([HARD, brick]), moved(brick, 2))


def test_a_pair_may_stand_as_close_as_its_coach_put_it_anywhere():
    pair = [HARD, hard(2)]
    brief = a_brief(pair)
    assert "hard-to-hard" not in broken(brief)
    assert "hard-to-hard" not in broken(brief, moved(pair[0], 3), moved(pair[1], 4))
    assert "hard-to-hard" in broken(brief, moved(pair[0], 2))


def test_a_close_pair_that_changed_its_form_gets_the_plain_limit():
    pair = [a_key_session("l", day(1), "long", 100), long(3)]
    assert "long-to-long" not in broken(a_brief(pair))
    assert "long-to-long" in broken(a_brief(pair), shortened(pair[0], 80))


def test_two_sessions_that_cannot_change_are_not_judged():
    pair = [replace(HARD, lock=Lock.ALL), hard(2, lock=Lock.ALL)]
    assert "hard-to-hard" not in broken(a_brief(pair))


def test_a_session_that_is_hard_and_long_counts_as_hard():
    both = a_key_session("hl", day(5), "tempo", 100)
    assert "hard-to-long" not in broken(a_brief([HARD, both]), moved(both, 2))
    assert "hard-to-hard" in broken(a_brief([HARD, both]), moved(both, 2))


@pytest.mark.parametrize(("minutes", "rpe", "wrong"), [(60, 3, False), (61, 3, True), (40, 5, True)])
def test_the_day_after_a_long_run_is_short_and_easy(minutes, rpe, wrong):
    first = a_key_session("l", day(3), "long", 100)
    after = a_session("e", day(6), "easy", minutes, rpe)
    assert ("after-long" in broken(a_brief([first, after]), moved(after, 4))) is wrong
    assert "after-long" not in broken(a_brief([first, after]), moved(after, 5))


def test_the_coachs_own_day_after_a_long_run_stays_allowed():
    pair = [a_key_session("l", day(3), "long", 100), a_session("e", day(4), "easy", 80)]
    assert "after-long" not in broken(a_brief(pair))
    assert "after-long" in broken(a_brief(pair), shortened(pair[1], 68))
    assert "after-long" not in broken(a_brief(pair), shortened(pair[1], 60))


def test_a_run_near_the_longest_of_thirty_days_counts_as_long_for_the_day_after():
    done = a_session("done", day(-10), minutes=80)
    near = [a_session("near", day(2), minutes=60), a_session("next", day(5), minutes=50)]
    assert "after-long" in broken(a_brief([done, *near]), moved(near[1], 3))
    far = replace(done, date=day(-31))
    assert "after-long" not in broken(a_brief([far, *near]), moved(near[1], 3))


def test_a_ride_on_the_day_after_a_long_run_is_free():
    ride = a_session("b", day(6), "steady", 120, sport="bike")
    assert "after-long" not in broken(a_brief([a_key_session("l", day(3), "long", 100), ride]), moved(ride, 4))


def back_to_back():
    def group(n: int) -> Group:
        return Group("b2b", GroupKind.SEQUENCE, n)

    return [a_key_session("q1", day(3), "long", 100, group=group(0)), a_key_session("q2", day(4), "long", 95, group=group(1))]


def test_a_back_to_back_counts_as_one_for_the_rules_about_long_runs():
    pair = back_to_back()
    brief = a_brief(pair)
    assert broken(brief, moved(pair[0], 2), moved(pair[1], 3)) == set()


@pytest.mark.parametrize(("to", "wrong"), [(6, True), (7, False)])
def test_two_easy_days_follow_a_back_to_back(to, wrong):
    pair = back_to_back()
    steady = a_session("m", day(8), "steady", 40)
    brief = a_brief([*pair, steady], move_days=7)
    assert ("after-sequence" in broken(brief, moved(steady, to))) is wrong


def test_easy_runs_may_follow_a_back_to_back():
    pair = back_to_back()
    easy = a_session("m", day(8), "steady", 40)
    assert "after-sequence" not in broken(a_brief([*pair, easy]), eased(moved(easy, 6), 20))
