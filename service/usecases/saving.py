"""SAVE: what was concluded about an athlete, and the proposal if there is one, in one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from service.documents.adjustment import AdjustmentDocument
from service.domain.adjustment import OutcomeName
from service.kit.weeks import local_date
from service.store.repositories.adjustments import AdjustmentRecord, NewAdjustment
from service.store.repositories.plans import PlanRecord
from service.store.tables import Trigger
from service.store.unit_of_work import UnitOfWork
from service.usecases.alerts import is_new, raise_alert
from service.usecases.applying import apply_proposal
from service.usecases.auto_apply import may_apply_itself, read_limits
from service.usecases.proposing import Thought
from service.usecases.risk import days_to_race, is_race_week, risk_of


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of an answer; no adjustment where nobody has to look at anything."""

    assessment_id: str
    outcome: OutcomeName
    adjustment: AdjustmentRecord | None


def save(work: UnitOfWork, thought: Thought, trigger: Trigger, *, replaces: str | None = None) -> Saved:
    """Store the answer. `replaces`: a proposal that a person wants otherwise; they get a new one, whatever is in it."""
    document, facts = thought.document, thought.facts
    assessment_id = save_assessment(work, thought)
    proposal = None
    if facts.plan is not None and (replaces is not None or is_worth_a_look(document)):
        proposal = propose(work, thought, facts.plan, trigger, replaces)
    elif facts.plan is not None:
        _let_go(work, facts.plan)
    if is_new(document.assessment, facts.latest):
        raise_alert(work, facts.athlete.id, None if proposal is None else proposal.id)
    if proposal is not None and trigger is Trigger.REPORT and _applies_itself(thought, proposal):
        proposal = apply_proposal(work, proposal, document, auto_applied=True)
    return Saved(assessment_id, document.outcome, proposal)


def save_assessment(work: UnitOfWork, thought: Thought) -> str:
    """The next assessment begins with the state that is kept here."""
    found, facts = thought.document.assessment, thought.facts
    state = found.state.model_dump_json()
    id = work.assessments.add_assessment(
        facts.athlete.id, level=found.level, basis=facts.basis, document=found.model_dump_json(), state=state
    )
    work.audit.note("assessment.made", id, facts.athlete.id)
    return id


def is_worth_a_look(document: AdjustmentDocument) -> bool:
    """An answer without changes is shown only if a coach has something to do: somebody to send for help, a question, a choice.

    Everything else would fill the inbox with `all is well`, and hide in it what is not.
    """
    found = document.assessment
    return document.outcome is not OutcomeName.NO_CHANGE or bool(found.referral or found.questions or found.needs_coach)


def propose(work: UnitOfWork, thought: Thought, plan: PlanRecord, trigger: Trigger, replaces: str | None = None) -> AdjustmentRecord:
    """A new proposal against the plan as it is; open ones give way to it."""
    open_ones = work.adjustments.open_of(plan.id)
    before = replaces or (open_ones[0] if open_ones else None)
    record = work.adjustments.propose(_new(work, thought, plan, trigger, supersedes=before))
    for id in open_ones:
        work.events.emit("adjustment.superseded", id, record.athlete_id)
    work.events.emit("adjustment.proposed", record.id, record.athlete_id)
    work.audit.note("adjustment.proposed", record.id, record.athlete_id)
    return record


def _let_go(work: UnitOfWork, plan: PlanRecord) -> None:
    """There is nothing to change any more: what was proposed on what was known before is not offered further."""
    for id in work.adjustments.expire(plan.id):
        work.events.emit("adjustment.expired", id, plan.athlete_id)


def _new(work: UnitOfWork, thought: Thought, plan: PlanRecord, trigger: Trigger, *, supersedes: str | None) -> NewAdjustment:
    document, found = thought.document, thought.document.assessment
    urgency = None if found.referral is None else found.referral.urgency
    days = days_to_race(document.plan, _today(thought))
    id = work.new_id("adj")
    return NewAdjustment(
        id=id, athlete_id=thought.facts.athlete.id, plan_id=plan.id, plan_version=plan.version, trigger=trigger,
        outcome=document.outcome.value, level=found.level, urgency=None if urgency is None else urgency.value,
        risk=risk_of(found.level, urgency, days), change_count=len(document.changes), in_race_week=is_race_week(days),
        last_date=last_date(document), document=thought.under(id), request=thought.request,
        message=document.message.to_athlete or None, supersedes=supersedes,
    )  # fmt: skip


def last_date(document: AdjustmentDocument) -> date:
    """The last day that a change touches; without changes the end of the first window."""
    days = [values.day for change in document.changes for values in (change.before, change.after) if values is not None]
    return max(days, default=document.directives.windows[0].end)


def _applies_itself(thought: Thought, proposal: AdjustmentRecord) -> bool:
    athlete, plan = thought.facts.athlete, thought.document.plan
    gated = bool(json.loads(athlete.profile).get("gates")) or bool(plan.athlete and plan.athlete.gates)
    return may_apply_itself(thought.document, read_limits(athlete.auto_apply), gated=gated, in_race_week=proposal.in_race_week)


def _today(thought: Thought) -> date:
    return local_date(thought.facts.now, thought.facts.athlete.timezone)
