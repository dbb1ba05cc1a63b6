"""A revised plan written back into the document that it came from: what changed changes, all else stays to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from service.documents.plan import PlanDocument, anchored, read_plan
from service.documents.session import ChangeNote, SessionDocument
from service.documents.session_ids import with_ids
from service.documents.session_writing import new_session, revised_session
from service.domain.adjustment import Change
from service.domain.plan import Plan
from service.domain.policy import Policy


def write_plan(
    document: PlanDocument, revised: Plan, policy: Policy, *, changes: Iterable[Change] = (), at: datetime | None = None
) -> PlanDocument:
    """`document` with the sessions of `revised` in it.

    Sessions that differ get their new values, their `original`, and (from `changes` and the instant `at`) the reason. Inserted
    sessions are added at the end in calendar order; inserted ones that are gone are left out. The sessions keep their order.
    """
    dated = anchored(with_ids(document))
    before = read_plan(dated, policy)
    why = _reasons(changes, at)
    written: list[SessionDocument] = []
    for session in dated.sessions:
        old, new = before.by_id[session.id or ""], revised.by_id.get(session.id or "")
        if new is None and old.inserted:
            continue
        written.append(session if new is None or new == old else revised_session(session, old, new, why.get(old.id)))
    written += [new_session(s, why.get(s.id)) for s in revised.sessions if s.id not in before.by_id]
    changed: dict[str, object] = {"sessions": written, **widened_span(document, written)}
    return dated.model_copy(update=changed)


def _reasons(changes: Iterable[Change], at: datetime | None) -> Mapping[str, ChangeNote]:
    """Why each session is not as it was, all its changes together."""
    by_session: dict[str, list[Change]] = {}
    for change in changes:
        by_session.setdefault(change.session_id, []).append(change)
    made: dict[str, ChangeNote] = {}
    for session_id, group in by_session.items():
        reasons = [reason for change in group for reason in change.reasons]
        text = "; ".join(dict.fromkeys(reason.text for reason in reasons)) or None
        reports = sorted({report for reason in reasons for report in reason.report_ids})
        made[session_id] = ChangeNote(at=at, by="solver", reason=text, report_ids=reports)
    return made


def widened_span(document: PlanDocument, sessions: Iterable[SessionDocument]) -> dict[str, date]:
    """A session that was moved past the edge of the plan takes the edge with it."""
    days = [session.date for session in sessions if session.date is not None]
    span: dict[str, date] = {}
    if document.start_date is not None and min(days) < document.start_date:
        span["start_date"] = min(days)
    if document.end_date is not None and max(days) > document.end_date:
        span["end_date"] = max(days)
    return span
