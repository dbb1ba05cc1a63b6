"""Rules about one session alone, each asked by its name; nothing else about the plan matters here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.adjustment import Pin, Refusal
from service.domain.athlete import Availability
from service.domain.brief import Brief
from service.domain.directives import CrossTraining, DayRule, DayRuleKind, Scope
from service.domain.forms import Form
from service.domain.placing import Placing
from service.domain.plan import Race, RacePriority
from service.domain.session import Group, GroupKind, Kind, Lock, Modality, PartOfDay, Priority, Sport
from service.solver import why_not
from service.solver.unary import UNARY
from tests.solver.alone import asked, brief_of, easy, hard, long, on, strength
from tests.support.builders import ATHLETE_A, POLICY, a_session, at

KEY = {"priority": Priority.KEY, "key_rank": 1}


def forbidden(brief: Brief, day: int, form: Form = Form.KEPT) -> set[str]:
    """The rules that forbid session `x` that date and form."""
    return set(why_not(brief, "x", on(day), form))


def test_every_rule_has_one_name() -> None:
    names = [name for name, _ in UNARY]
    assert len(names) == len(set(names))


def test_nothing_moves_before_today_or_onto_a_today_that_is_over() -> None:
    brief = brief_of([easy("x", 3)])
    assert "past" in forbidden(brief, -1)
    assert "past" in forbidden(brief, 0)
    assert "past" not in forbidden(brief_of([easy("x", 3), easy("y", 0)]), 0)


@pytest.mark.parametrize("fields", [{"lock": Lock.DATE}, {"group_session": True}])
def test_a_fixed_date_holds_the_session_but_not_its_form(fields: dict) -> None:
    brief = brief_of([easy("x", 3, **fields)])
    assert "fixed-date" in forbidden(brief, 4)
    assert not forbidden(brief, 3, Form.SHORTENED)


def test_gates_only_ease_in_place() -> None:
    brief = brief_of([hard("x", 3)], asked(ease_only=True))
    assert "fixed-date" in forbidden(brief, 4)
    assert not forbidden(brief, 3, Form.EASY)


@pytest.mark.parametrize(("clock", "soon"), [("14:01", True), ("14:00", False)])
def test_what_starts_within_two_hours_does_not_move(clock: str, soon: bool) -> None:
    brief = brief_of([easy("x", 0, part_of_day=PartOfDay.PM)], now=at("2026-03-02", clock))
    assert ("soon" in forbidden(brief, 1)) is soon


@pytest.mark.parametrize(("fields", "days", "allowed"), [(KEY, 3, True), (KEY, 4, False), ({}, 2, True), ({}, 3, False)])
def test_key_sessions_move_further_than_others(fields: dict, days: int, allowed: bool) -> None:
    brief = brief_of([hard("x", 1, **fields)], asked(move_days=3), POLICY)
    assert ("move-limit" not in forbidden(brief, 1 + days)) is allowed


def test_pins_are_free_of_the_limit_and_wishes_give_two_days_of_room() -> None:
    still = asked(level=0, move_days=0)
    assert "move-limit" in forbidden(brief_of([easy("x", 3)], still, POLICY), 4)
    refused = brief_of([easy("x", 3)], still, POLICY, refusals=(Refusal("y:drop"),))
    assert "move-limit" not in forbidden(refused, 5)
    assert "move-limit" in forbidden(refused, 6)
    assert not forbidden(brief_of([easy("x", 3)], still, POLICY, pins=(Pin("x", on(6)),)), 6)


def test_only_a_key_session_that_cannot_stay_crosses_between_the_windows() -> None:
    late = asked(first_hard_on=on(7))
    assert "zone-crossing" not in forbidden(brief_of([hard("x", 5, **KEY)], late), 7)
    assert "zone-crossing" in forbidden(brief_of([hard("x", 5)], late), 7)
    assert "zone-crossing" in forbidden(brief_of([hard("x", 5, **KEY)]), 7)
    assert "zone-crossing" in forbidden(brief_of([hard("x", 13, **KEY)], asked(first_hard_on=on(14))), 14)


def test_a_session_is_moved_or_changed_not_both() -> None:
    brief = brief_of([easy("x", 3), long("y", 5, **KEY)], asked(long_max_ratio=0.75))
    assert "moved-or-changed" in forbidden(brief, 4, Form.SHORTENED)
    assert not why_not(brief, "y", on(6), Form.SHORTENED)
    assert "moved-or-changed" in why_not(brief, "y", on(6), Form.EASY)
    assert not forbidden(brief_of([easy("x", 3)], pins=(Pin("x", on(4)),)), 4, Form.SHORTENED)


def test_another_sport_is_spared_unless_its_own_place_is_forbidden() -> None:
    ride = hard("x", 3, sport=Sport.BIKE)
    assert "spared" in forbidden(brief_of([ride]), 3, Form.EASY)
    assert "spared" not in forbidden(brief_of([ride]), 4)
    day_rule = DayRule(on(3), DayRuleKind.NO_HARD, "sleep", ())
    assert not forbidden(brief_of([ride], asked(day_rules=(day_rule,))), 3, Form.EASY)
    assert not forbidden(brief_of([ride], asked(level=3)), 3, Form.EASY)


def test_availability_binds_new_dates_and_other_sports_only() -> None:
    limits = (
        Availability(date=on(3), available=False),
        Availability(date=on(4), available=False),
        Availability(date=on(5), max_minutes=44),
        Availability(date=on(6), sports=(Sport.BIKE,)),
    )
    athlete = replace(ATHLETE_A, availability=limits)
    brief = brief_of([easy("x", 3), easy("y", 0)], athlete=athlete)
    assert not forbidden(brief, 3)
    assert all("availability" in forbidden(brief, day) for day in (4, 5, 6))
    assert "availability" not in forbidden(brief, 2)
    runs_only = replace(ATHLETE_A, availability=(Availability(date=on(3), sports=(Sport.RUN,)),))
    assert "availability" in forbidden(brief_of([easy("x", 3)], athlete=runs_only), 3, Form.CROSS)


def test_the_coachs_placing_binds_new_dates() -> None:
    wish = Placing(allowed_weekdays=(3,), not_before=on(2), not_after=on(12))
    brief = brief_of([easy("x", 4, placing=wish)])
    assert not forbidden(brief, 4)
    assert "placing" not in forbidden(brief, 3)
    assert all("placing" in forbidden(brief, day) for day in (1, 5, 13))


def test_nothing_moves_into_a_closed_day() -> None:
    rule = DayRule(on(4), DayRuleKind.NO_MOVE_IN, "taper", ())
    assert "no-move-in" in forbidden(brief_of([easy("x", 3)], asked(day_rules=(rule,))), 4)
    assert not forbidden(brief_of([easy("x", 4)], asked(day_rules=(rule,))), 4)


@pytest.mark.parametrize(
    ("rule", "session", "directive"),
    [
        ("first-hard", hard("x", 3), {"first_hard_on": on(4)}),
        ("first-strength", strength("x", 3), {"first_strength_on": on(4)}),
        ("first-long", long("x", 3), {"first_long_on": on(4)}),
        ("first-speed", hard("x", 3), {"first_speed_on": on(4)}),
        ("easy-until", hard("x", 3), {"easy_until": on(3)}),
    ],
)
def test_first_dates_bind_before_and_not_on_the_date(rule: str, session: object, directive: dict) -> None:
    brief = brief_of([session], asked(**directive))
    assert forbidden(brief, 3) == {rule}
    assert not forbidden(brief, 4)


def test_first_dates_follow_the_scope() -> None:
    swim, ride = hard("x", 3, sport=Sport.SWIM), hard("x", 3, sport=Sport.BIKE)
    late = {"first_hard_on": on(9)}
    assert not forbidden(brief_of([ride], asked(**late)), 3)
    assert forbidden(brief_of([ride], asked(hard_scope=Scope.LEGS, **late)), 3) == {"first-hard"}
    assert not forbidden(brief_of([swim], asked(hard_scope=Scope.LEGS, **late)), 3)
    assert forbidden(brief_of([swim], asked(hard_scope=Scope.ALL, **late)), 3) == {"first-hard"}
    assert not forbidden(brief_of([hard("x", 3, kind="tempo")], asked(first_speed_on=on(9))), 3)


def test_long_sessions_are_cut_in_the_first_window_only() -> None:
    wanted = asked(long_max_ratio=0.75)
    assert forbidden(brief_of([long("x", 6)], wanted), 6) == {"long-ratio"}
    assert not forbidden(brief_of([long("x", 6)], wanted), 6, Form.SHORTENED)
    assert not forbidden(brief_of([long("x", 7)], wanted), 7)
    hard_long = long("x", 6, rpe=7)
    assert "long-ratio" in forbidden(brief_of([hard_long], asked(long_max_ratio=0.6, long_easy=True)), 6)


@pytest.mark.parametrize(("minutes", "allowed"), [(42, True), (43, False)])
def test_no_run_lasts_longer_than_the_directive_allows(minutes: int, allowed: bool) -> None:
    brief = brief_of([easy("x", 3, minutes)], asked(max_session_minutes=42))
    assert (not forbidden(brief, 3)) is allowed
    assert not forbidden(brief_of([easy("x", 3, 90, sport=Sport.BIKE)], asked(max_session_minutes=42)), 3)


@pytest.mark.parametrize(
    ("kind", "session", "allowed"),
    [
        (DayRuleKind.NO_HARD, hard("x", 3, sport=Sport.SWIM), False),
        (DayRuleKind.NO_HARD, long("x", 3), True),
        (DayRuleKind.NO_LONG, long("x", 3), False),
        (DayRuleKind.EASY_ONLY, a_session("x", on(3), Kind.STEADY), False),
        (DayRuleKind.EASY_ONLY, easy("x", 3), True),
        (DayRuleKind.EASY_ONLY, strength("x", 3), False),
        (DayRuleKind.EASY_ONLY, hard("x", 3, sport=Sport.SWIM), True),
        (DayRuleKind.REST_OR_SHORT_CROSS, easy("x", 3), False),
        (DayRuleKind.REST_OR_SHORT_CROSS, strength("x", 3), False),
        (DayRuleKind.REST_OR_SHORT_CROSS, easy("x", 3, 30, sport=Sport.SWIM), True),
        (DayRuleKind.REST_OR_SHORT_CROSS, easy("x", 3, 31, sport=Sport.SWIM), False),
        (DayRuleKind.NO_HARD_OUTDOORS, hard("x", 3), False),
        (DayRuleKind.NO_HARD_OUTDOORS, hard("x", 3, environment="indoor"), True),
        (DayRuleKind.NO_HARD_OUTDOORS, long("x", 3), False),
    ],
)
def test_what_each_kind_of_day_forbids(kind: DayRuleKind, session: object, allowed: bool) -> None:
    brief = brief_of([session], asked(day_rules=(DayRule(on(3), kind, "cause", ()),)))
    assert (forbidden(brief, 3) == set()) is allowed
    assert "day-rule" not in forbidden(brief, 4)


def test_a_date_of_rest_holds_nothing_but_what_is_light() -> None:
    wanted = asked(rest_dates=(on(3),))
    assert forbidden(brief_of([easy("x", 3)], wanted), 3) == {"rest-dates"}
    assert not forbidden(brief_of([a_session("x", on(3), Kind.CORE, 20)], wanted), 3)
    assert not forbidden(brief_of([easy("x", 3)], wanted), 3, Form.DROPPED)


def test_no_form_is_harder_than_planned() -> None:
    gentle = a_session("x", on(3), Kind.STEADY, 45, 2)
    assert "never-harder" in forbidden(brief_of([gentle]), 3, Form.EASY)


def test_openers_are_neither_dropped_nor_swapped() -> None:
    brief = brief_of([hard("x", 3, 40, opener=True)], asked(protected_ids=("x",)))
    assert forbidden(brief, 3, Form.DROPPED) == {"protected"}
    assert forbidden(brief, 3, Form.CROSS) == {"protected"}
    assert not forbidden(brief, 3, Form.SHORTENED)


def test_a_pin_holds_date_and_part_and_forbids_dropping() -> None:
    brief = brief_of([easy("x", 3)], pins=(Pin("x", on(4), PartOfDay.PM),))
    assert not forbidden(brief, 4)
    assert "pin" in forbidden(brief, 3)
    assert forbidden(brief, 3, Form.DROPPED) == {"pin"}


@pytest.mark.parametrize(
    ("action", "day", "form"),
    [
        ("move", 4, Form.KEPT),
        ("drop", 3, Form.DROPPED),
        ("rest", 3, Form.DROPPED),
        ("ease", 3, Form.EASY),
        ("ease", 3, Form.RECOVERY),
        ("shorten", 3, Form.SHORTENED),
        ("swap", 3, Form.CROSS),
    ],
)
def test_a_refused_action_is_forbidden_in_every_form_of_it(action: str, day: int, form: Form) -> None:
    session = a_session("x", on(3), Kind.STEADY, 60)
    assert "refusal" in forbidden(brief_of([session], refusals=(Refusal(f"x:{action}"),)), day, form)
    assert "refusal" not in forbidden(brief_of([session]), day, form)


def test_without_a_modality_there_is_no_swap() -> None:
    brief = brief_of([easy("x", 3)], asked(cross_training=CrossTraining(0, None, ())))
    assert forbidden(brief, 3, Form.CROSS) == {"form"}
    to_swim = brief_of([easy("x", 3)], asked(cross_training=CrossTraining(0, None, (Modality.SWIM,))))
    assert not forbidden(to_swim, 3, Form.CROSS)


def test_races_locks_and_what_lies_beyond_the_tail_never_change() -> None:
    pair = Group("g", GroupKind.DOUBLE)
    for session in (hard("x", 3, kind="race"), easy("x", 3, lock=Lock.ALL, group=pair), easy("x", 17)):
        assert forbidden(brief_of([session]), 3, Form.DROPPED) == {"constant"}
    assert not forbidden(brief_of([easy("x", 16)]), 16, Form.DROPPED)


@pytest.mark.parametrize(("race", "day", "closed"), [(9, 2, True), (9, 1, False), (4, 3, True), (3, 4, False)])
def test_nothing_long_is_put_off_into_the_week_before_an_a_race(race: int, day: int, closed: bool) -> None:
    races = (Race("a", on(race), priority=RacePriority.A),)
    assert ("no-move-in" in forbidden(brief_of([long("x", 5)], races=races), day)) is closed
    assert "no-move-in" not in forbidden(brief_of([easy("x", 5)], races=races), day)


def test_other_races_and_the_coachs_pin_let_a_long_run_into_their_week() -> None:
    races = {name: (Race("a", on(9), priority=name),) for name in RacePriority}
    assert "no-move-in" not in forbidden(brief_of([long("x", 5)], races=races[RacePriority.B]), 3)
    assert "no-move-in" not in forbidden(brief_of([long("x", 5)], races=races[RacePriority.A], pins=(Pin("x", on(3)),)), 3)
    assert "no-move-in" not in forbidden(brief_of([long("x", 5)], races=races[RacePriority.A]), 5), "its own place"
