"""`adjustment/1`: the whole answer to an adjust-request."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.documents.adjust_request import AdjustRequestDocument, inputs_sha256
from service.documents.adjustment_parts import (
    ChangePart,
    CheckedPart,
    ConflictPart,
    GoalPart,
    LevelPart,
    OpenConflictPart,
    SolverPart,
    write_changes,
    write_conflict,
    write_goals,
    write_levels,
    write_open_conflicts,
    write_solver,
    write_violations,
)
from service.documents.answer_parts import (
    EnginePart,
    InputWarningPart,
    LintPart,
    PolicyPart,
    this_engine,
    write_lint_parts,
    write_policy,
    write_warnings,
)
from service.documents.assessment import AssessmentPart, write_assessment_part
from service.documents.base import Instant, Part
from service.documents.directives import DirectivesDocument, write_directives
from service.documents.plan import PlanDocument
from service.documents.plan_writing import write_plan
from service.domain.adjustment import Adjustment, Alternative, InputWarning, OutcomeName, Request
from service.domain.policy import Policy


class AlternativePart(Part):
    """Another plan that keeps every hard rule."""

    name: str
    text: str
    changes: list[ChangePart]
    levels: list[LevelPart]
    plan: PlanDocument


class MessagePart(Part):
    """A draft to the athlete; nobody has sent it."""

    to_athlete: str
    status: Literal["draft"] = "draft"


class AdjustmentDocument(Part):
    """A proposal with its proof: what changes and why, which goals are kept, and the revised plan."""

    document: Literal["adjustment/1"] = Field(default="adjustment/1", alias="schema")
    id: str
    now: Instant
    athlete_ref: str | None
    inputs_sha256: str
    policy: PolicyPart
    engine: EnginePart
    outcome: OutcomeName
    assessment: AssessmentPart
    directives: DirectivesDocument
    changes: list[ChangePart]
    goals: list[GoalPart]
    lints: list[LintPart]
    warnings: list[InputWarningPart]
    conflict: ConflictPart | None
    conflicts: list[OpenConflictPart]
    alternatives: list[AlternativePart]
    solver: SolverPart
    check: CheckedPart
    message: MessagePart
    plan: PlanDocument


def write_adjustment(
    document: AdjustRequestDocument,
    request: Request,
    adjustment: Adjustment,
    policy: Policy,
    *,
    id: str,
    extra_warnings: tuple[InputWarning, ...] = (),
) -> AdjustmentDocument:
    """The answer to `document`, which was read as `request`. Only `id` and `solver.wall_ms` differ between equal runs."""
    revised = write_plan(document.plan, adjustment.plan, policy, changes=adjustment.changes, at=request.now)
    return AdjustmentDocument(
        id=id,
        now=request.now,
        athlete_ref=request.athlete.ref,
        inputs_sha256=inputs_sha256(document),
        policy=write_policy(policy),
        engine=this_engine(),
        outcome=adjustment.outcome,
        assessment=write_assessment_part(adjustment.assessment),
        directives=write_directives(adjustment.assessment.directives),
        changes=write_changes(adjustment.changes),
        goals=write_goals(adjustment.goals),
        lints=write_lint_parts(adjustment.lints),
        warnings=write_warnings((*extra_warnings, *adjustment.warnings)),
        conflict=write_conflict(adjustment.conflict),
        conflicts=write_open_conflicts(adjustment.lock_conflicts, adjustment.race_conflicts),
        alternatives=[_alternative(a, document.plan, request, policy) for a in adjustment.alternatives],
        solver=write_solver(adjustment.solver),
        check=write_violations(adjustment.rules_checked, adjustment.violations),
        message=MessagePart(to_athlete=adjustment.message),
        plan=revised,
    )


def _alternative(other: Alternative, plan: PlanDocument, request: Request, policy: Policy) -> AlternativePart:
    return AlternativePart(
        name=other.name,
        text=other.text,
        changes=write_changes(other.changes),
        levels=write_levels(other.levels),
        plan=write_plan(plan, other.plan, policy, changes=other.changes, at=request.now),
    )
