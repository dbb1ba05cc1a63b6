"""Plans and operations for whoever tests the coach's pencil."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from service.documents.editing import EditsDocument, edited
from service.documents.plan import plan_document
from service.documents.plan_model import PlanDocument
from service.documents.session import SessionDocument
from tests.support.plain import Json, plain_plan, plain_session

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 2), date(2026, 4, 12)
DAYS = st.dates(FIRST, LAST).map(date.isoformat)
KINDS = st.sampled_from(("easy", "long", "interval", "race", "rest"))


def a_document(*sessions: Json, **fields: Any) -> PlanDocument:
    return plan_document(plain_plan(*sessions, **fields))


def pencilled(plan: PlanDocument, *operations: Json, recorded: Collection[str] = ()) -> PlanDocument:
    return edited(plan, EditsDocument.model_validate({"operations": list(operations)}), now=NOW, recorded=recorded)


def by_id(plan: PlanDocument) -> dict[str, SessionDocument]:
    return {session.id or "": session for session in plan.sessions}


def on(plan: PlanDocument, day: str) -> list[str]:
    return [session.id or "" for session in plan.sessions if session.date == date.fromisoformat(day)]


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    """Up to a dozen sessions within six weeks; some fixed, some done, some moved by the service."""
    sessions = []
    for number in range(draw(st.integers(1, 12))):
        day = draw(DAYS)
        fields: Json = {"kind": draw(KINDS), "day_index": (date.fromisoformat(day) - FIRST).days, "revision": draw(st.integers(0, 3))}
        if draw(st.booleans()):
            fields["locked"] = draw(st.sampled_from(("none", "date", "all")))
        if draw(st.booleans()):
            fields |= {"original": an_original(draw(DAYS)), "status": draw(st.sampled_from(("planned", "cancelled", "suspended")))}
        elif draw(st.booleans()):
            fields["status"] = draw(st.sampled_from(("completed", "skipped")))
        sessions.append(plain_session(day, f"s-{number}", **fields))
    return a_document(*sessions)


def an_original(day: str) -> Json:
    return {"date": day, "sport": "run", "kind": "easy", "hard": False, "duration_s": 3000, "load": 150}


@st.composite
def operations(draw: st.DrawFn, plan: PlanDocument) -> Json:
    """Any one operation, often one that cannot be done."""
    ids = st.sampled_from([*by_id(plan), "nobody"])
    days = st.one_of(DAYS, st.sampled_from([(FIRST + timedelta(days=n)).isoformat() for n in range(0, 42, 7)]))
    sorts = {
        "move": st.fixed_dictionaries({"session_id": ids, "to": days}),
        "delete": st.fixed_dictionaries({"session_id": ids}),
        "copy_week": st.fixed_dictionaries({"from": days, "to": days}),
        "shift": st.fixed_dictionaries({"from": days, "days": st.integers(-20, 20)}),
        "swap_days": st.fixed_dictionaries({"a": days, "b": days}),
        "upsert": st.fixed_dictionaries({"session": st.builds(plain_session, days, ids, kind=KINDS)}),
    }
    op = draw(st.sampled_from(sorted(sorts)))
    return {"op": op, **draw(sorts[op])}
