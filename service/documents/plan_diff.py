"""What is different between two versions of a plan, session by session and in its head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from service.documents.base import Identifier, Part
from service.documents.plan_model import PlanDocument

BOOKKEEPING = frozenset({"revision", "change", "updated_at", "original", "original_date", "source"})
"""How a session came to be what it is; it says nothing about what it is."""


class SessionChange(Part):
    """`before` and `after` hold the fields that differ; one that is missing there was not said."""

    session_id: Identifier
    before: dict[str, Any]
    after: dict[str, Any]


class HeadChange(Part):
    before: dict[str, Any]
    after: dict[str, Any]


class PlanDiff(Part):
    """From one plan to another. Sessions stand in calendar order; a session that moved has `date` among its fields."""

    document: Literal["plan-diff/1"] = Field(default="plan-diff/1", alias="schema")
    added: list[dict[str, Any]]
    """Whole sessions."""
    removed: list[dict[str, Any]]
    changed: list[SessionChange]
    head: HeadChange | None
    """What the plan says outside its sessions."""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.head)


def diff(before: PlanDocument | None, after: PlanDocument) -> PlanDiff:
    """Every session of both plans is in one of the lists, or is the same in both. Without a `before` all is added."""
    old, new = _sessions(before), _sessions(after)
    changed = (_change(id, old[id], new[id]) for id in new.keys() & old.keys())
    return PlanDiff(
        added=_in_order(session for id, session in new.items() if id not in old),
        removed=_in_order(session for id, session in old.items() if id not in new),
        changed=sorted((c for c in changed if c.before or c.after), key=lambda c: _place(new[c.session_id])),
        head=None if before is None else _head(before, after),
    )


def _sessions(plan: PlanDocument | None) -> dict[str, dict[str, Any]]:
    sessions = () if plan is None else plan.sessions
    return {session.id or "": session.model_dump(mode="json") for session in sessions}


def _change(id: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> SessionChange:
    before, after = _differing(old, new, leave=BOOKKEEPING)
    return SessionChange(session_id=id, before=before, after=after)


def _head(old: PlanDocument, new: PlanDocument) -> HeadChange | None:
    before, after = _differing(
        old.model_dump(mode="json", exclude={"sessions"}), new.model_dump(mode="json", exclude={"sessions"}), leave=frozenset({"source"})
    )
    return HeadChange(before=before, after=after) if before or after else None


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], *, leave: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = sorted(name for name in (old.keys() | new.keys()) - leave if old.get(name) != new.get(name))
    return {name: old[name] for name in names if name in old}, {name: new[name] for name in names if name in new}


def _in_order(sessions: Any) -> list[dict[str, Any]]:
    return sorted(sessions, key=_place)


def _place(session: Mapping[str, Any]) -> tuple[str, str]:
    return session.get("date") or "", session["id"]
