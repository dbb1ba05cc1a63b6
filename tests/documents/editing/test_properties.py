"""What holds for every plan and every list of operations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.documents.completions import DONE
from service.documents.plan_diff import diff
from service.documents.plan_model import PlanDocument
from service.domain.session import Kind, Lock
from service.errors import BadInput
from tests.support.edits import FIRST, by_id, operations, pencilled, plans
from tests.support.plain import Json


def _tried(plan: PlanDocument, operation: Json) -> PlanDocument | None:
    """The edited plan; None when the operation is refused, and then with a place."""
    try:
        return pencilled(plan, operation)
    except BadInput as error:
        where = {finding.pointer.split("/")[1] for finding in error.findings}
    assert where == {"operations"}
    return None


@given(st.data())
def test_a_session_goes_away_only_by_being_deleted(data: st.DataObject) -> None:
    plan = data.draw(plans())
    operation = data.draw(operations(plan))
    after = _tried(plan, operation)
    if after is not None:
        lost = by_id(plan).keys() - by_id(after).keys()
        assert lost == ({operation["session_id"]} if operation["op"] == "delete" else set())
        assert len(by_id(after)) == len(after.sessions)


@given(st.data())
def test_what_was_done_keeps_its_date_and_its_values(data: st.DataObject) -> None:
    plan = data.draw(plans())
    after = _tried(plan, data.draw(operations(plan)))
    if after is not None:
        for session in plan.sessions:
            if session.status in DONE:
                kept = by_id(after)[session.id or ""]
                assert (kept.date, kept.status, kept.completed) == (session.date, session.status, session.completed)


@given(plans(), st.integers(-30, 30).filter(bool))
def test_a_shift_moves_everything_but_races_fixed_dates_and_what_was_done(plan: PlanDocument, days: int) -> None:
    after = _tried(plan, {"op": "shift", "from": FIRST.isoformat(), "days": days})
    for session in plan.sessions:
        stays = session.kind is Kind.RACE or session.locked in (Lock.DATE, Lock.ALL) or session.status in DONE
        now = (after or plan).sessions[[*by_id(plan)].index(session.id or "")]
        assert session.date is not None
        assert now.date is not None
        assert (now.date - session.date).days == (0 if stays else days)
        assert now.day_index is not None
        assert (now.date - FIRST).days == now.day_index


@given(plans(), st.integers(1, 30))
def test_a_shift_and_its_reverse_leave_every_date_as_it_was(plan: PlanDocument, days: int) -> None:
    there = _tried(plan, {"op": "shift", "from": FIRST.isoformat(), "days": days})
    if there is not None:
        back = pencilled(there, {"op": "shift", "from": FIRST.isoformat(), "days": -days})
        assert [session.date for session in back.sessions] == [session.date for session in plan.sessions]


@given(st.data())
def test_swapping_twice_leaves_every_date_as_it_was(data: st.DataObject) -> None:
    plan = data.draw(plans())
    a, b = (data.draw(st.sampled_from([str(session.date) for session in plan.sessions])) for _ in "ab")
    swap: Json = {"op": "swap_days", "a": a, "b": b}
    once = _tried(plan, swap)
    if once is not None:
        assert [session.date for session in pencilled(once, swap).sessions] == [session.date for session in plan.sessions]


@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: PlanDocument) -> None:
    assert diff(plan, plan).is_empty


@given(st.data())
def test_a_difference_read_backwards_is_the_difference_backwards(data: st.DataObject) -> None:
    plan = data.draw(plans())
    after = _tried(plan, data.draw(operations(plan)))
    if after is not None:
        there, back = diff(plan, after), diff(after, plan)
        assert (there.added, there.removed) == (back.removed, back.added)
        assert {c.session_id: (c.before, c.after) for c in there.changed} == {c.session_id: (c.after, c.before) for c in back.changed}


@given(st.data())
def test_a_difference_accounts_for_every_session(data: st.DataObject) -> None:
    plan = data.draw(plans())
    after = _tried(plan, data.draw(operations(plan)))
    if after is not None:
        found = diff(plan, after)
        named = {s["id"] for s in (*found.added, *found.removed)} | {c.session_id for c in found.changed}
        for id in by_id(plan).keys() - named:
            assert by_id(after)[id].date == by_id(plan)[id].date
            assert by_id(after)[id].kind == by_id(plan)[id].kind
