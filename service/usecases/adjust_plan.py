"""The main job: a plan and heavy-leg reports in, a proven and explained revised plan out."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from service.documents.adjust_request import AdjustRequestDocument, read_request
from service.documents.adjustment import AdjustmentDocument, write_adjustment
from service.documents.policy import load_policy
from service.solver import DEFAULT_LIMITS, Limits
from service.usecases.decide import decide


def _random_id() -> str:
    return f"adj_{uuid4().hex}"


def adjust_plan(
    document: AdjustRequestDocument, *, new_id: Callable[[], str] = _random_id, limits: Limits = DEFAULT_LIMITS
) -> AdjustmentDocument:
    """One `adjust-request/1` answered with one `adjustment/1`.

    Raises BadInput with the place and the mend, AlarmedByChecker when the answer breaks a rule.
    """
    policy = load_policy(document.policy)
    request, warnings = read_request(document, policy)
    adjustment = decide(request, policy, limits)
    return write_adjustment(document, request, adjustment, policy, id=new_id(), extra_warnings=warnings)
