"""Why a session does not stand on another day or in another form: the rule that forbids it, or what it would cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from service.documents.adjust_request import read_request
from service.documents.adjustment_parts import PricePart, ReasonPart
from service.documents.own_policy import read_policy
from service.documents.refusal import refuse
from service.documents.why_not import WhyNotDocument, WhyNotRequest
from service.domain.adjustment import Action, Pin, Price, Refusal
from service.domain.brief import Brief
from service.domain.forms import Form
from service.domain.session import PlannedSession
from service.errors import Finding
from service.explanation.rule_texts import RULE_TEXTS
from service.solver import DEFAULT_LIMITS, Limits, Revised, adjust, cost
from service.solver import why_not as obstacles
from service.usecases.decide import prepare

OTHER_ACTIONS: Mapping[Form, tuple[Action, ...]] = {
    Form.KEPT: (Action.EASE, Action.SHORTEN, Action.SWAP, Action.DROP, Action.REST),
    Form.REDUCED: (Action.EASE, Action.SWAP, Action.DROP, Action.REST),
    Form.SHORTENED: (Action.EASE, Action.SWAP, Action.DROP, Action.REST),
    Form.EASY: (Action.SHORTEN, Action.SWAP, Action.DROP, Action.REST),
    Form.RECOVERY: (Action.SHORTEN, Action.SWAP, Action.DROP, Action.REST),
    Form.CROSS: (Action.EASE, Action.SHORTEN, Action.DROP, Action.REST),
    Form.DROPPED: (Action.MOVE, Action.EASE, Action.SHORTEN, Action.SWAP),
}
"""What must not happen to a session that is to have a form. Nothing forces it below the form that it may keep."""
SUSPENDED = ReasonPart(code="on-hold", rows=["S3-27"], text="Training is on hold until somebody has had a look", report_ids=[])
WITHOUT_RULE: Mapping[str, ReasonPart] = {
    "constant": ReasonPart(
        code="constant", rows=["D2"], text="This session never changes: it is over, locked, a race, or too far ahead", report_ids=[]
    ),
    "form": ReasonPart(code="no-such-form", rows=["D7"], text="This session has no such form", report_ids=[]),
}


def why_not(document: WhyNotRequest, limits: Limits = DEFAULT_LIMITS) -> WhyNotDocument:
    """Raises BadInput with the place and the mend, also for a session that the plan does not have."""
    policy = read_policy(document.request.policy)
    request, _ = read_request(document.request, policy)
    session = request.plan.by_id.get(document.session_id)
    if session is None:
        refuse([Finding("/session_id", "unknown-session", "The plan has no session with this id.")], "request")
    assessment, brief = prepare(request, policy)
    if assessment.directives.suspend:
        return _answer(document, reasons=[SUSPENDED])
    names = obstacles(brief, document.session_id, document.day, document.form)
    if names:
        return _answer(document, reasons=[_reason(name, brief, session) for name in names])
    return _answer(document, price=_price(brief, document, limits))


def _price(brief: Brief, document: WhyNotRequest, limits: Limits) -> Price | None:
    """What the best plan with it costs more than the best plan; None where the time did not suffice."""
    best = adjust(brief, limits)
    if not isinstance(best, Revised):
        return None
    id, form = document.session_id, document.form
    pins = tuple(pin for pin in brief.pins if pin.session_id != id)
    wished = pins if form is Form.DROPPED else (*pins, Pin(id, document.day))
    others = tuple(Refusal(f"{id}:{action}") for action in OTHER_ACTIONS[form])
    return cost(replace(brief, pins=wished, refusals=(*brief.refusals, *others)), best.levels, limits)


def _reason(name: str, brief: Brief, session: PlannedSession) -> ReasonPart:
    if name in WITHOUT_RULE:
        return WITHOUT_RULE[name]
    told = RULE_TEXTS[name]
    return ReasonPart(code=told.code, rows=list(told.rows), text=told.sentence(brief, session), report_ids=[])


def _answer(document: WhyNotRequest, *, reasons: Iterable[ReasonPart] = (), price: Price | None = None) -> WhyNotDocument:
    told = None if price is None else PricePart(feasible=price.feasible, level=price.level, delta=price.delta, conflict=price.conflict)
    forbidden = list(reasons)
    possible = False if forbidden else None if price is None else price.feasible
    return WhyNotDocument(
        session_id=document.session_id, day=document.day, form=document.form, possible=possible, reasons=forbidden,
        price=told,
    )  # fmt: skip
