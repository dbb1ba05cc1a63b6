"""What became of a session."""

from __future__ import annotations

import json

from service.documents.completions import CompletionDocument, Recorded, is_too_far, overlaid
from service.documents.limits import MOST_METRES_ON_FOOT
from service.domain.session import Status
from service.errors import BadInput, Finding, NotFound
from service.store.repositories.plans import PlanRecord
from service.store.tenancy import Scope
from service.usecases.plans.versions import recorded
from service.usecases.services import Services


def record_completion(services: Services, scope: Scope, athlete_id: str, session_id: str, said: CompletionDocument) -> PlanRecord:
    """The athlete's current plan as it is served from then on; no new version. The same word twice changes nothing.

    Raises NotFound where the current plan has no such session, BadInput for a distance that nobody walks or runs.
    """
    return _record(services, scope, athlete_id, session_id, said.recorded())


def take_back_completion(services: Services, scope: Scope, athlete_id: str, session_id: str) -> PlanRecord:
    """The session is as its plan has it, whatever was recorded before."""
    return _record(services, scope, athlete_id, session_id, Recorded(Status.PLANNED))


def _record(services: Services, scope: Scope, athlete_id: str, session_id: str, word: Recorded) -> PlanRecord:
    with services.store.reading(scope) as work:
        plan_id = work.athletes.get(athlete_id).current_plan_id
        if plan_id is None:
            raise NotFound("The athlete follows no plan.")
        plan = work.plans.get(plan_id)
        document = work.plans.version(plan.id, plan.version).document
        records = recorded(work.plans.completions(plan.id))
    session = next((each for each in json.loads(document)["sessions"] if each["id"] == session_id), None)
    if session is None:
        raise NotFound("The plan that the athlete follows has no session of this id.")
    if is_too_far(session["sport"], word.completed):
        detail = f"More than {MOST_METRES_ON_FOOT} metres on foot are not believable; check the unit, metres are wanted."
        raise BadInput(detail, findings=[Finding("/distance_m", "out-of-range", detail)])
    if records.get(session_id, Recorded(Status.PLANNED)) == word:
        return plan
    rendered = overlaid(document, {**records, session_id: word})
    completed = None if word.completed is None else json.dumps(word.completed)
    with services.store.writing(scope) as work:
        kept = work.plans.record_completion(plan, session_id, word.status.value, completed, rendered)
        work.events.emit("completion.recorded", plan.id, athlete_id)
        work.audit.note("completion.recorded", plan.id, athlete_id)
        return kept
