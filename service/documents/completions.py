"""What became of sessions, laid over a plan without touching its versions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidationError

from service.documents.base import CLOSED
from service.documents.limits import MOST_METRES_ON_FOOT
from service.documents.plan_checks import ON_FOOT
from service.documents.plan_model import PlanDocument
from service.documents.session import Completed, CompletedSource
from service.domain.session import Status

DONE = frozenset({Status.COMPLETED, Status.PARTIAL})


class Outcome(StrEnum):
    """In the words of an athlete."""

    DONE = "done"
    PARTIAL = "partial"
    MISSED = "missed"


STATUSES: Mapping[Outcome, Status] = {
    Outcome.DONE: Status.COMPLETED, Outcome.PARTIAL: Status.PARTIAL, Outcome.MISSED: Status.SKIPPED,
}  # fmt: skip


class CompletionDocument(Completed):
    """What became of one session. Whatever is not known is left out."""

    model_config = ConfigDict(json_schema_extra={})
    status: Outcome
    source: Annotated[CompletedSource, CLOSED] | None = None
    also_from: Annotated[list[Annotated[CompletedSource, CLOSED]], Field(max_length=20)] | None = None

    def recorded(self) -> Recorded:
        values = self.model_dump(mode="json", exclude={"status"})
        return Recorded(STATUSES[self.status], values or None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The last word on one session; `PLANNED` takes back what was said before. `completed` is plain JSON."""

    status: Status
    completed: dict[str, Any] | None = None

    @property
    def counts(self) -> bool:
        return self.status is not Status.PLANNED

    @property
    def shown(self) -> dict[str, Any] | None:
        """`completed` as it is served: nothing where the terms of its source forbid to show it (`withheld`)."""
        is_withheld = self.completed is not None and (self.completed.get("source") or {}).get("withheld") is True
        return None if is_withheld else self.completed


Records = Mapping[str, Recorded]
"""By session id."""


def holdable(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Those figures that plan/1 has room for. One that it has none for would make the whole plan unreadable."""
    return {name: value for name, value in figures.items() if _has_room(name, value)}


def is_too_far(sport: str, figures: Mapping[str, Any] | None) -> bool:
    """Whether no plan may hold such a distance for a session of this sport."""
    return sport in ON_FOOT and ((figures or {}).get("distance_m") or 0) > MOST_METRES_ON_FOOT


def overlaid(document: bytes, records: Records) -> bytes:
    """`plan/1` as it is served: `document` (a stored version) with what became of its sessions. The same bytes where nothing is known."""
    if not any(record.counts for record in records.values()):
        return document
    plain = json.loads(document)
    plain["sessions"] = [_with(session, records.get(session["id"])) for session in plain["sessions"]]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def with_done_sessions(document: PlanDocument, current: PlanDocument, records: Records) -> PlanDocument:
    """`document` and those sessions of `current` that it lacks although they were done: the past is not planned away."""
    known = {session.id for session in document.sessions}
    done = {id for id, record in records.items() if record.status in DONE}
    kept = [session for session in current.sessions if session.id in done - known]
    return document.model_copy(update={"sessions": [*document.sessions, *kept]}) if kept else document


def _has_room(name: str, value: Any) -> bool:
    try:
        Completed.model_validate({name: value})
    except ValidationError:
        return False
    return True


def _with(session: dict[str, Any], record: Recorded | None) -> dict[str, Any]:
    if record is None or not record.counts:
        return session
    rest = {key: value for key, value in session.items() if key != "completed"}
    done = {} if record.shown is None else {"completed": record.shown}
    return {**rest, "status": record.status.value, **done}
