"""Operations one after the other, and the plan that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from service.documents.editing.contents import delete, upsert
from service.documents.editing.copying import copy_week
from service.documents.editing.desk import Desk
from service.documents.editing.moving import move, shift, swap_days
from service.documents.editing.operations import EditsDocument
from service.documents.plan import plan_document
from service.documents.plan_model import PlanDocument
from service.documents.plan_writing import widened_span

VERBS: dict[str, Callable[[Desk, Any], None]] = {
    "upsert": upsert,
    "move": move,
    "delete": delete,
    "copy_week": copy_week,
    "shift": shift,
    "swap_days": swap_days,
}


def edited(plan: PlanDocument, edits: EditsDocument, *, now: datetime, recorded: Collection[str] = ()) -> PlanDocument:
    """The plan after all operations. `recorded` are the sessions of which it is recorded what became of them.

    Edited sessions are their coach's own from then on. A session goes away only by being deleted. Raises BadInput that names the
    operation, or the place in the plan that would come of it; nothing is changed then.
    """
    desk = Desk(plan, recorded=recorded, now=now)
    for index, operation in enumerate(edits.operations):
        desk.at = f"/operations/{index}"
        VERBS[operation.op](desk, operation)
    result = desk.result()
    spanned = result.model_copy(update=widened_span(result, result.sessions))
    return plan_document(spanned.model_dump(mode="json"), name="edits")
