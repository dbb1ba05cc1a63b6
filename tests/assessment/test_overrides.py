"""A coach's word: applied, void or refused, and what is no override at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from service.domain.assessment import Assessment
from service.domain.override_scopes import OVERRIDE_SCOPES
from service.domain.report import Illness
from service.domain.state import Override, OverrideResult
from service.errors import BadInput
from tests.assessment.asking import ask, at_level, evening, good, march, whole
from tests.support.builders import a_report, at

HEAVY = [whole(4, 6)]
"""Level 2 on its own."""


def says(value: Any, scope: str = "level", created: datetime | None = None, until: date | None = None, **fields: Any) -> Override:
    fields.setdefault("reason", "Spoke with her, legs are fine")
    return Override("c-1", scope, value, fields.pop("reason"), created or at("2026-03-04", "19:00"), until or march(14), **fields)


def results(answer: Assessment) -> list[OverrideResult]:
    return [told.result for told in answer.overrides]


@pytest.mark.parametrize("level", [0, 1, 3, 4])
def test_a_coach_may_lower_and_raise(level: int) -> None:
    answer = ask(evening(4), HEAVY, overrides=[says(level)])
    assert (answer.level, answer.computed_level, answer.override) == (level, 2, OverrideResult.APPLIED)
    assert answer.state.level == level
    assert answer.directives.level == level


def test_without_an_override_there_is_no_answer_to_one() -> None:
    answer = ask(evening(4), HEAVY)
    assert (answer.override, answer.overrides) == (None, ())


def test_a_lowered_level_keeps_the_windows_and_a_raised_one_starts_at_the_decision() -> None:
    lowered = ask(evening(4), HEAVY, overrides=[says(1)])
    assert (lowered.directives.anchor, lowered.directives.w1.start) == (march(4), march(5))
    raised = ask(evening(4), [good(4)], overrides=[says(2)])
    assert (raised.directives.anchor, raised.directives.w1.start, raised.directives.first_hard_on) == (march(4), march(5), march(6))


def test_when_it_ends_the_rules_go_on_where_they_stood() -> None:
    lowered = ask(evening(4), HEAVY, overrides=[says(0, until=march(5))])
    later = ask(evening(6), HEAVY, state=lowered.state, overrides=[says(0, until=march(5))])
    assert (lowered.level, later.level, later.override) == (0, 2, OverrideResult.VOID)
    raised = ask(evening(4), [good(4)], overrides=[says(3, until=march(5))])
    after = ask(evening(6), [good(4)], state=raised.state, overrides=[])
    assert (raised.level, after.level) == (3, 0)


def test_under_an_override_good_runs_still_bring_the_rules_down() -> None:
    state = at_level(2, march(2), review_on=march(20))
    override = says(3, created=at("2026-03-03"), until=march(10))
    state = ask(evening(3), [good(3)], state=state, overrides=[override]).state
    state = ask(evening(5), [good(3), good(5)], state=state, overrides=[override]).state
    assert state.level == 3
    assert ask(evening(6), [good(3), good(5)], state=state).level == 1


@pytest.mark.parametrize(
    ("computed", "result"),
    [(1, OverrideResult.VOID), (2, OverrideResult.APPLIED), (3, OverrideResult.APPLIED), (None, OverrideResult.APPLIED)],
)
def test_it_ends_when_the_reports_give_more_than_when_it_was_decided(computed: int | None, result: OverrideResult) -> None:
    answer = ask(evening(4), HEAVY, overrides=[says(0, computed_level=computed)])
    assert answer.override is result
    assert answer.level == (2 if result is OverrideResult.VOID else 0)


@pytest.mark.parametrize(("day", "result"), [(13, OverrideResult.APPLIED), (14, OverrideResult.APPLIED), (15, OverrideResult.VOID)])
def test_it_binds_through_its_last_day(day: int, result: OverrideResult) -> None:
    assert ask(evening(day), [], overrides=[says(2)]).override is result


def test_one_that_is_not_yet_decided_does_not_bind() -> None:
    assert ask(evening(4), HEAVY, overrides=[says(0, created=at("2026-03-05"))]).override is OverrideResult.VOID


def test_a_new_flag_ends_it_and_an_older_one_refuses_it() -> None:
    flagged = [whole(4, 5, flags=("RF_NUMB",))]
    before = ask(evening(4), flagged, overrides=[says(1, created=at("2026-03-03"))])
    after = ask(evening(4), flagged, overrides=[says(1, created=at("2026-03-04", "19:00"))])
    assert (before.level, before.override) == (5, OverrideResult.VOID)
    assert (after.level, after.override) == (5, OverrideResult.REFUSED)


def test_it_never_replaces_a_clearance() -> None:
    answer = ask(evening(4), [good(4)], state=at_level(5, march(1)), overrides=[says(0)])
    assert (answer.level, answer.override) == (5, OverrideResult.REFUSED)


@pytest.mark.parametrize(("value", "result"), [(3, OverrideResult.REFUSED), (4, OverrideResult.APPLIED)])
def test_rest_in_an_acute_illness_is_not_lowered(value: int, result: OverrideResult) -> None:
    fever = [a_report(at("2026-03-04"), 5, is_run=False, illness_now=Illness.FEVER)]
    answer = ask(evening(4), fever, overrides=[says(value)])
    assert (answer.level, answer.override) == (4, result)
    first_hard = ask(evening(4), fever, overrides=[says(march(5), "first_hard_on")])
    assert first_hard.override is OverrideResult.REFUSED
    assert first_hard.directives.first_hard_on != march(5)


def test_a_mild_cold_may_be_overridden() -> None:
    cold = [a_report(at("2026-03-04"), 5, is_run=False, illness_now=Illness.ABOVE_NECK)]
    assert ask(evening(4), cold, overrides=[says(1)]).level == 1


@pytest.mark.parametrize(("scope", "value"), [
    ("first_hard_on", march(5)), ("first_strength_on", march(9)), ("first_long_on", march(9)), ("first_speed_on", march(9)),
    ("long_max_ratio", 0.5), ("rest_by", march(7)), ("easy_until", march(8)), ("core_min", 1), ("move_days", 1),
])  # fmt: skip
def test_one_directive_can_be_set_alone(scope: str, value: object) -> None:
    answer = ask(evening(4), HEAVY, overrides=[says(value, scope)])
    assert (getattr(answer.directives, scope), answer.level, answer.override) == (value, 2, OverrideResult.APPLIED)


@pytest.mark.parametrize("name", ["load_cap", "max_hard", "max_runs", "min_rest_days"])
@pytest.mark.parametrize("window", ["w1", "w2"])
def test_so_can_the_limits_of_a_window(window: str, name: str) -> None:
    answer = ask(evening(4), HEAVY, overrides=[says(1, f"{name}_{window}")])
    assert getattr(getattr(answer.directives, window), name) == 1


def test_so_can_the_number_of_swaps() -> None:
    answer = ask(evening(4), HEAVY, overrides=[says(0, "cross_training_max"), says(1, "cross_training_min")])
    assert (answer.directives.cross_training.min, answer.directives.cross_training.max) == (1, 0)


def test_of_two_on_the_same_thing_the_newer_binds() -> None:
    older, newer = says(0), says(3, created=at("2026-03-04", "19:30"))
    answer = ask(evening(4), HEAVY, overrides=[newer, older])
    assert (answer.level, results(answer)) == (3, [OverrideResult.APPLIED, OverrideResult.VOID])


def test_every_scope_is_answered() -> None:
    wanted: dict[str, object] = {scope: march(9) if scope.endswith(("_on", "until", "rest_by")) else 1 for scope in OVERRIDE_SCOPES}
    answer = ask(evening(4), HEAVY, overrides=[says(value, scope) for scope, value in wanted.items()])
    assert results(answer) == [OverrideResult.APPLIED] * len(OVERRIDE_SCOPES)


@pytest.mark.parametrize(("changes", "field"), [
    ({"coach": " "}, "coach"),
    ({"reason": "too short"}, "reason"),
    ({"reason": "          "}, "reason"),
    ({"expires_on": march(19)}, "expires_on"),
    ({"expires_on": march(3)}, "expires_on"),
    ({"scope": "rest_dates"}, "scope"),
    ({"value": 5}, "value"),
    ({"value": -1}, "value"),
    ({"value": True}, "value"),
    ({"value": "2"}, "value"),
    ({"value": None}, "value"),
    ({"value": 1.5}, "value"),
    ({"scope": "first_hard_on", "value": "2026-03-09"}, "value"),
    ({"scope": "long_max_ratio", "value": 1.01}, "value"),
    ({"scope": "max_hard_w1", "value": 0.5}, "value"),
])  # fmt: skip
def test_what_is_no_override_is_refused_by_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask(evening(4), HEAVY, overrides=[says(1), replace(says(1), **changes)])
    assert [finding.pointer for finding in refused.value.findings] == [f"/overrides/1/{field}"]


@pytest.mark.parametrize("reason", ["ten chars!", "eleven char"])
def test_ten_characters_are_a_reason(reason: str) -> None:
    assert ask(evening(4), HEAVY, overrides=[says(1, reason=reason)]).level == 1


@pytest.mark.parametrize("days", [0, 13, 14])
def test_fourteen_days_are_the_longest(days: int) -> None:
    assert ask(evening(4), HEAVY, overrides=[says(1, until=march(4) + timedelta(days=days))]).level == 1
