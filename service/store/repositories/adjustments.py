"""Proposals from the day they are made to what was decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam

from service.store.repositories.base import Page, Repository, as_record, names_of, newest_first
from service.store.tables import AdjustmentRow, AdjustmentStatus, Direction, MessageRow, Trigger
from service.store.tenancy import changed, made_once, selected, selected_later, table_of


@dataclass(frozen=True, slots=True)
class AdjustmentRecord:
    """`document` is `adjustment/1`, `request` the `adjust-request/1` behind it without the plan; both JSON."""

    id: str
    athlete_id: str
    plan_id: str
    plan_version: int
    status: AdjustmentStatus
    trigger: Trigger
    outcome: str
    level: int
    urgency: str | None
    risk: int
    change_count: int
    in_race_week: bool
    last_date: date
    document: str
    request: str
    message: str | None
    supersedes: str | None
    resulting_version: int | None
    auto_applied: bool
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    opened_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NewAdjustment:
    id: str
    athlete_id: str
    plan_id: str
    plan_version: int
    trigger: Trigger
    outcome: str
    level: int
    urgency: str | None
    risk: int
    change_count: int
    in_race_week: bool
    last_date: date
    document: str
    request: str
    message: str | None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """None asks for any."""

    status: AdjustmentStatus | None = None
    athlete_id: str | None = None
    plan_id: str | None = None
    by_risk: bool = False
    """The riskiest and among those the oldest first, instead of the newest."""
    after_risk: int | None = None


@dataclass(frozen=True, slots=True)
class MessageRecord:
    id: str
    athlete_id: str
    adjustment_id: str | None
    direction: Direction
    author: str
    words: str
    created_at: datetime


URGENT = ("emergency", "prompt")


class Adjustments(Repository):
    def propose(self, new: NewAdjustment) -> AdjustmentRecord:
        """A new proposal; open ones of the same plan give way to it."""
        vault, now = self.work.vault, self.work.clock()
        columns = table_of(AdjustmentRow).c
        open_ones = changed(AdjustmentRow, self.work.scope).where(
            columns.plan_id == new.plan_id, columns.status == AdjustmentStatus.PROPOSED
        )
        self.work.session.execute(
            open_ones.values(status=AdjustmentStatus.SUPERSEDED, version=columns.version + 1, updated_at=now, decided_at=now)
        )
        self.add(
            AdjustmentRow, id=new.id, athlete_id=new.athlete_id, plan_id=new.plan_id, plan_version=new.plan_version,
            status=AdjustmentStatus.PROPOSED, trigger=new.trigger, outcome=new.outcome, level=new.level, urgency=new.urgency,
            risk=new.risk, change_count=new.change_count, in_race_week=new.in_race_week, last_date=new.last_date,
            document=vault.seal(new.document), request=vault.seal(new.request), message=self.seal(new.message),
            supersedes=new.supersedes, created_at=now, updated_at=now,
        )  # fmt: skip
        return AdjustmentRecord(
            **{name: getattr(new, name) for name in names_of(NewAdjustment)}, status=AdjustmentStatus.PROPOSED, resulting_version=None,
            auto_applied=False, decided_by=None, decided_at=None, reason=None, opened_at=None, version=1, created_at=now, updated_at=now,
        )  # fmt: skip

    def get(self, id: str) -> AdjustmentRecord:
        return self._record(self.one(AdjustmentRow, id, "adjustment"))

    def list(self, wanted: InboxFilter, page: Page) -> list[AdjustmentRecord]:
        columns = table_of(AdjustmentRow).c
        statement = selected(AdjustmentRow, self.work.scope)
        for name in ("status", "athlete_id", "plan_id"):
            if (value := getattr(wanted, name)) is not None:
                statement = statement.where(columns[name] == value)
        if not wanted.by_risk:
            return [self._record(row) for row in self.all(newest_first(statement, AdjustmentRow, page))]
        if page.since is not None:
            statement = statement.where(columns.updated_at >= page.since)
        if wanted.after_risk is not None and page.after_id is not None:
            later = (columns.risk == wanted.after_risk) & (columns.id > page.after_id)
            statement = statement.where((columns.risk < wanted.after_risk) | later)
        return [self._record(row) for row in self.all(statement.order_by(columns.risk.desc(), columns.id).limit(page.limit))]

    def decide(self, record: AdjustmentRecord, status: AdjustmentStatus, **values: Any) -> AdjustmentRecord:
        """Raises Stale when somebody else has decided since. `values`: resulting_version, auto_applied, reason, message."""
        for name in ("reason", "message"):
            if name in values:
                values[name] = self.seal(values[name])
        now = self.work.clock()
        self.change(
            AdjustmentRow, record.id, version=record.version, status=status, decided_by=self.work.scope.actor, decided_at=now,
            updated_at=now, **values,
        )  # fmt: skip
        return self.get(record.id)

    def redraft(self, record: AdjustmentRecord, message: str) -> AdjustmentRecord:
        """Another draft for the athlete. Raises Stale."""
        self.change(AdjustmentRow, record.id, version=record.version, message=self.seal(message), updated_at=self.work.clock())
        return self.get(record.id)

    def mark_opened(self, id: str) -> bool:
        """Note that a coach has seen it. True for the first time only."""
        columns = table_of(AdjustmentRow).c
        unseen = selected(AdjustmentRow, self.work.scope).where(columns.id == id, columns.opened_at.is_(None))
        if self.first(unseen) is None:
            return False
        statement = changed(AdjustmentRow, self.work.scope).where(columns.id == id, columns.opened_at.is_(None))
        self.work.session.execute(statement.values(opened_at=self.work.clock()))
        return True

    def open_of(self, plan_id: str) -> Sequence[str]:
        """Ids of the proposals that wait for a decision, newest first."""
        return [row["id"] for row in self.kept(_open_of(sees_all=self.work.scope.sees_all), plan=plan_id)]

    def passed(self, before: date) -> Sequence[str]:
        """Ids of open proposals that speak of no day from `before` on. Urgent ones never pass by themselves."""
        columns = table_of(AdjustmentRow).c
        calm = columns.urgency.is_(None) | columns.urgency.not_in(URGENT)
        over = (columns.status == AdjustmentStatus.PROPOSED, columns.last_date < before, calm)
        return [row["id"] for row in self.all(selected(AdjustmentRow, self.work.scope).where(*over).order_by(columns.id))]

    def is_looked_at(self, id: str) -> bool:
        """Whether somebody has opened or decided it, or one that came after it for the same athlete."""
        columns = table_of(AdjustmentRow).c
        told = self.get(id)
        later = (columns.athlete_id == told.athlete_id, columns.created_at >= told.created_at)
        by_a_person = columns.status.in_([AdjustmentStatus.ACCEPTED, AdjustmentStatus.REJECTED]) & columns.auto_applied.is_(False)
        seen = columns.opened_at.is_not(None) | by_a_person
        return self.first(selected(AdjustmentRow, self.work.scope).where(*later, seen).limit(1)) is not None

    def waiting_for(self, coach_id: str | None) -> tuple[int, int]:
        """How many proposals wait for a coach, and how many of them are urgent; without a coach, those of everybody."""
        scope = self.work.scope if coach_id is None else replace(self.work.scope, coach_id=coach_id, sees_all=False)
        columns = table_of(AdjustmentRow).c
        rows = self.all(selected(AdjustmentRow, scope).where(columns.status == AdjustmentStatus.PROPOSED))
        return len(rows), sum(row["urgency"] in URGENT for row in rows)

    def expire(self, plan_id: str) -> Sequence[str]:
        """Open proposals of a plan that has moved on can be accepted no more. Their ids."""
        columns = table_of(AdjustmentRow).c
        same = (columns.plan_id == plan_id, columns.status == AdjustmentStatus.PROPOSED)
        ids = [row["id"] for row in self.all(selected(AdjustmentRow, self.work.scope).where(*same))]
        now = self.work.clock()
        expired = {"status": AdjustmentStatus.EXPIRED, "version": columns.version + 1, "updated_at": now, "decided_at": now}
        self.work.session.execute(changed(AdjustmentRow, self.work.scope).where(*same).values(expired))
        return ids

    def _record(self, row: Mapping[str, Any]) -> AdjustmentRecord:
        opened = {name: self.open(row[name]) for name in ("document", "request", "message", "reason")}
        return as_record(AdjustmentRecord, row, **opened)


class Messages(Repository):
    """What was said to an athlete and what came back."""

    def add_message(self, athlete_id: str, direction: Direction, words: str, adjustment_id: str | None = None) -> MessageRecord:
        id, now, actor = self.work.new_id("msg"), self.work.clock(), self.work.scope.actor
        self.add(
            MessageRow, id=id, athlete_id=athlete_id, adjustment_id=adjustment_id, direction=direction, author=actor,
            words=self.work.vault.seal(words), created_at=now,
        )  # fmt: skip
        return MessageRecord(id, athlete_id, adjustment_id, direction, actor, words, now)

    def get(self, id: str) -> MessageRecord:
        row = self.one(MessageRow, id, "message")
        return as_record(MessageRecord, row, words=self.work.vault.open(row["words"]))

    def list(self, athlete_id: str, page: Page, *, adjustment_id: str | None = None) -> list[MessageRecord]:
        columns = table_of(MessageRow).c
        statement = selected(MessageRow, self.work.scope).where(columns.athlete_id == athlete_id)
        if adjustment_id is not None:
            statement = statement.where(columns.adjustment_id == adjustment_id)
        rows = self.all(newest_first(statement, MessageRow, page, by="created_at"))
        return [as_record(MessageRecord, row, words=self.work.vault.open(row["words"])) for row in rows]


@made_once
def _open_of(*, sees_all: bool) -> Select[Any]:
    columns = table_of(AdjustmentRow).c
    same = (columns.plan_id == bindparam("plan"), columns.status == AdjustmentStatus.PROPOSED)
    newest = selected_later(AdjustmentRow, sees_all=sees_all).where(*same).order_by(columns.created_at.desc(), columns.id.desc())
    return newest.with_only_columns(columns.id)
