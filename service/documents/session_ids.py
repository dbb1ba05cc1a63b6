"""Ids for sessions that came without: made from content, so that the order in the file never matters."""

from __future__ import annotations

import re

from service.documents.canonical import canonical_json, fingerprint
from service.documents.plan_model import PlanDocument
from service.documents.session import SessionDocument

MADE = re.compile(r"s-[0-9a-f]{12}(-\d+)?")


def is_made(id: str) -> bool:
    """Whether the id looks like one that was made here, and is no name that somebody gave."""
    return MADE.fullmatch(id) is not None


def with_ids(plan: PlanDocument) -> PlanDocument:
    """The plan with an id on every session; ids that are there stay.

    A new id comes from plan, date (or day index), sport, kind and title; equal ones are numbered.
    """
    if all(session.id is not None for session in plan.sessions):
        return plan
    nameless = [(index, session) for index, session in enumerate(plan.sessions) if session.id is None]
    nameless.sort(key=lambda pair: canonical_json(pair[1].model_dump(mode="json")))
    taken = {session.id for session in plan.sessions if session.id is not None}
    sessions = list(plan.sessions)
    for index, session in nameless:
        made = _free(_made(plan, session), taken)
        taken.add(made)
        sessions[index] = session.model_copy(update={"id": made})
    return plan.model_copy(update={"sessions": sessions})


def _made(plan: PlanDocument, session: SessionDocument) -> str:
    when = session.date.isoformat() if session.date is not None else session.day_index
    content = [plan.id or plan.name, when, session.sport.value, session.kind.value, session.title or ""]
    return f"s-{fingerprint(content)[:12]}"


def _free(made: str, taken: set[str]) -> str:
    ordinal, name = 1, made
    while name in taken:
        ordinal += 1
        name = f"{made}-{ordinal}"
    return name
