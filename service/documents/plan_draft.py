"""`plan-draft/1`: what an uploaded file says, to be looked at before it counts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.documents.answer_parts import InputWarningPart, LintPart
from service.documents.base import Part
from service.documents.plan_diff import PlanDiff
from service.documents.plan_model import PlanDocument


class ChoicePart(Part):
    """`value` is what the parameter takes, `label` what a person reads."""

    value: str
    label: str


class QuestionPart(Part):
    """Something that the file leaves open. Any one of the parameters `options` answers it."""

    code: str
    text: str
    place: str
    options: list[str]
    choices: list[ChoicePart]
    assumed: str | None
    """What the draft goes by until it is answered; null: there is no plan without an answer."""


class PlanDraft(Part):
    document: Literal["plan-draft/1"] = Field(default="plan-draft/1", alias="schema")
    format: str
    file: str
    sha256: str
    ready: bool
    questions: list[QuestionPart]
    messages: list[InputWarningPart]
    lints: list[LintPart]
    diff: PlanDiff | None
    """Against the plan in whose place it would come; null while a question is open."""
    plan: PlanDocument | None
    """Null while a question without an assumption is open, and once it is stored."""
