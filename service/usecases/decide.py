"""The thinking from request to adjustment: assess, re-plan, check, explain. Pure: no clock, no storage, no documents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.assessment import assess
from service.checker import RULES, check, lint, lock_conflicts, measure, warnings_for_later
from service.domain.adjustment import Adjustment, Alternative, Change, LevelResult, OutcomeName, Refusal, Request, SolverReport
from service.domain.assessment import Assessment
from service.domain.brief import Brief
from service.domain.conflict import Conflict, LockConflict
from service.domain.history import Timeline, read_timeline, reference_plan, reopened
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import Status
from service.errors import AlarmedByChecker
from service.explanation.changes import list_changes
from service.explanation.fitting import tell_that_it_fits
from service.explanation.goals import weigh_goals
from service.explanation.message import write_message
from service.explanation.reasons import explain
from service.explanation.suspension import explain_suspension
from service.solver import DEFAULT_LIMITS, Limits, NoPlanFits, NotDecided, Revised, adjust, alternatives, price
from service.usecases.race_options import solve_race_options


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the re-planning came to, before it is explained."""

    plan: Plan
    report: SolverReport
    outcome: OutcomeName | None = None
    conflict: Conflict | None = None


def decide(request: Request, policy: Policy, limits: Limits = DEFAULT_LIMITS) -> Adjustment:
    """The whole answer to one request.

    Raises AlarmedByChecker when the solver's answer breaks a rule: such an answer is never shown.
    """
    assessment, brief = prepare(request, policy)
    if assessment.directives.suspend:
        return _suspended(request, assessment, brief)
    answer = _replan(brief, limits)
    if answer.outcome is not None:
        return _unresolved(request, assessment, brief, answer)
    return _explained(request, assessment, brief, answer, limits)


def prepare(request: Request, policy: Policy) -> tuple[Assessment, Brief]:
    """What the reports add up to, and what solver and checker are told of it."""
    timeline, reference = read_past(request, policy)
    assessment = assess(
        request.now, request.reports, reference, request.athlete, request.state, request.overrides, request.clearances, policy,
        perf_trend=request.perf_trend, timeline=timeline,
    )  # fmt: skip
    brief = Brief(
        reference, timeline, request.athlete, assessment.directives, policy,
        request.options.pins, request.options.refuse, request.options.horizon_days,
    )  # fmt: skip
    return assessment, brief


def read_past(request: Request, policy: Policy) -> tuple[Timeline, Plan]:
    """The same plan cut at now, and the reference plan: what the coach wrote, no earlier revision of it (ruling D1)."""
    zone, connected = request.athlete.timezone, request.athlete.connected
    as_given = read_timeline(request.plan, request.now, request.reports, zone, connected=connected)
    reference = reference_plan(request.plan, as_given) if policy.on("D1") else request.plan
    return reopened(as_given, reference), reference


def _replan(brief: Brief, limits: Limits) -> _Answer:
    """The coach's own plan where it already meets everything: patience, no other plan can be better (S2-87). Else the solver's."""
    levels = measure(brief, brief.plan)
    if brief.policy.on("S2-87") and not check(brief, brief.plan) and dict(levels)["directives_unmet"] == 0:
        proved = tuple(LevelResult(name, value, value, proved=True) for name, value in levels)
        return _Answer(brief.plan, SolverReport("not_needed", proved, window_days=brief.horizon_days))
    outcome = adjust(brief, limits)
    match outcome:
        case Revised():
            return _Answer(outcome.plan, outcome.report)
        case NoPlanFits():
            return _Answer(brief.plan, outcome.report, OutcomeName.NO_PLAN_FITS, outcome.conflict)
        case NotDecided():
            return _Answer(brief.plan, outcome.report, OutcomeName.NOT_DECIDED)


def _explained(request: Request, assessment: Assessment, brief: Brief, answer: _Answer, limits: Limits) -> Adjustment:
    violations = check(brief, answer.plan)
    if violations:
        raise AlarmedByChecker("The answer breaks a rule and is not shown: " + "; ".join(f"{v.rule}: {v.text}" for v in violations[:5]))
    changes = explain(brief, answer.plan, list_changes(request.plan, answer.plan, brief.policy))
    if request.options.explain and answer.report.status != "not_needed":
        changes = tuple(replace(change, price=price(brief, Refusal(change.key), answer.report.levels, limits)) for change in changes)
    locked = lock_conflicts(brief)
    return Adjustment(
        outcome=_name(brief, assessment, changes, locked),
        assessment=tell_that_it_fits(assessment, brief, answer.plan),
        plan=answer.plan,
        changes=changes,
        goals=weigh_goals(brief, answer.plan, _since_the_coach(request, brief, answer.plan, changes)),
        lints=lint(answer.plan, brief.athlete, brief.policy, brief.timeline.today),
        solver=answer.report,
        rules_checked=len(RULES),
        warnings=warnings_for_later(brief, answer.plan),
        lock_conflicts=locked,
        race_conflicts=assessment.directives.race_conflicts,
        alternatives=(*solve_race_options(request.plan, brief, limits), *_others(brief, request, changes, limits)),
        message=write_message(assessment, changes, answer.plan, brief.timeline.today),
    )


def _since_the_coach(request: Request, brief: Brief, plan: Plan, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """All changes against the coach's version: a goal may be missed for what an earlier revision did."""
    if request.plan == brief.plan:
        return changes
    return explain(brief, plan, list_changes(brief.plan, plan, brief.policy))


def _others(brief: Brief, request: Request, changes: tuple[Change, ...], limits: Limits) -> tuple[Alternative, ...]:
    """Plans that weigh the aims differently, their changes named and explained; a plan that the checker refuses is not offered."""
    if not request.options.alternatives or not changes:
        return ()
    found = alternatives(brief, request.options.alternatives, limits)
    sound = (other for other in found if not check(brief, other.plan))
    return tuple(replace(a, changes=explain(brief, a.plan, list_changes(request.plan, a.plan, brief.policy))) for a in sound)


def _name(brief: Brief, assessment: Assessment, changes: tuple[Change, ...], locked: tuple[LockConflict, ...]) -> OutcomeName:
    """A person has to decide when something stands in the way, or when there is something to decide and the case is theirs."""
    open_questions = locked or assessment.directives.race_conflicts
    if open_questions or (assessment.needs_coach and (changes or assessment.level > 0 or brief.athlete.gates)):
        return OutcomeName.NEEDS_COACH
    return OutcomeName.REVISED if changes else OutcomeName.NO_CHANGE


def _suspended(request: Request, assessment: Assessment, brief: Brief) -> Adjustment:
    """Level 5: everything that is still to come is put on hold, nothing is deleted; races stay for a person to decide."""
    open_ids = {s.id for s in brief.timeline.open if not s.is_race}
    sessions = [replace(s, status=Status.SUSPENDED, original=s.snapshot()) if s.id in open_ids else s for s in brief.plan.sessions]
    plan = brief.plan.with_sessions(sessions)
    changes = explain_suspension(assessment, list_changes(request.plan, plan, brief.policy))
    since_the_coach = explain_suspension(assessment, list_changes(brief.plan, plan, brief.policy))
    return Adjustment(
        outcome=OutcomeName.SUSPENDED, assessment=assessment, plan=plan, changes=changes,
        goals=weigh_goals(brief, plan, since_the_coach), solver=SolverReport("not_needed", window_days=brief.horizon_days),
        race_conflicts=assessment.directives.race_conflicts,
        message=write_message(assessment, changes, plan, brief.timeline.today),
    )  # fmt: skip


def _unresolved(request: Request, assessment: Assessment, brief: Brief, answer: _Answer) -> Adjustment:
    """No plan fits, or none was found in time: the plan stays as it came in, and the answer says why."""
    return Adjustment(
        outcome=answer.outcome or OutcomeName.NOT_DECIDED, assessment=assessment, plan=request.plan, solver=answer.report,
        conflict=answer.conflict, lock_conflicts=lock_conflicts(brief), race_conflicts=assessment.directives.race_conflicts,
        lints=lint(request.plan, brief.athlete, brief.policy, brief.timeline.today),
    )  # fmt: skip
