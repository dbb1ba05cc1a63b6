"""An accepted proposal becomes the next version of the plan, and its words go to the athlete."""

from __future__ import annotations

import json
from typing import Any

from service.documents.adjustment import AdjustmentDocument
from service.documents.completions import overlaid
from service.documents.plan import plan_document
from service.store.repositories.adjustments import AdjustmentRecord
from service.store.repositories.plans import NewVersion, PlanHead
from service.store.tables import AdjustmentStatus, Direction, Origin
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans.versions import keep_next, standing_of

Plain = dict[str, Any]


def apply_proposal(
    work: UnitOfWork, record: AdjustmentRecord, document: AdjustmentDocument, *, message: str | None = None, auto_applied: bool = False
) -> AdjustmentRecord:
    """Accept it in this transaction. `message` replaces the draft for the athlete. Raises Stale when somebody was quicker.

    A proposal without changes makes no version: accepting it says that it was seen.
    """
    words = record.message if message is None else message
    plan = work.plans.head(record.plan_id)
    decided = work.adjustments.decide(
        record, AdjustmentStatus.ACCEPTED, auto_applied=auto_applied, message=words,
        resulting_version=plan.version + 1 if document.changes else None,
    )  # fmt: skip
    if document.changes:
        keep_next(work, plan, _revised(work, plan, record.id, document))
    if words:
        work.messages.add_message(record.athlete_id, Direction.TO_ATHLETE, words, record.id)
    work.events.emit("adjustment.accepted", record.id, record.athlete_id)
    work.audit.note("adjustment.applied" if auto_applied else "adjustment.accepted", record.id, record.athlete_id)
    return decided


def _revised(work: UnitOfWork, plan: PlanHead, adjustment_id: str, document: AdjustmentDocument) -> NewVersion:
    standing = standing_of(work, plan)
    written = plan_document(with_changes(json.loads(standing.document), document))
    version = written.model_dump_json().encode()
    rendered = overlaid(version, standing.records)
    return NewVersion(written.name, Origin.ADJUSTMENT, version, rendered, adjustment_id=adjustment_id)


def with_changes(plan: Plain, document: AdjustmentDocument) -> Plain:
    """`plan` with the sessions that the proposal changes as the proposal has them; all else stays to the letter."""
    revised: Plain = document.plan.model_dump(mode="json")
    touched = {change.session_id for change in document.changes}
    after = {session["id"]: session for session in revised["sessions"]}
    before = {session["id"] for session in plan["sessions"]}
    kept = [after.get(s["id"]) if s["id"] in touched else s for s in plan["sessions"]]
    added = [session for id, session in after.items() if id in touched and id not in before]
    span: Plain = {name: revised[name] for name in ("start_date", "end_date") if name in plan and name in revised}
    return {**plan, **span, "sessions": [session for session in kept if session is not None] + added}
