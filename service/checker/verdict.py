"""The verdict on a finished plan: every rule of the model and the ground under them, once each."""

from __future__ import annotations

from collections.abc import Iterator

from service.checker.case import Case
from service.checker.content import forms
from service.checker.integrity import facts_untouched, ids_unique, new_sessions, nothing_lost, original_kept
from service.checker.rule import PlanRule
from service.checker.rules import PLAN_RULES
from service.checker.rules.places import UNARY
from service.domain.adjustment import Violation
from service.domain.brief import Brief
from service.domain.plan import Plan

GROUND = (
    PlanRule("ids-unique", ids_unique),
    PlanRule("nothing-lost", nothing_lost),
    PlanRule("facts-untouched", facts_untouched),
    PlanRule("original-kept", original_kept),
    PlanRule("forms", forms),
    PlanRule("new-sessions", new_sessions),
)
"""What every answer must respect before any rule of training is asked. Not rules of the model, so not counted as such."""


def check(brief: Brief, revised: Plan) -> tuple[Violation, ...]:
    """Every hard rule that the finished plan breaks against the coach's plan in `brief`; nothing when it may be shown."""
    return tuple(violations_of(Case(brief, revised)))


def violations_of(case: Case) -> Iterator[Violation]:
    """The same one after the other, for callers that stop at the first."""
    for rule in (*GROUND, *UNARY, *PLAN_RULES):
        yield from rule.violations(case)
