"""What may be accepted without a person: the limits of the coach, and everything that never slips through."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.adjustment import AdjustmentDocument
from service.documents.assessment import ReferralPart
from service.documents.state import OpenFlagPart
from service.domain.adjustment import Action, OutcomeName
from service.domain.assessment import Question, Urgency
from service.domain.session import Priority
from service.usecases.auto_apply import EASING, AutoApplyLimits, load_cut_percent, may_apply_itself, read_limits
from tests.support.samples import answer, raw_request

WIDE = AutoApplyLimits(max_level=3, max_changes=50, max_load_cut_pct=100, keep_key_sessions=False)


@cache
def _calm() -> AdjustmentDocument:
    """Level 2, three changes, and no question left open."""
    document = answer(raw_request("half-marathon-heavy-week"))
    return _assessed(document, questions=[])


def _assessed(document: AdjustmentDocument, **found: Any) -> AdjustmentDocument:
    return document.model_copy(update={"assessment": document.assessment.model_copy(update=found)})


def _with_state(**values: Any) -> AdjustmentDocument:
    found = _calm().assessment
    return _assessed(_calm(), state=found.state.model_copy(update=values))


def _applies(document: AdjustmentDocument, limits: AutoApplyLimits | None = WIDE, *, gated: bool = False, race: bool = False) -> bool:
    return may_apply_itself(document, limits, gated=gated, in_race_week=race)


def test_inside_the_limits_it_applies_itself() -> None:
    assert _applies(_calm())


def test_without_limits_nothing_applies_itself() -> None:
    assert not _applies(_calm(), None)


FLAG = OpenFlagPart(code="RF_LIMP", observed_at=_calm().now, report_id="r-1")
NEVER: dict[str, Callable[[], AdjustmentDocument]] = {
    **{f"outcome {name}": lambda name=name: _calm().model_copy(update={"outcome": name}) for name in OutcomeName if name != "revised"},
    **{
        f"referral {u}": lambda u=u: _assessed(_calm(), referral=ReferralPart(urgency=u, codes=["RF_LIMP"]))
        for u in Urgency
    },
    "needs coach": lambda: _assessed(_calm(), needs_coach=True),
    "a state that needs the coach": lambda: _with_state(needs_coach=True),
    "an open flag": lambda: _with_state(open_flags=[FLAG]),
    "a question": lambda: _assessed(_calm(), questions=[Question.SAFETY]),
    "no changes": lambda: _calm().model_copy(update={"changes": []}),
    "no proof": lambda: _calm().model_copy(update={"solver": _calm().solver.model_copy(update={"status": "feasible"})}),
}  # fmt: skip


@pytest.mark.parametrize("case", NEVER)
def test_nothing_that_a_person_has_to_see_applies_itself(case: str) -> None:
    assert not _applies(NEVER[case]())


def test_gates_and_race_week_leave_it_to_a_person() -> None:
    assert not _applies(_calm(), gated=True)
    assert not _applies(_calm(), race=True)


@pytest.mark.parametrize("action", sorted(set(Action) - EASING))
def test_nothing_is_added_brought_back_or_put_on_hold_by_itself(action: Action) -> None:
    first, *rest = _calm().changes
    assert not _applies(_calm().model_copy(update={"changes": [first.model_copy(update={"action": action}), *rest]}))


def test_a_key_session_may_change_its_day_and_nothing_else() -> None:
    keeping = AutoApplyLimits(max_level=3, max_changes=50, max_load_cut_pct=100, keep_key_sessions=True)
    document = _calm()
    moved = next(change for change in document.changes if change.action is Action.MOVE)
    sessions = [s.model_copy(update={"priority": Priority.KEY}) if s.id == moved.session_id else s for s in document.plan.sessions]
    marked = document.model_copy(update={"plan": document.plan.model_copy(update={"sessions": sessions})})
    assert _applies(marked, keeping)
    cut = [c.model_copy(update={"action": Action.EASE}) if c.key == moved.key else c for c in document.changes]
    assert not _applies(marked.model_copy(update={"changes": cut}), keeping)


@given(
    level=st.integers(0, 5), max_level=st.integers(1, 3), max_changes=st.integers(1, 6), max_cut=st.integers(0, 100),
    gated=st.booleans(), race=st.booleans(), asked=st.booleans(), referred=st.booleans(), waits=st.booleans(),
)  # fmt: skip
def test_whatever_applies_itself_is_inside_every_limit(
    *, level: int, max_level: int, max_changes: int, max_cut: int, gated: bool, race: bool, asked: bool, referred: bool, waits: bool
) -> None:
    limits = AutoApplyLimits(max_level, max_changes, max_cut, keep_key_sessions=False)
    found = {
        "level": level,
        "questions": [Question.CAUSE] if asked else [],
        "referral": ReferralPart(urgency=Urgency.ROUTINE, codes=["REPRO"]) if referred else None,
        "needs_coach": waits,
    }
    document = _assessed(_calm(), **found)
    inside = level <= max_level and len(document.changes) <= max_changes and load_cut_percent(document) <= max_cut
    assert _applies(document, limits, gated=gated, race=race) == (inside and not any((gated, race, asked, referred, waits)))


def test_the_cut_is_counted_against_the_weeks_looked_at() -> None:
    document = _calm()
    planned = sum(goal.planned for goal in document.goals if goal.metric == "load")
    shorter, off = (next(c for c in document.changes if c.key == key) for key in ("e-0307:shorten", "e-0311:rest"))
    assert shorter.before is not None
    assert off.before is not None
    cut = shorter.before.load - shorter.after.load + off.before.load
    assert load_cut_percent(document) == pytest.approx(100 * cut / planned)
    assert load_cut_percent(document.model_copy(update={"goals": []})) == 100


def test_limits_are_read_as_the_athlete_has_them() -> None:
    written = '{"max_level":2,"max_changes":3,"max_load_cut_pct":30,"keep_key_sessions":true}'
    assert read_limits(written) == AutoApplyLimits(2, 3, 30, keep_key_sessions=True)
    assert read_limits(None) is None
