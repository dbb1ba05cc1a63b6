"""A plan comes in from outside: as a new one, or as the next version of one that the caller names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.formats import ReadOptions
from service.kit.weeks import local_date
from service.store.repositories.plans import NewVersion, PlanHead
from service.store.tables import Origin
from service.store.tenancy import Scope
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans import drafting
from service.usecases.plans.drafting import DraftCall, Drafted
from service.usecases.plans.thinking import Standing, Written
from service.usecases.plans.versions import expect, keep_first, keep_next, settled, standing_of
from service.usecases.services import Services

DEFAULT_NAME = "plan"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file as it came, and what its uploader says about it."""

    content: bytes
    name: str = DEFAULT_NAME
    options: ReadOptions = ReadOptions()  # noqa: RUF009  frozen


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`draft` is `plan-draft/1`. `plan` is None after a dry run; `is_new` says that it was not there before."""

    draft: bytes | None
    plan: PlanHead | None
    is_new: bool = False


def import_plan(services: Services, scope: Scope, athlete_id: str, file: PlanFile, *, dry_run: bool = False) -> TakenIn:
    """A new plan, which the athlete follows from then on. The file is kept as it came.

    A dry run stores nothing and compares with the plan that the athlete follows now. Raises Refused with every place that has to
    be mended, open questions among them.
    """
    with services.store.reading(scope) as work:
        athlete = work.athletes.get(athlete_id)
        current = None if athlete.current_plan_id is None else work.plans.head(athlete.current_plan_id)
        before = None if current is None else replace(standing_of(work, current), records={})
    drafted = _drafted(services, file, athlete.timezone, before, dry_run=dry_run)
    if dry_run or drafted.written is None:
        return TakenIn(drafted.answer, None)
    with services.store.writing(scope) as work:
        return TakenIn(drafted.answer, _kept_first(services, work, athlete_id, file, drafted, ref=None), is_new=True)


def upsert_plan(services: Services, scope: Scope, athlete_id: str, ref: str, file: PlanFile, *, dry_run: bool = False) -> TakenIn:
    """The plan of the caller's own name, made or brought up to date. The file that came last brings no new version."""
    with services.store.reading(scope) as work:
        zone, known = work.athletes.get(athlete_id).timezone, work.plans.by_ref(athlete_id, ref)
        if known is not None:
            expect(known, known.revision)
        before = None if known is None else standing_of(work, known)
        last = None if known is None else work.plans.last_import(known.id)
    drafted = _drafted(services, file, zone, before, last_import=None if last is None else last.document, dry_run=dry_run)
    if dry_run or drafted.written is None:
        return TakenIn(drafted.answer, None)
    if known is not None and drafted.unchanged:
        return TakenIn(drafted.answer, known)
    with services.store.writing(scope) as work:
        if known is None:
            return TakenIn(drafted.answer, _kept_first(services, work, athlete_id, file, drafted, ref=ref), is_new=True)
        return TakenIn(drafted.answer, _kept_next(services, work, known, file, drafted))


def _drafted(
    services: Services, file: PlanFile, zone: str, before: Standing | None, *, last_import: bytes | None = None, dry_run: bool
) -> Drafted:
    options = file.options if file.options.timezone is not None else replace(file.options, timezone=zone)
    today = local_date(services.clock(), zone)
    call = DraftCall(file.content, file.name, options, today, before, last_import, dry_run)
    return settled(services.pool.run(drafting.read, call))


def _kept_first(services: Services, work: UnitOfWork, athlete_id: str, file: PlanFile, drafted: Drafted, *, ref: str | None) -> PlanHead:
    upload_id = services.new_id("upl")
    plan = keep_first(work, athlete_id, _new_version(drafted.written, upload_id), ref=ref)
    work.plans.keep_upload(upload_id, plan, file_name=file.name, format=drafted.format, content=file.content)
    work.calls.settle(plan.id, athlete_id=athlete_id)
    return plan


def _kept_next(services: Services, work: UnitOfWork, known: PlanHead, file: PlanFile, drafted: Drafted) -> PlanHead:
    upload_id = services.new_id("upl")
    plan = keep_next(work, known, _new_version(drafted.written, upload_id))
    work.plans.keep_upload(upload_id, plan, file_name=file.name, format=drafted.format, content=file.content)
    return plan


def _new_version(written: Written | None, upload_id: str) -> NewVersion:
    assert written is not None
    return NewVersion(written.name, Origin.IMPORT, written.document, written.rendered, upload_id=upload_id)
