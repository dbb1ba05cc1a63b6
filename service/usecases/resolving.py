"""The same question once more, with a coach's pins and refusals: a new proposal in the place of the one that they were said of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.documents.adjust_request import OptionsPart, PinPart
from service.documents.adjustment import AdjustmentDocument
from service.domain.adjustment import OutcomeName
from service.errors import BadInput, Conflict, Finding
from service.store.repositories.adjustments import AdjustmentRecord
from service.store.tables import AdjustmentStatus, Trigger
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.proposals import NoPlanFits, read_proposal
from service.usecases.proposing import Thought, answer
from service.usecases.saving import save
from service.usecases.services import Services

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a coach wants otherwise, on top of what was wished before; a later pin of a session replaces the earlier one."""

    pins: Sequence[PinPart] = ()
    refuse: Sequence[str] = ()
    alternatives: int = 0


def resolve(services: Services, scope: Scope, id: str, version: int, wishes: Wishes) -> AdjustmentRecord:
    """A new proposal that does as the coach wishes and proves it best.

    Raises NoPlanFits where nothing fits, and then leaves the proposal as it is; BadInput, NotFound, Stale, Conflict.
    """

    def end(work: UnitOfWork, made: AdjustmentRecord, _thought: Thought) -> AdjustmentRecord:
        work.calls.settle(made.id, status=200, athlete_id=made.athlete_id)
        return made

    return solve_again(services, scope, id, version, wishes, end)


def solve_again(
    services: Services, scope: Scope, id: str, version: int, wishes: Wishes, end: Callable[[UnitOfWork, AdjustmentRecord, Thought], Result]
) -> Result:
    """Think anew about what is known now, with `wishes`; the new proposal takes the place of the old, and `end` ends the transaction."""
    with services.store.reading(scope) as work:
        before = read_proposal(work, id, version)
        if work.athletes.get(before.record.athlete_id).current_plan_id != before.plan.id:
            raise Conflict("The athlete follows another plan now.")
    options = with_wishes(before.record, wishes)

    def keep(work: UnitOfWork, thought: Thought) -> Result:
        refuse_unanswered(thought.document)
        still = read_proposal(work, id, version)
        work.adjustments.decide(still.record, AdjustmentStatus.SUPERSEDED)
        work.events.emit("adjustment.superseded", id, still.record.athlete_id)
        made = save(work, thought, Trigger.RESOLVE, replaces=id).adjustment
        assert made is not None  # there is a plan, and something is replaced
        return end(work, made, thought)

    return answer(services, scope, before.record.athlete_id, options, keep)


def with_wishes(record: AdjustmentRecord, wishes: Wishes) -> OptionsPart:
    """The options of a proposal and the new wishes."""
    before = OptionsPart.model_validate(json.loads(record.request)["options"])
    pinned = {pin.session_id for pin in wishes.pins}
    pins = [pin for pin in before.pins if pin.session_id not in pinned] + list(wishes.pins)
    refuse = list(dict.fromkeys([*before.refuse, *wishes.refuse]))
    values = {"pins": [pin.model_dump(mode="json") for pin in pins], "refuse": refuse, "alternatives": wishes.alternatives}
    return OptionsPart.model_validate({**before.model_dump(mode="json"), **values})


def refuse_unanswered(document: AdjustmentDocument) -> None:
    """Raises NoPlanFits with the rules that collide, and Conflict where the time did not suffice."""
    conflict = document.conflict
    if document.outcome is OutcomeName.NO_PLAN_FITS and conflict is not None:
        rules = [Finding("", "rule", rule) for rule in conflict.rules]
        ways_out = [Finding("", "way-out", relaxation.text) for relaxation in conflict.relaxations]
        raise NoPlanFits(conflict.text, findings=[*rules, *ways_out])
    if document.outcome is OutcomeName.NOT_DECIDED:
        raise Conflict("No plan was proved best in time; wish for less at once.")


def refusable(keys: Sequence[str]) -> Sequence[str]:
    """The keys themselves. Raises BadInput for changes that cannot be refused alone: what is on hold is so as a whole."""
    fixed = [key for key in keys if key.rpartition(":")[2] in ("suspend", "restore", "warm_up")]
    if fixed:
        detail = "This change cannot be refused by itself; accept it too, or reject the whole proposal."
        raise BadInput(detail, findings=[Finding("/accept", "not-refusable", f"{key}: {detail}") for key in fixed])
    return keys
