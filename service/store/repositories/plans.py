"""Plans: versions are added and never changed; the current one is kept as it is served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from service.errors import Conflict, NotFound, Stale
from service.store.repositories.base import Page, Repository, as_record, names_of, newest_first
from service.store.tables import CompletionRow, Origin, PlanRow, PlanVersionRow, UploadRow
from service.store.tenancy import changed, selected, table_of


@dataclass(frozen=True, slots=True)
class PlanHead:
    """`version` is what proposals name; `revision` also counts what was done."""

    id: str
    athlete_id: str
    ref: str | None
    name: str
    version: int
    revision: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanRecord(PlanHead):
    """`document`: plan/1 as it is served."""

    document: bytes


@dataclass(frozen=True, slots=True)
class VersionHead:
    plan_id: str
    number: int
    athlete_id: str
    origin: Origin
    author: str
    created_at: datetime
    sha256: str
    adjustment_id: str | None
    upload_id: str | None
    of_version: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class VersionRecord(VersionHead):
    """`document`: plan/1 without what was done."""

    document: bytes


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """A file as it came."""

    id: str
    plan_id: str
    file_name: str
    format: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CompletionRecord:
    session_id: str
    status: str
    completed: str | None
    """JSON."""
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be written: `document` is plan/1 without what was done, `rendered` the same with it."""

    name: str
    origin: Origin
    document: bytes
    rendered: bytes
    adjustment_id: str | None = None
    upload_id: str | None = None
    of_version: int | None = None
    note: str | None = None


class Plans(Repository):
    def create(self, athlete_id: str, new: NewVersion, *, ref: str | None = None) -> PlanRecord:
        """Raises Conflict when the athlete has a plan of that `ref`."""
        id, now = self.work.new_id("plan"), self.work.clock()
        try:
            self.add(
                PlanRow, id=id, athlete_id=athlete_id, ref=ref, name=new.name, document=new.rendered, version=1, revision=1,
                created_at=now, updated_at=now,
            )  # fmt: skip
        except IntegrityError:
            raise Conflict("A plan of this ref was stored at the same moment. Send it again.") from None
        self._add_version(id, athlete_id, 1, new)
        return self.get(id)

    def get(self, id: str) -> PlanRecord:
        return as_record(PlanRecord, self.one(PlanRow, id, "plan"))

    def head(self, id: str) -> PlanHead:
        """The plan without its document, for whoever may have that already."""
        return as_record(PlanHead, self.one(PlanRow, id, "plan", columns=names_of(PlanHead)))

    def by_ref(self, athlete_id: str, ref: str) -> PlanRecord | None:
        columns = table_of(PlanRow).c
        row = self.first(selected(PlanRow, self.work.scope).where(columns.athlete_id == athlete_id, columns.ref == ref))
        return None if row is None else as_record(PlanRecord, row)

    def list(self, athlete_id: str, page: Page) -> list[PlanHead]:
        statement = selected(PlanRow, self.work.scope).where(table_of(PlanRow).c.athlete_id == athlete_id)
        return [as_record(PlanHead, row) for row in self.all(_only(PlanHead, PlanRow, newest_first(statement, PlanRow, page)))]

    def add_version(self, plan: PlanHead, new: NewVersion) -> PlanRecord:
        """The next version of `plan`. Raises Stale when the plan has moved on since it was read."""
        number = plan.version + 1
        self._move(plan, version=number, name=new.name, document=new.rendered)
        self._add_version(plan.id, plan.athlete_id, number, new)
        return self.get(plan.id)

    def archive(self, plan: PlanHead) -> None:
        """Raises Stale."""
        self._move(plan, archived_at=self.work.clock())

    def version(self, id: str, number: int) -> VersionRecord:
        columns = table_of(PlanVersionRow).c
        row = self.first(selected(PlanVersionRow, self.work.scope).where(columns.plan_id == id, columns.number == number))
        if row is None:
            raise NotFound("There is no such version of this plan.")
        return as_record(VersionRecord, row)

    def last_import(self, id: str) -> VersionRecord | None:
        """The plan as it last came from outside."""
        columns = table_of(PlanVersionRow).c
        imported = selected(PlanVersionRow, self.work.scope).where(columns.plan_id == id, columns.origin == Origin.IMPORT)
        row = self.first(imported.order_by(columns.number.desc()).limit(1))
        return None if row is None else as_record(VersionRecord, row)

    def versions(self, id: str, *, below: int | None = None, limit: int = 50) -> Sequence[VersionHead]:
        """Newest first."""
        columns = table_of(PlanVersionRow).c
        statement = selected(PlanVersionRow, self.work.scope).where(columns.plan_id == id)
        if below is not None:
            statement = statement.where(columns.number < below)
        newest = _only(VersionHead, PlanVersionRow, statement.order_by(columns.number.desc()).limit(limit))
        return [as_record(VersionHead, row) for row in self.all(newest)]

    def record_completion(self, plan: PlanHead, session_id: str, status: str, completed: str | None, rendered: bytes) -> PlanRecord:
        """What became of a session, and the plan as it is served from now on. Raises Stale."""
        self._move(plan, document=rendered)
        self.add(
            CompletionRow, id=self.work.new_id("done"), athlete_id=plan.athlete_id, plan_id=plan.id, session_id=session_id,
            status=status, completed=self.seal(completed), recorded_by=self.work.scope.actor, recorded_at=self.work.clock(),
        )  # fmt: skip
        return self.get(plan.id)

    def completions(self, id: str) -> Mapping[str, CompletionRecord]:
        """The last word on each session, by session id."""
        return {word.session_id: word for word in self.all_completions(id)}

    def all_completions(self, id: str) -> Sequence[CompletionRecord]:
        """Every word on the sessions of a plan, oldest first."""
        columns = table_of(CompletionRow).c
        statement = selected(CompletionRow, self.work.scope).where(columns.plan_id == id).order_by(columns.recorded_at, columns.id)
        return [as_record(CompletionRecord, row, completed=self.open(row["completed"])) for row in self.all(statement)]

    def forget_figures(self, recorded_by: str, *, before: datetime | None = None, athlete_id: str | None = None) -> None:
        """What was recorded by somebody, but for the fact that sessions were done; only before an instant, only of one athlete."""
        columns = table_of(CompletionRow).c
        theirs = changed(CompletionRow, self.work.scope).where(columns.recorded_by == recorded_by, columns.completed.is_not(None))
        if before is not None:
            theirs = theirs.where(columns.recorded_at < before)
        if athlete_id is not None:
            theirs = theirs.where(columns.athlete_id == athlete_id)
        self.work.session.execute(theirs.values(completed=None))

    def keep_upload(self, id: str, plan: PlanHead, *, file_name: str, format: str, content: bytes) -> None:
        """The file that a version came from; the version names its `id`."""
        self.add(
            UploadRow, id=id, athlete_id=plan.athlete_id, plan_id=plan.id, file_name=file_name, format=format, content=content,
            sha256=sha256(content).hexdigest(), uploaded_at=self.work.clock(),
        )  # fmt: skip

    def upload(self, plan_id: str, id: str) -> UploadRecord:
        """Raises NotFound, also for the file of another plan."""
        record = as_record(UploadRecord, self.one(UploadRow, id, "upload"))
        if record.plan_id != plan_id:
            raise NotFound("There is no upload with this id.")
        return record

    def _move(self, plan: PlanHead, **values: Any) -> None:
        columns = table_of(PlanRow).c
        same = (columns.id == plan.id, columns.revision == plan.revision)
        values |= {"revision": plan.revision + 1, "updated_at": self.work.clock()}
        result = self.work.session.execute(changed(PlanRow, self.work.scope).where(*same).values(values))
        assert isinstance(result, CursorResult)
        if result.rowcount != 1:
            raise Stale("The plan has been changed since you looked at it. Read it again and decide anew.")

    def _add_version(self, plan_id: str, athlete_id: str, number: int, new: NewVersion) -> None:
        self.add(
            PlanVersionRow, plan_id=plan_id, number=number, athlete_id=athlete_id, origin=new.origin, author=self.work.scope.actor,
            created_at=self.work.clock(), document=new.document, sha256=sha256(new.document).hexdigest(),
            adjustment_id=new.adjustment_id, upload_id=new.upload_id, of_version=new.of_version, note=new.note,
        )  # fmt: skip


def _only(record: type, row: type[SQLModel], statement: Select[Any]) -> Select[Any]:
    """The statement, for the columns of `record` alone: documents are large."""
    columns = table_of(row).c
    return statement.with_only_columns(*(columns[name] for name in names_of(record)))
