"""Plans: versions are added and never changed; the current one is kept as it is served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.engine import CursorResult

from service.errors import NotFound, Stale
from service.store.repositories.base import Page, Repository, as_record, newest_first
from service.store.tables import CompletionRow, Origin, PlanRow, PlanVersionRow, UploadRow
from service.store.tenancy import changed, selected, table_of


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """`version` is what proposals name; `revision` also counts what was done. `document`: plan/1 as it is served."""

    id: str
    athlete_id: str
    ref: str | None
    name: str
    version: int
    revision: int
    document: bytes
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    plan_id: str
    number: int
    athlete_id: str
    origin: Origin
    author: str
    created_at: datetime
    document: bytes
    sha256: str
    adjustment_id: str | None
    upload_id: str | None
    of_version: int | None
    note: str | None


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
        id, now = self.work.new_id("plan"), self.work.clock()
        self.add(
            PlanRow, id=id, athlete_id=athlete_id, ref=ref, name=new.name, document=new.rendered, version=1, revision=1,
            created_at=now, updated_at=now,
        )  # fmt: skip
        self._add_version(id, athlete_id, 1, new)
        return self.get(id)

    def get(self, id: str) -> PlanRecord:
        return as_record(PlanRecord, self.one(PlanRow, id, "plan"))

    def by_ref(self, athlete_id: str, ref: str) -> PlanRecord | None:
        columns = table_of(PlanRow).c
        row = self.first(selected(PlanRow, self.work.scope).where(columns.athlete_id == athlete_id, columns.ref == ref))
        return None if row is None else as_record(PlanRecord, row)

    def list(self, athlete_id: str, page: Page) -> list[PlanRecord]:
        statement = selected(PlanRow, self.work.scope).where(table_of(PlanRow).c.athlete_id == athlete_id)
        return [as_record(PlanRecord, row) for row in self.all(newest_first(statement, PlanRow, page))]

    def add_version(self, plan: PlanRecord, new: NewVersion) -> PlanRecord:
        """The next version of `plan`. Raises Stale when the plan has moved on since it was read."""
        number = plan.version + 1
        self._move(plan, version=number, name=new.name, document=new.rendered)
        self._add_version(plan.id, plan.athlete_id, number, new)
        return self.get(plan.id)

    def archive(self, plan: PlanRecord) -> None:
        self._move(plan, archived_at=self.work.clock())

    def version(self, id: str, number: int) -> VersionRecord:
        columns = table_of(PlanVersionRow).c
        row = self.first(selected(PlanVersionRow, self.work.scope).where(columns.plan_id == id, columns.number == number))
        if row is None:
            raise NotFound("There is no such version of this plan.")
        return as_record(VersionRecord, row)

    def versions(self, id: str, *, below: int | None = None, limit: int = 50) -> Sequence[VersionRecord]:
        """Newest first."""
        columns = table_of(PlanVersionRow).c
        statement = selected(PlanVersionRow, self.work.scope).where(columns.plan_id == id)
        if below is not None:
            statement = statement.where(columns.number < below)
        return [as_record(VersionRecord, row) for row in self.all(statement.order_by(columns.number.desc()).limit(limit))]

    def record_completion(self, plan: PlanRecord, session_id: str, status: str, completed: str | None, rendered: bytes) -> PlanRecord:
        """What became of a session, and the plan as it is served from now on. Raises Stale."""
        self._move(plan, document=rendered)
        self.add(
            CompletionRow, id=self.work.new_id("done"), athlete_id=plan.athlete_id, plan_id=plan.id, session_id=session_id,
            status=status, completed=self.seal(completed), recorded_by=self.work.scope.actor, recorded_at=self.work.clock(),
        )  # fmt: skip
        return self.get(plan.id)

    def completions(self, id: str) -> Mapping[str, CompletionRecord]:
        """The last word on each session, by session id."""
        columns = table_of(CompletionRow).c
        statement = selected(CompletionRow, self.work.scope).where(columns.plan_id == id).order_by(columns.recorded_at, columns.id)
        rows = self.all(statement)
        return {row["session_id"]: as_record(CompletionRecord, row, completed=self.open(row["completed"])) for row in rows}

    def keep_upload(self, plan_id: str, athlete_id: str, *, file_name: str, format: str, content: bytes) -> str:
        id = self.work.new_id("upl")
        self.add(
            UploadRow, id=id, athlete_id=athlete_id, plan_id=plan_id, file_name=file_name, format=format, content=content,
            sha256=sha256(content).hexdigest(), uploaded_at=self.work.clock(),
        )  # fmt: skip
        return id

    def upload(self, id: str) -> tuple[str, bytes]:
        """File name and bytes as they came."""
        row = self.one(UploadRow, id, "upload")
        return row["file_name"], row["content"]

    def _move(self, plan: PlanRecord, **values: Any) -> None:
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
