"""The main job: a plan and heavy-leg reports in, a proven and explained revised plan out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import uuid4

from service.documents.adjust_request import AdjustRequestDocument, read_request
from service.documents.adjustment import AdjustmentDocument, write_adjustment
from service.documents.own_policy import read_policy
from service.domain.adjustment import Adjustment, Request
from service.solver import DEFAULT_LIMITS, Limits
from service.usecases.decide import decide


def _random_id() -> str:
    return f"adj_{uuid4().hex}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as a document, and the thoughts behind it for whoever shows them."""

    request: Request
    adjustment: Adjustment
    document: AdjustmentDocument


def adjust_plan(
    document: AdjustRequestDocument, *, new_id: Callable[[], str] = _random_id, limits: Limits = DEFAULT_LIMITS
) -> AdjustmentDocument:
    """One `adjust-request/1` answered with one `adjustment/1`.

    Raises BadInput with the place and the mend, AlarmedByChecker when the answer breaks a rule.
    """
    return answer(document, new_id=new_id, limits=limits).document


def answer(document: AdjustRequestDocument, *, new_id: Callable[[], str] = _random_id, limits: Limits = DEFAULT_LIMITS) -> Answer:
    """As `adjust_plan`, with the request as it was understood and the adjustment before it was written down."""
    policy = read_policy(document.policy)
    request, warnings = read_request(document, policy)
    adjustment = decide(request, policy, limits)
    written = write_adjustment(document, request, adjustment, policy, id=new_id(), extra_warnings=warnings)
    return Answer(request, replace(adjustment, warnings=(*warnings, *adjustment.warnings)), written)
