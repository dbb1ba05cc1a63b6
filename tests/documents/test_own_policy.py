"""A policy of one's own: numbers inside bounds that leave every rule as safe as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.own_policy import ADJUSTABLE, Bounds, PolicyDocument, read_policy
from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.domain.adjustment import OutcomeName
from service.domain.session import Kind, Status
from service.errors import BadInput, Finding
from tests.support.plain import only_finding
from tests.support.samples import answer, raw_request


def _number(policy: Any, place: str) -> Any:
    here = policy
    for step in place.split("."):
        here = here[int(step)] if isinstance(here, tuple) else getattr(here, step)
    return here


def _drawn(place: str) -> st.SearchStrategy[tuple[str, bool | float]]:
    bounds = ADJUSTABLE[place]
    if not isinstance(bounds, Bounds):
        return st.tuples(st.just(place), st.booleans())
    values = st.integers(int(bounds.least), int(bounds.most)) if bounds.whole else st.floats(bounds.least, bounds.most)
    return st.tuples(st.just(place), values)


def _refusal(raw: dict[str, Any]) -> Finding:
    with pytest.raises(BadInput) as refused:
        validated(PolicyDocument, raw)
    return only_finding(refused.value)


@pytest.mark.parametrize("place", ADJUSTABLE)
def test_the_number_of_the_package_is_one_that_may_be_set(place: str) -> None:
    number = _number(load_policy(), place)
    assert ADJUSTABLE[place].hold(number)
    policy = read_policy(PolicyDocument(name="own", numbers={place: number}))
    assert (policy.spacing, policy.levels, policy.thresholds) == (load_policy().spacing, load_policy().levels, load_policy().thresholds)


def test_only_what_was_set_differs() -> None:
    policy = read_policy(PolicyDocument(name="own", version=7, numbers={"levels.rows.3.rest_days": 3, "spacing.hard_to_hard": 3}))
    assert (policy.name, policy.version, policy.levels.rows[3].rest_days, policy.spacing.hard_to_hard) == ("own", 7, 3, 3)
    assert policy.levels.rows[2] == load_policy().levels.rows[2]
    assert policy.spacing.hard_to_long == load_policy().spacing.hard_to_long


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ({"spacing.hard_to_hard": 1}, "out-of-range"),
        ({"spacing.hard_to_hard": 2.5}, "out-of-range"),
        ({"spacing.hard_to_hard": True}, "out-of-range"),
        ({"spacing.run_spike_ratio": 1.2}, "out-of-range"),
        ({"levels.rows.4.load_factor_w1": 0.9}, "out-of-range"),
        ({"levels.rows.5.rest_days": 2}, "not-adjustable"),
        ({"spacing.hard_days_hard": 1}, "wrong-type"),
        ({"thresholds.pain_flag": 9}, "not-adjustable"),
        ({"spacing.hard_to_hrad": 3}, "not-adjustable"),
    ],
)
def test_nothing_can_be_set_that_makes_a_rule_less_safe(numbers: dict[str, Any], code: str) -> None:
    finding = _refusal({"name": "own", "numbers": numbers})
    assert (finding.pointer, finding.code) == ("/numbers", code)


def test_a_slip_is_told_with_the_nearest_name() -> None:
    finding = _refusal({"name": "own", "numbers": {"spacing.hard_to_hrad": 3}})
    assert "did you mean spacing.hard_to_hard?" in finding.detail


def test_the_name_of_the_packages_policy_is_not_taken() -> None:
    finding = _refusal({"name": "default"})
    assert finding.pointer == "/name"


def test_a_request_may_bring_its_own_policy() -> None:
    own = {"schema": "policy/1", "name": "careful", "numbers": {"levels.rows.2.first_hard_days": 4}}
    document = answer({**raw_request("sc-03-whole-run"), "policy": own})
    assert (document.policy.name, document.policy.version) == ("careful", 1)
    assert str(document.directives.first_hard_on) == "2026-03-08"


@settings(max_examples=10)
@given(chosen=st.lists(st.sampled_from(list(ADJUSTABLE)).flatmap(_drawn), max_size=6))
def test_whatever_is_allowed_still_gets_an_answer_that_keeps_every_rule(chosen: list[tuple[str, bool | float]]) -> None:
    own = {"schema": "policy/1", "name": "own", "numbers": dict(chosen)}
    document = answer({**raw_request("sc-03-whole-run"), "policy": own})
    assert document.outcome in (OutcomeName.REVISED, OutcomeName.NO_CHANGE)
    assert document.check.violations == []
    tempo = next(session for session in document.plan.sessions if session.id == "tempo-0305")
    assert tempo.kind is not Kind.TEMPO or tempo.status is Status.CANCELLED or str(tempo.date) >= "2026-03-06"
