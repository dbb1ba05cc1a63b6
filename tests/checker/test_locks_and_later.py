"""What a person has to decide or to look at: locked sessions against directives, later weeks that became too steep."""

from dataclasses import replace
from datetime import timedelta

from service.checker import lock_conflicts, warnings_for_later
from service.domain.session import Lock, Sport
from tests.support.builders import MONDAY, POLICY, a_key_session, a_session
from tests.support.cases import a_brief, day, dropped, revised

TEMPO = a_key_session("t", day(2), "tempo", lock=Lock.ALL)


def test_a_locked_session_that_breaks_a_directive_is_named_with_the_rule():
    (found,) = lock_conflicts(a_brief([TEMPO], first_hard_on=day(3)))
    assert (found.session_id, found.rules) == ("t", ("first-hard",))


def test_a_locked_session_that_breaks_nothing_is_no_conflict():
    assert lock_conflicts(a_brief([TEMPO], first_hard_on=day(2))) == ()
    assert lock_conflicts(a_brief([replace(TEMPO, lock=Lock.NONE)], first_hard_on=day(3))) == ()


def test_races_are_told_of_elsewhere():
    race = a_session("r", day(2), "race", lock=Lock.ALL)
    assert lock_conflicts(a_brief([race], first_hard_on=day(3))) == ()


def test_locked_hard_sessions_beyond_the_count_are_conflicts():
    other = a_key_session("u", day(5), "tempo", lock=Lock.ALL)
    assert {c.session_id for c in lock_conflicts(a_brief([TEMPO, other], w1={"max_hard": 1}))} == {"t", "u"}
    assert lock_conflicts(a_brief([TEMPO, other], w1={"max_hard": 2})) == ()
    swim = replace(other, sport=Sport.SWIM)
    assert lock_conflicts(a_brief([TEMPO, swim], w1={"max_hard": 1})) == ()


def weeks_of(load: int, minutes: int = 60):
    """Five weeks of history and six to come, one session each week."""
    return [a_session(f"w{n}", MONDAY + timedelta(days=7 * n + 1), minutes=minutes, load=load) for n in range(-5, 6)]


def test_a_later_week_that_became_too_steep_is_told_once_the_weeks_before_are_cut():
    brief = a_brief(weeks_of(200))
    assert warnings_for_later(brief, brief.plan) == ()
    cut = revised(brief, dropped(brief.plan.by_id["w0"]), dropped(brief.plan.by_id["w1"]))
    told = warnings_for_later(brief, cut)
    assert [w.pointer for w in told] == [f"/plan/weeks/2026-03-{day}" for day in (16, 23, 30)]
    assert {w.code for w in told} == {"later-week-too-steep"}


def test_a_plan_that_was_steep_before_has_its_lints_and_no_warning():
    sessions = weeks_of(200)
    sessions[7] = replace(sessions[7], load=900)
    brief = a_brief(sessions)
    assert warnings_for_later(brief, brief.plan) == ()


def test_a_run_that_became_a_spike_is_told_as_well():
    off = replace(POLICY, switched_off=frozenset({"S3-23"}))
    sessions = [*weeks_of(10, 60), a_session("x", MONDAY + timedelta(days=44), minutes=100, load=10)]
    sessions.append(a_session("y", MONDAY + timedelta(days=12), minutes=100, load=10))
    sessions.append(a_session("z", MONDAY + timedelta(days=16), minutes=100, load=10))
    brief = a_brief(sessions, policy=off, wishes={"horizon_days": 56})
    assert warnings_for_later(brief, brief.plan) == ()
    cut = revised(brief, dropped(brief.plan.by_id["y"]), dropped(brief.plan.by_id["z"]))
    assert [w.pointer for w in warnings_for_later(brief, cut)] == ["/plan/weeks/2026-04-13"]


def test_a_short_history_warns_of_nothing():
    brief = a_brief([s for s in weeks_of(200) if s.date >= MONDAY])
    assert warnings_for_later(brief, revised(brief, dropped(brief.plan.by_id["w0"]))) == ()
