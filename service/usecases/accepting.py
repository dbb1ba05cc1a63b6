"""A coach accepts a proposal, or some of its changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.documents.adjustment import AdjustmentDocument
from service.documents.adjustment_parts import ChangePart
from service.domain.adjustment import OutcomeName
from service.errors import BadInput, Conflict, Finding
from service.kit.weeks import local_date
from service.store.repositories.adjustments import AdjustmentRecord
from service.store.tables import AdjustmentStatus
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.applying import apply_proposal
from service.usecases.plans.versions import recorded
from service.usecases.proposals import Proposal, read_proposal
from service.usecases.proposing import Thought
from service.usecases.resolving import Wishes, refusable, solve_again
from service.usecases.services import Services


class Decision(StrEnum):
    ACCEPTED = "accepted"
    """The plan has a new version."""
    PROPOSED_AGAIN = "proposed_again"
    """Without the other changes the best plan is another one: it waits for a decision of its own, and nothing was accepted."""


@dataclass(frozen=True, slots=True)
class Decided:
    decision: Decision
    adjustment: AdjustmentRecord


def accept(
    services: Services, scope: Scope, id: str, version: int, *, keys: Sequence[str] | None = None, message: str | None = None
) -> Decided:
    """Accept all changes, or those with the given keys; `message` is what the athlete is told instead of the draft.

    Some changes alone, or all of them when a day that they speak of has passed or a session been done meanwhile, are solved
    again. What comes out is accepted only if it holds nothing but what was accepted.

    Raises NotFound, Stale, Conflict, BadInput for keys that are not there, NoPlanFits.
    """
    with services.store.writing(scope) as work:
        proposal = read_proposal(work, id, version)
        wanted = _wanted(proposal, keys)
        if len(wanted) == len(proposal.keys) and _is_timely(work, proposal):
            record = apply_proposal(work, proposal.record, proposal.document, message=message)
            return _settled(work, Decided(Decision.ACCEPTED, record))
    refused = refusable([key for key in proposal.keys if key not in wanted])
    accepted = {change.key: change for change in proposal.document.changes if change.key in wanted}

    def end(work: UnitOfWork, made: AdjustmentRecord, thought: Thought) -> Decided:
        if not _holds_only(thought.document, accepted):
            return _settled(work, Decided(Decision.PROPOSED_AGAIN, made))
        return _settled(work, Decided(Decision.ACCEPTED, apply_proposal(work, made, thought.document, message=message)))

    return solve_again(services, scope, id, version, Wishes(refuse=refused), end)


def accepted_before(services: Services, scope: Scope, id: str) -> Decided:
    """What came of a call that is repeated. Raises NotFound."""
    with services.store.reading(scope) as work:
        record = work.adjustments.get(id)
    is_new = record.status is AdjustmentStatus.PROPOSED
    return Decided(Decision.PROPOSED_AGAIN if is_new else Decision.ACCEPTED, record)


def _settled(work: UnitOfWork, decided: Decided) -> Decided:
    work.calls.settle(decided.adjustment.id, status=200, athlete_id=decided.adjustment.athlete_id)
    return decided


def _wanted(proposal: Proposal, keys: Sequence[str] | None) -> Collection[str]:
    if proposal.document.outcome in (OutcomeName.NO_PLAN_FITS, OutcomeName.NOT_DECIDED):
        raise Conflict("No plan was found that could be accepted. Resolve the proposal with other wishes, or reject it.")
    if keys is None:
        return proposal.keys
    strange = [index for index, key in enumerate(keys) if key not in proposal.keys]
    unknown = [Finding(f"/accept/{index}", "unknown-change", "The proposal holds no such change.") for index in strange]
    if unknown or not keys:
        raise BadInput(
            "Name changes of this proposal; to accept none, reject it.",
            findings=unknown or [Finding("/accept", "too-few", "Name one change at least.")],
        )
    return frozenset(keys)


def _is_timely(work: UnitOfWork, proposal: Proposal) -> bool:
    """Whether no change speaks of a day that is over, or of a session of which it is known what became of it."""
    today = local_date(work.now, work.athletes.get(proposal.record.athlete_id).timezone)
    done = {id for id, record in recorded(work.plans.completions(proposal.plan.id)).items() if record.counts}
    return not any(_first_day(change) < today or change.session_id in done for change in proposal.document.changes)


def _first_day(change: ChangePart) -> date:
    return min(values.day for values in (change.before, change.after) if values is not None)


def _holds_only(document: AdjustmentDocument, accepted: dict[str, ChangePart]) -> bool:
    """Whether every change is one that was accepted, the very same in every value."""
    return all(change.key in accepted and change.after == accepted[change.key].after for change in document.changes)
