"""Why a stored proposal does not put a session elsewhere, answered from the facts that it was made of."""

from __future__ import annotations

import json
from typing import Any

from service.documents.why_not import WhyNotPart
from service.errors import Stale
from service.store.tenancy import Scope
from service.usecases import thinking
from service.usecases.plans.versions import settled
from service.usecases.proposals import MOVED_ON
from service.usecases.services import Services


def why_not_here(services: Services, scope: Scope, id: str, question: WhyNotPart) -> bytes:
    """`why-not/1`. Raises NotFound, Refused, and Stale once the plan has moved on."""
    with services.store.writing(scope) as work:
        record = work.adjustments.get(id)
        plan = work.plans.get(record.plan_id)
        work.audit.note("adjustment.read", id, record.athlete_id)
    if plan.version != record.plan_version:
        raise Stale(MOVED_ON)
    request: dict[str, Any] = {**json.loads(record.request), "plan": json.loads(plan.document)}
    body = {**question.model_dump(mode="json"), "request": request}
    return settled(services.pool.run(thinking.why_not, json.dumps(body).encode()))
