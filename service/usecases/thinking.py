"""What the worker processes do for a request: from the bytes of a document to the bytes of an answer.

Parsing belongs here too, so that a large or hostile body costs the time of one worker and never that of the server. The use
cases bring the solver with them and are imported in the functions only: the server itself never loads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from service.documents.adjust_request import AdjustRequestDocument
from service.documents.json_text import parse_json
from service.documents.plan import PlanDocument
from service.documents.refusal import validated
from service.documents.why_not import WhyNotRequest
from service.errors import AlarmedByChecker, BadInput, Finding

NAME = "body"
Document = TypeVar("Document", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer for this body. `code` is that of a problem type."""

    code: str
    detail: str
    findings: tuple[Finding, ...]


def adjust(body: bytes) -> bytes | Refusal:
    """`adjust-request/1` to `adjustment/1`."""
    from service.usecases.adjust_plan import adjust_plan  # noqa: PLC0415

    return _answered(body, AdjustRequestDocument, adjust_plan)


def assess(body: bytes) -> bytes | Refusal:
    """`adjust-request/1` to `assessment/1`."""
    from service.usecases.assess_reports import assess_reports  # noqa: PLC0415

    return _answered(body, AdjustRequestDocument, assess_reports)


def why_not(body: bytes) -> bytes | Refusal:
    """A question about one session and an `adjust-request/1` to `why-not/1`."""
    from service.usecases.why_not import why_not  # noqa: PLC0415

    return _answered(body, WhyNotRequest, why_not)


def lint(call: tuple[bytes, date | None]) -> bytes | Refusal:
    """`plan/1` to `lint/1`; the date is that of today, for lints that look ahead."""
    from service.usecases.lint_plan import lint_plan  # noqa: PLC0415

    body, today = call
    return _answered(body, PlanDocument, lambda document: lint_plan(document, today=today))


def _answered(body: bytes, model: type[Document], think: Callable[[Document], BaseModel]) -> bytes | Refusal:
    try:
        value = parse_json(body, name=NAME)
    except BadInput as error:
        return Refusal("not-json", error.message, error.findings)
    try:
        return think(validated(model, value, NAME)).model_dump_json().encode()
    except BadInput as error:
        return Refusal("bad-input", error.message, error.findings)
    except AlarmedByChecker as error:
        return Refusal(error.code, "The answer failed its own check; nothing is shown rather than something unsafe.", ())
