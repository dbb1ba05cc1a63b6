"""Unary rules that the directives set: the first allowed date is allowed, the one before is not."""

from dataclasses import replace

import pytest

from service.domain.adjustment import Pin
from service.domain.directives import DayRule, DayRuleKind, Scope
from service.domain.session import Sport
from tests.support.builders import a_key_session, a_session
from tests.support.cases import a_brief, broken, crossed, day, dropped, eased, shortened

TEMPO = a_key_session("k", day(3), "tempo")
LONG = a_key_session("l", day(5), "long", 100)
STRENGTH = a_session("ls", day(3), "strength")


@pytest.mark.parametrize(
    ("session", "rule"),
    [
        (TEMPO, "first-hard"),
        (a_key_session("k", day(3), "interval"), "first-speed"),
        (STRENGTH, "first-strength"),
        (LONG, "first-long"),
    ],
)
def test_the_first_allowed_date_is_allowed_and_the_one_before_is_not(session, rule):
    field = f"{rule.replace('-', '_')}_on"
    on = (session.date - day(0)).days
    assert rule not in broken(a_brief([session], **{field: day(on)}))
    assert rule in broken(a_brief([session], **{field: day(on + 1)}))


def test_easy_and_dropped_forms_are_free_of_the_dates():
    brief = a_brief([TEMPO], first_hard_on=day(9), easy_until=day(9))
    assert broken(brief, eased(TEMPO)) == set()
    assert broken(brief, dropped(TEMPO)) == set()


def test_tempo_is_no_speed_and_speed_is_free_after_the_first_window():
    assert "first-speed" not in broken(a_brief([TEMPO], first_speed_on=day(6)))
    late = a_key_session("k", day(8), "interval")
    assert "first-speed" not in broken(a_brief([late], first_speed_on=day(12)))


@pytest.mark.parametrize(("last", "wrong"), [(2, False), (3, True)])
def test_hard_sessions_are_easy_up_to_and_on_the_last_day(last, wrong):
    assert ("easy-until" in broken(a_brief([TEMPO], easy_until=day(last)))) is wrong


def test_core_is_no_leg_strength():
    core = a_session("c", day(1), "core", 20)
    assert "first-strength" not in broken(a_brief([core], first_strength_on=day(5)))


@pytest.mark.parametrize(
    ("scope", "affected", "session", "bound"),
    [
        (Scope.AFFECTED, Sport.RUN, TEMPO, True),
        (Scope.AFFECTED, Sport.RUN, replace(TEMPO, sport=Sport.BIKE), False),
        (Scope.AFFECTED, Sport.RUN, replace(TEMPO, sport=Sport.BRICK), True),
        (Scope.AFFECTED, None, replace(TEMPO, sport=Sport.BIKE), True),
        (Scope.LEGS, Sport.RUN, replace(TEMPO, sport=Sport.BIKE), True),
        (Scope.LEGS, Sport.RUN, replace(TEMPO, sport=Sport.SWIM), False),
        (Scope.ALL, Sport.RUN, replace(TEMPO, sport=Sport.SWIM), True),
    ],
)
def test_the_scope_says_which_sessions_are_bound(scope, affected, session, bound):
    brief = a_brief([session], first_hard_on=day(9), hard_scope=scope, affected_sport=affected)
    assert ("first-hard" in broken(brief)) is bound


@pytest.mark.parametrize(("minutes", "wrong"), [(75, False), (80, True)])
def test_a_long_session_keeps_at_most_its_share(minutes, wrong):
    assert ("long-ratio" in broken(a_brief([LONG], long_max_ratio=0.75), shortened(LONG, minutes))) is wrong


def test_the_share_is_the_written_decimal_and_not_its_float():
    odd = a_key_session("l", day(5), "long", 95)
    brief = a_brief([odd], long_max_ratio=0.6)
    assert broken(brief, shortened(odd, 57)) == set()


def test_the_share_binds_the_first_window_only():
    late = a_key_session("l", day(12), "long", 100)
    assert "long-ratio" not in broken(a_brief([late], long_max_ratio=0.75))


def test_a_hard_long_session_is_not_allowed_when_long_must_be_easy():
    hard = a_key_session("l", day(5), "long", 100, 7, hard=True)
    assert "long-ratio" in broken(a_brief([hard], long_easy=True))
    assert "long-ratio" not in broken(a_brief([hard]))


@pytest.mark.parametrize(("minutes", "wrong"), [(40, False), (41, True)])
def test_no_run_is_longer_than_the_longest_allowed(minutes, wrong):
    run = a_session("r", day(1), minutes=60)
    assert ("session-length" in broken(a_brief([run], max_session_minutes=40), shortened(run, minutes))) is wrong


def test_rides_may_be_longer_than_the_longest_run():
    ride = a_session("r", day(1), minutes=60, sport="bike")
    assert "session-length" not in broken(a_brief([ride], max_session_minutes=40))


HARD_SWIM = replace(TEMPO, sport=Sport.SWIM)
SHORT_SWIM = a_session("s", day(3), minutes=30, sport="swim")


@pytest.mark.parametrize(
    ("kind", "session", "wrong"),
    [
        (DayRuleKind.NO_HARD, TEMPO, True),
        (DayRuleKind.NO_HARD, HARD_SWIM, True),
        (DayRuleKind.NO_HARD, LONG, False),
        (DayRuleKind.NO_LONG, LONG, True),
        (DayRuleKind.NO_LONG, TEMPO, False),
        (DayRuleKind.EASY_ONLY, LONG, False),
        (DayRuleKind.EASY_ONLY, a_session("m", day(3), "steady"), True),
        (DayRuleKind.EASY_ONLY, STRENGTH, True),
        (DayRuleKind.EASY_ONLY, HARD_SWIM, False),
        (DayRuleKind.REST_OR_SHORT_CROSS, SHORT_SWIM, False),
        (DayRuleKind.REST_OR_SHORT_CROSS, replace(SHORT_SWIM, duration_s=31 * 60), True),
        (DayRuleKind.REST_OR_SHORT_CROSS, a_session("e", day(3), minutes=20), True),
        (DayRuleKind.REST_OR_SHORT_CROSS, STRENGTH, True),
        (DayRuleKind.NO_HARD_OUTDOORS, TEMPO, True),
        (DayRuleKind.NO_HARD_OUTDOORS, LONG, True),
        (DayRuleKind.NO_HARD_OUTDOORS, replace(TEMPO, environment="indoor"), False),
        (DayRuleKind.NO_HARD_OUTDOORS, HARD_SWIM, False),
    ],
)
def test_the_rules_of_a_date_forbid_what_they_say(kind, session, wrong):
    rule = (DayRule(session.date, kind, "heat", ("K65",)),)
    assert ("day-rule" in broken(a_brief([session], day_rules=rule))) is wrong


def test_a_day_rule_leaves_the_other_dates_alone():
    assert "day-rule" not in broken(a_brief([TEMPO], day_rules=(DayRule(day(4), DayRuleKind.NO_HARD, "heat", ("K65",)),)))


@pytest.mark.parametrize(
    ("session", "wrong"),
    [
        (a_session("e", day(1)), True),
        (a_session("c", day(1), "core", 20), False),
        (a_session("c", day(1), "core", 25), True),
        (a_session("m", day(1), "mobility", 20, sport="mobility"), False),
    ],
)
def test_rest_dates_hold_nothing_but_rest_and_short_core(session, wrong):
    assert ("rest-dates" in broken(a_brief([session], rest_dates=(day(1),)))) is wrong
    assert "rest-dates" not in broken(a_brief([session], rest_dates=(day(2),)))


@pytest.mark.parametrize(
    ("level", "affected", "wrong"), [(2, Sport.RUN, True), (3, Sport.RUN, False), (2, None, False), (2, Sport.BIKE, False)]
)
def test_what_did_not_make_the_legs_heavy_keeps_its_form_at_low_levels(level, affected, wrong):
    ride = a_session("b", day(2), "steady", 60, sport="bike")
    brief = a_brief([ride], level=level, affected_sport=affected)
    assert ("spared" in broken(brief, eased(ride))) is wrong
    assert ("spared" in broken(brief, dropped(ride))) is wrong


def test_a_spared_session_may_make_room_for_a_pin():
    ride, run = a_session("b", day(2), "steady", 60, sport="bike"), a_session("r", day(3), "tempo", 50)
    brief = a_brief([ride, run], level=2, affected_sport=Sport.RUN, wishes={"pins": (Pin("r", day(2)),)})
    assert "spared" not in broken(brief, dropped(ride))


def test_a_spared_session_changes_where_a_rule_of_its_date_speaks_against_it():
    ride = a_session("b", day(2), "steady", 60, sport="bike")
    rule = (DayRule(day(2), DayRuleKind.EASY_ONLY, "soreness", ("S2-98",)),)
    assert broken(a_brief([ride], level=2, affected_sport=Sport.RUN, day_rules=rule), eased(ride)) == set()


def test_upper_body_strength_is_spared_up_to_level_four():
    run = a_session("r", day(2), "steady", 60)
    assert broken(a_brief([run], level=4), eased(run)) == set()
    assert "modality" in broken(a_brief([run], level=4), crossed(run))
