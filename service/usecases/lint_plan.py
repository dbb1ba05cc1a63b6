"""What a coach may want to look at in a plan, before anything is asked of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.checker import lint
from service.documents.lint import LintDocument, write_lints
from service.documents.plan import PlanDocument, read_plan
from service.documents.plan_checks import plan_warnings
from service.documents.policy import DEFAULT, load_policy
from service.domain.athlete import Athlete


def lint_plan(
    document: PlanDocument, *, today: date | None = None, athlete: Athlete | None = None, policy_name: str = DEFAULT
) -> LintDocument:
    """Every lint of the plan; `today` limits those that look ahead, and is not needed.

    The athlete given wins over the one inside the plan. Raises BadInput with the place and the mend.
    """
    policy = load_policy(policy_name)
    plan = read_plan(document, policy)
    who = athlete or plan.athlete or replace(Athlete(), timezone=plan.timezone)
    return write_lints(plan, lint(plan, who, policy, today), warnings=(*document.warnings, *plan_warnings(document, plan)))
