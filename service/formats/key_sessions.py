"""Coaches rarely write down which sessions matter most; where nobody did, they should know what that means."""

from __future__ import annotations

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.domain.adjustment import InputWarning
from service.domain.classes import HARD_KINDS
from service.domain.session import Kind, Priority, Status

CODE = "no-key-session"
TEXT = (
    "No session is marked as key, so none of them is kept before the others. Write “key session” beside those that matter most, or set "
    "their priority."
)
WORTH_MARKING = HARD_KINDS | {Kind.LONG}


def said_of_key_sessions(document: PlanDocument) -> tuple[InputWarning, ...]:
    """A word about it where hard or long sessions are planned and none of them is key; races are kept anyway."""
    planned = [session for session in document.sessions if session.status in (None, Status.PLANNED)]
    if any(session.priority is Priority.KEY for session in planned) or not any(_is_worth_marking(session) for session in planned):
        return ()
    return (InputWarning(CODE, "", TEXT),)


def _is_worth_marking(session: SessionDocument) -> bool:
    return session.kind is not Kind.RACE and (bool(session.hard) or session.kind in WORTH_MARKING)
