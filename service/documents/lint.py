"""`lint/1`: what a coach may want to look at in a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from service.documents.answer_parts import EnginePart, InputWarningPart, LintPart, this_engine, write_lint_parts, write_warnings
from service.documents.base import Part
from service.domain.adjustment import InputWarning, Lint
from service.domain.plan import Plan


class LintedPlan(Part):
    """Which plan was looked at."""

    id: str | None
    name: str
    sessions: int


class LintDocument(Part):
    document: Literal["lint/1"] = Field(default="lint/1", alias="schema")
    engine: EnginePart
    plan: LintedPlan
    lints: list[LintPart]
    warnings: list[InputWarningPart]


def write_lints(plan: Plan, lints: Iterable[Lint], *, warnings: Iterable[InputWarning] = ()) -> LintDocument:
    return LintDocument(
        engine=this_engine(),
        plan=LintedPlan(id=plan.id, name=plan.name, sessions=len(plan.sessions)),
        lints=write_lint_parts(lints),
        warnings=write_warnings(warnings),
    )
