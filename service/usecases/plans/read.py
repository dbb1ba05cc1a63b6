"""Plans, their versions and files, as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from service.store.repositories.base import Page
from service.store.repositories.plans import PlanHead, PlanRecord, UploadRecord, VersionHead, VersionRecord
from service.store.tenancy import Scope
from service.usecases.plans import thinking
from service.usecases.plans.versions import settled
from service.usecases.services import Services


def get_plan(services: Services, scope: Scope, id: str) -> PlanRecord:
    """Raises NotFound, also for the plan of an athlete whom the caller may not see; so does all that follows."""
    with services.store.reading(scope) as work:
        return work.plans.get(id)


def look_up_plan(services: Services, scope: Scope, id: str) -> Future[PlanRecord]:
    """`get_plan` for whoever has something else to do meanwhile."""
    return services.store.read_soon(scope, lambda work: work.plans.get(id))


def look_up_plan_head(services: Services, scope: Scope, id: str) -> Future[PlanHead]:
    return services.store.read_soon(scope, lambda work: work.plans.head(id))


def list_plans(services: Services, scope: Scope, athlete_id: str, page: Page) -> Sequence[PlanHead]:
    with services.store.reading(scope) as work:
        work.athletes.get(athlete_id)
        return work.plans.list(athlete_id, page)


def list_versions(services: Services, scope: Scope, id: str, *, below: int | None, limit: int) -> Sequence[VersionHead]:
    """Newest first."""
    with services.store.reading(scope) as work:
        work.plans.head(id)
        return work.plans.versions(id, below=below, limit=limit)


def get_version(services: Services, scope: Scope, id: str, number: int) -> VersionRecord:
    with services.store.reading(scope) as work:
        return work.plans.version(id, number)


def get_upload(services: Services, scope: Scope, plan_id: str, id: str) -> UploadRecord:
    """The file as it came."""
    with services.store.reading(scope) as work:
        work.plans.head(plan_id)
        return work.plans.upload(plan_id, id)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A plan in one of the formats."""

    head: PlanHead
    content: bytes


def render_plan(services: Services, scope: Scope, id: str, format_name: str) -> Rendition:
    """The plan with what was done of it. Raises Refused where the format has no place for such a plan."""
    plan = get_plan(services, scope, id)
    return Rendition(plan, settled(services.pool.run(thinking.render, thinking.RenderCall(plan.document, format_name, id))))


def compare_versions(services: Services, scope: Scope, id: str, before: int, after: int) -> bytes:
    """`plan-diff/1`."""
    with services.store.reading(scope) as work:
        documents = work.plans.version(id, before).document, work.plans.version(id, after).document
    return settled(services.pool.run(thinking.compare, documents))
