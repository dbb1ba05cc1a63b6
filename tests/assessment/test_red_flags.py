"""Signs that stop training, and the only thing that settles them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.assessment.red_flags import CODES, EMERGENCY, PROMPT_ROWS
from service.domain.assessment import Assessment, Urgency
from service.domain.report import Side
from service.domain.report_class import ReportClass
from service.domain.session import Kind
from service.domain.state import Clearance, OpenFlag, State
from service.errors import BadInput
from tests.assessment.asking import ask, at_level, evening, good, march, whole
from tests.support.builders import POLICY, a_plan, a_report, a_session, at


def codes(answer: Assessment) -> tuple[str, ...]:
    return tuple(flag.code for flag in answer.state.open_flags)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_stops_training_with_its_own_urgency(code: str) -> None:
    answer = ask(evening(4), [good(4, flags=(code,))])
    assert (answer.klass, answer.level, answer.computed_level) == (ReportClass.RED_FLAG, 5, 5)
    assert answer.referral is not None
    assert answer.referral.urgency is (Urgency.EMERGENCY if code in EMERGENCY else Urgency.PROMPT)
    assert answer.referral.codes == (code,)
    assert answer.directives.suspend


def test_palpitations_are_an_emergency() -> None:
    assert "RF_PALPITATIONS" in EMERGENCY


def test_an_unknown_code_still_stops() -> None:
    assert ask(evening(4), [good(4, flags=("RF_SOMETHING_NEW",))]).level == 5


def test_an_injury_stops_even_when_one_of_its_rows_is_off() -> None:
    report = good(4, injury=True)
    answer = ask(evening(4), [report])
    assert codes(answer) == ("RF_INJURY",)
    assert {"S1-21", "S4-16"} <= set(answer.rules)
    half = replace(POLICY, switched_off=frozenset({"S1-21"}))
    assert ask(evening(4), [report], policy=half).level == 5
    none = replace(POLICY, switched_off=frozenset({"S1-21", "S4-16"}))
    assert ask(evening(4), [report], policy=none).level == 0


@pytest.mark.parametrize("row", sorted(set(PROMPT_ROWS.values()) - {"S1-21"}))
def test_a_row_that_is_switched_off_stops_nothing(row: str) -> None:
    flags = tuple(code for code, named in PROMPT_ROWS.items() if named == row)
    off = replace(POLICY, switched_off=frozenset({row}))
    assert ask(evening(4), [good(4, flags=flags)]).level == 5
    assert ask(evening(4), [good(4, flags=flags)], policy=off).level == 0


def test_flags_do_not_age_and_do_not_leave_with_their_report() -> None:
    old = good(date(2025, 12, 1), flags=("RF_NUMB",))
    assert codes(ask(evening(4), [old, good(4)])) == ("RF_NUMB",)
    withdrawn = replace(good(3, flags=("RF_NUMB",)), withdrawn=True)
    assert codes(ask(evening(4), [withdrawn, good(4)])) == ("RF_NUMB",)
    kept = State(level=5, level_since=march(1), open_flags=(OpenFlag("RF_NUMB", at("2026-03-01"), "r"),))
    assert codes(ask(evening(4), [good(4)], state=kept)) == ("RF_NUMB",)


def test_level_5_in_the_state_holds_without_any_flag_in_hand() -> None:
    answer = ask(evening(4), [good(4)], state=at_level(5, march(1)))
    assert (answer.klass, answer.level) == (ReportClass.RED_FLAG, 5)
    assert answer.referral is not None
    assert answer.referral.urgency is Urgency.PROMPT


@pytest.mark.parametrize(("pain", "level"), [(5, 2), (6, 5), (7, 5)])
def test_pain_of_six_stops(pain: int, level: int) -> None:
    assert ask(evening(4), [good(4, pain=pain)]).level == level


def test_a_milder_second_word_on_pain_does_not_hide_the_first() -> None:
    answer = ask(evening(4), [whole(4, 3, "08:00", pain=7), whole(4, 3, "10:00", pain=2)])
    assert codes(answer) == ("RF_PAIN",)


@pytest.mark.parametrize(("heaviness", "days", "flagged"), [(3, 3, False), (4, 3, True), (5, 28, True), (5, 29, False)])
def test_one_leg_heavy_twice_in_four_weeks(heaviness: int, days: int, flagged: bool) -> None:
    before = whole(march(4) - timedelta(days=days), heaviness, side=Side.LEFT)
    answer = ask(evening(4), [before, whole(4, heaviness, side=Side.LEFT)])
    assert ("RF_ONE_SIDED" in codes(answer)) is flagged


def test_one_leg_heavy_once_is_no_flag() -> None:
    assert codes(ask(evening(4), [whole(4, 6, side=Side.LEFT)])) == ()


def test_a_halved_report_still_counts_as_written_for_one_sided_heaviness() -> None:
    reports = [whole(2, 4, side=Side.LEFT, premature=True), whole(4, 4, side=Side.LEFT, premature=True)]
    assert codes(ask(evening(4), reports)) == ("RF_ONE_SIDED",)


@pytest.mark.parametrize(("side", "flagged"), [(Side.LEFT, True), (Side.BOTH, False), (None, False)])
def test_a_repeatable_onset_in_one_leg(side: Side | None, flagged: bool) -> None:
    answer = ask(evening(4), [whole(4, 4, side=side, repro=True)])
    assert ("RF_REPRO_ONE_SIDE" in codes(answer)) is flagged


@pytest.mark.parametrize(("heaviness", "limit", "flagged"), [(7, True, False), (8, True, True), (9, True, True), (9, False, False)])
def test_severe_heaviness_that_hinders_daily_life(heaviness: int, limit: bool, flagged: bool) -> None:
    answer = ask(evening(4), [whole(4, heaviness, daily_limit=limit)], plan=a_plan([a_session("e", march(4))]))
    assert ("RF_SEVERE_LIMIT" in codes(answer)) is flagged


@pytest.mark.parametrize(
    ("hours", "side", "flagged"), [(95, Side.BOTH, False), (96, None, False), (97, Side.BOTH, True), (24, Side.RIGHT, True)]
)
def test_hard_training_explains_it_in_both_legs_for_four_days(hours: int, side: Side | None, flagged: bool) -> None:
    strength = a_session("ls", march(1), Kind.STRENGTH, 40, start_time=at("2026-03-01", "10:00").time())
    observed = at("2026-03-01", "10:00") + timedelta(hours=hours)
    report = a_report(observed, 9, is_run=False, daily_limit=True, side=side)
    answer = ask(observed + timedelta(minutes=1), [report], plan=a_plan([strength]))
    assert ("RF_SEVERE_LIMIT" in codes(answer)) is flagged


def _after_break(gap: int, heaviness: int, before: Side | None, after: Side | None) -> Assessment:
    first = march(20) - timedelta(days=gap)
    plan = a_plan([a_session("a", first), a_session("b", march(20))])
    return ask(evening(20), [whole(first, 5, side=before), whole(20, heaviness, side=after)], plan=plan)


@pytest.mark.parametrize(("gap", "heaviness", "flagged"), [(7, 5, False), (8, 4, False), (8, 5, True), (9, 6, True)])
def test_the_same_leg_heavy_on_the_first_run_after_a_week_off(gap: int, heaviness: int, flagged: bool) -> None:
    assert ("RF_SAME_SIDE_AFTER_BREAK" in codes(_after_break(gap, heaviness, Side.LEFT, Side.LEFT))) is flagged


def test_another_leg_after_the_break_is_not_the_same() -> None:
    assert "RF_SAME_SIDE_AFTER_BREAK" not in codes(_after_break(10, 6, Side.RIGHT, Side.LEFT))


def test_both_legs_after_the_break_are_a_routine_matter() -> None:
    answer = _after_break(10, 6, None, Side.BOTH)
    assert codes(answer) == ()
    assert answer.referral is not None
    assert (answer.referral.urgency, answer.referral.codes) == (Urgency.ROUTINE, ("HEAVY_AFTER_BREAK",))


FLAGGED = [whole(4, 5, flags=("RF_NUMB", "RF_LIMP"))]


@pytest.mark.parametrize(("day", "level"), [(3, 5), (4, 5), (5, 3), (6, 3)])
def test_a_clearance_settles_flags_older_than_its_date(day: int, level: int) -> None:
    answer = ask(evening(6), FLAGGED, clearances=[Clearance("Dr A", march(day))])
    assert answer.level == level


def test_a_clearance_of_tomorrow_settles_nothing_yet() -> None:
    assert ask(evening(6), FLAGGED, clearances=[Clearance("Dr A", march(7))]).level == 5


def test_a_clearance_settles_only_what_it_names() -> None:
    answer = ask(evening(6), FLAGGED, clearances=[Clearance("Dr A", march(5), ("RF_LIMP",))])
    assert (answer.level, codes(answer)) == (5, ("RF_NUMB",))
    both = [Clearance("Dr A", march(5), ("RF_LIMP",)), Clearance("Dr B", march(6), ("RF_NUMB",))]
    assert ask(evening(6), FLAGGED, clearances=both).level == 3


def test_derived_flags_can_be_named_too() -> None:
    painful = [whole(4, 5, pain=7)]
    assert ask(evening(6), painful, clearances=[Clearance("Dr A", march(5), ("RF_PAIN",))]).level == 3


def test_after_a_clearance_level_3_counts_from_its_date() -> None:
    answer = ask(evening(6), FLAGGED, clearances=[Clearance("Dr A", march(5))])
    assert (answer.state.level, answer.state.anchor, answer.state.level_since) == (3, march(5), march(5))
    assert answer.directives.w1.start == march(6)
    assert answer.directives.first_hard_on == march(8)


@pytest.mark.parametrize("level", [0, 1, 2, 4])
def test_the_clinician_may_set_another_level(level: int) -> None:
    answer = ask(evening(6), FLAGGED, clearances=[Clearance("Dr A", march(5), level=level)])
    assert answer.level == level


def test_a_clearance_at_level_5_is_refused_by_name() -> None:
    with pytest.raises(BadInput) as refused:
        ask(evening(6), FLAGGED, clearances=[Clearance("Dr A", march(5), level=5)])
    assert refused.value.findings[0].pointer == "/clearances/0/level"


def test_the_state_goes_down_from_there_by_good_reports_and_not_by_repeating_the_clearance() -> None:
    cleared = [Clearance("Dr A", march(5))]
    stopped = ask(evening(4), FLAGGED).state
    state = ask(evening(5), FLAGGED, state=stopped, clearances=cleared).state
    assert (state.level, state.windows[0].start) == (3, march(6))
    reports = [*FLAGGED, good(7), good(8)]
    state = ask(evening(7), reports, state=state, clearances=cleared).state
    state = ask(evening(8), reports, state=state, clearances=cleared).state
    assert (state.level, state.level_since) == (2, march(8))
    assert ask(evening(9), reports, state=state, clearances=cleared).level == 2


def test_a_new_flag_after_the_clearance_stops_again() -> None:
    answer = ask(evening(8), [*FLAGGED, good(8, flags=("RF_LIMP",))], clearances=[Clearance("Dr A", march(5))])
    assert (answer.level, codes(answer)) == (5, ("RF_LIMP",))


def test_good_reports_never_clear_a_flag() -> None:
    state = ask(evening(4), FLAGGED).state
    for day in range(5, 20):
        state = ask(evening(day), [good(day)], state=state).state
    assert (state.level, len(state.open_flags)) == (5, 2)
