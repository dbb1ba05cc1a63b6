"""`why-not/1`: why a session does not stand where a coach would rather have it, or what that would cost."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.documents.adjust_request import AdjustRequestDocument
from service.documents.adjustment_parts import PricePart, ReasonPart
from service.documents.base import Identifier, LocalDate, Part
from service.domain.forms import Form


class WhyNotPart(Part):
    """A session, a date, and the form that it would have there; as planned, unless another is named."""

    session_id: Identifier
    day: LocalDate = Field(alias="date")
    form: Form = Form.KEPT


class WhyNotRequest(WhyNotPart):
    """The question, and the request whose answer it is about."""

    request: AdjustRequestDocument


class WhyNotDocument(WhyNotPart):
    """`possible`: no rule forbids it, and a plan with it exists; then `price` is the first aim that gets worse, and by how much.

    Not possible: `reasons` names the rules that forbid it for this session alone, or `price.conflict` those that collide in the
    week. Null: the time did not suffice to tell.
    """

    document: Literal["why-not/1"] = Field(default="why-not/1", alias="schema")
    possible: bool | None
    reasons: list[ReasonPart]
    price: PricePart | None
