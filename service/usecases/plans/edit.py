"""A coach edits a plan, or takes back up an earlier version of it."""

from __future__ import annotations

from dataclasses import dataclass

from service.errors import BadInput, Finding
from service.kit.weeks import local_date
from service.store.repositories.plans import NewVersion, PlanHead, PlanRecord
from service.store.tables import Origin
from service.store.tenancy import Scope
from service.usecases.plans import thinking
from service.usecases.plans.thinking import EditsCall, RevertCall, Written
from service.usecases.plans.versions import expect, keep_next, settled, standing_of
from service.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Edited:
    """`plan` is None after a dry run; `written` is None where the edit was done by an earlier call."""

    written: Written | None
    plan: PlanRecord | None


def edit_plan(services: Services, scope: Scope, id: str, revision: int, edits: bytes, *, dry_run: bool = False) -> Edited:
    """All operations of `edits` (JSON) or none; one new version. Raises Refused, NotFound, Stale, Conflict."""
    with services.store.reading(scope) as work:
        plan = work.plans.head(id)
        expect(plan, revision)
        standing, zone = standing_of(work, plan), work.athletes.get(plan.athlete_id).timezone
    now = services.clock()
    call = EditsCall(standing, edits, now, local_date(now, zone))
    written = settled(services.pool.run(thinking.edit, call))
    if dry_run:
        return Edited(written, None)
    return Edited(written, _kept(services, scope, plan, written, Origin.EDIT))


def revert_plan(services: Services, scope: Scope, id: str, revision: int, number: int, note: str | None = None) -> PlanRecord:
    """A new version that says what version `number` said; sessions that were done since stay. Nothing is rewritten."""
    with services.store.reading(scope) as work:
        plan = work.plans.head(id)
        expect(plan, revision)
        if number == plan.version:
            detail = f"Version {number} is the current one; name an earlier one."
            raise BadInput(detail, findings=[Finding("/to_version", "current-version", detail)])
        standing, zone = standing_of(work, plan), work.athletes.get(plan.athlete_id).timezone
        earlier = work.plans.version(id, number).document
    call = RevertCall(standing, earlier, local_date(services.clock(), zone))
    written = settled(services.pool.run(thinking.take_back, call))
    return _kept(services, scope, plan, written, Origin.REVERT, of_version=number, note=note)


def _kept(
    services: Services, scope: Scope, plan: PlanHead, written: Written, origin: Origin, *, of_version: int | None = None,
    note: str | None = None,
) -> PlanRecord:  # fmt: skip
    new = NewVersion(written.name, origin, written.document, written.rendered, of_version=of_version, note=note or written.note)
    with services.store.writing(scope) as work:
        kept = keep_next(work, plan, new)
        work.calls.settle(kept.id, status=200, athlete_id=kept.athlete_id)
        return kept
