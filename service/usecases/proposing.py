"""From facts to a proposal: LOAD, THINK and SAVE, once each and in that order; again when the facts moved on meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from service.documents.adjust_request import OptionsPart
from service.documents.adjustment import AdjustmentDocument
from service.errors import ServiceError
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases import thinking
from service.usecases.facts import Facts, load_facts, request_of
from service.usecases.plans.versions import settled
from service.usecases.services import Services

MOST_ROUNDS = 5
Result = TypeVar("Result")


class KeepsChanging(ServiceError):
    """While the answer was thought over, plan or reports changed each time; nothing was stored."""

    code = "keeps-changing"


@dataclass(frozen=True, slots=True)
class Thought:
    """An answer that nobody has stored yet. `request` is what it answers, without the plan; `written` is `document` as it came."""

    facts: Facts
    request: str
    document: AdjustmentDocument
    written: bytes

    def under(self, id: str) -> str:
        """`adjustment/1` under the id of its proposal."""
        return json.dumps({**json.loads(self.written), "id": id}, ensure_ascii=False, separators=(",", ":"))


def think(services: Services, facts: Facts, options: OptionsPart) -> Thought:
    """Raises Refused for facts that cannot be used or an answer that breaks a rule, WorkersBusy, JobOverran and JobFailed."""
    request = request_of(facts, options.model_dump(mode="json"))
    written = settled(services.pool.run(thinking.adjust, json.dumps(request).encode()))
    del request["plan"]
    return Thought(facts, json.dumps(request), AdjustmentDocument.model_validate_json(written), written)


def answer(
    services: Services, scope: Scope, athlete_id: str, options: OptionsPart, save: Callable[[UnitOfWork, Thought], Result]
) -> Result:
    """What `save` gives, run in a transaction in which the facts are still those that were thought over.

    Raises what `think` and `save` raise, NotFound, and KeepsChanging.
    """
    for _ in range(MOST_ROUNDS):
        with services.store.reading(scope) as work:
            facts = load_facts(work, athlete_id, services.clock())
        thought = think(services, facts, options)
        with services.store.writing(scope) as work:
            if still_stands(work, thought):
                return save(work, thought)
    raise KeepsChanging("The plan or the reports changed while the answer was being worked out. Try again in a moment.")


def still_stands(work: UnitOfWork, thought: Thought) -> bool:
    """Whether the facts are still those that were thought over."""
    return work.standings.of(thought.facts.athlete.id) == thought.facts.standing


def problem_of(error: ServiceError) -> dict[str, Any]:
    """What an operation keeps of an error."""
    return {"code": error.code, "detail": error.message}
