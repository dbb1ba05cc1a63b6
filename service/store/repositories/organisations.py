"""Organisations, coaches, who stands in for whom, and the keys of programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from service.store.repositories.base import Repository, as_record
from service.store.tables import ApiKeyRow, AssignmentRow, CoachRow, DeputyRow, OrganisationRow, Role
from service.store.tenancy import before_the_tenant_is_known, changed, made_once, removed, selected, table_of


@dataclass(frozen=True, slots=True)
class CoachRecord:
    id: str
    name: str
    email: str | None
    role: Role
    timezone: str
    digest_minute: int
    version: int
    created_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeputyRecord:
    id: str
    coach_id: str
    deputy_id: str
    from_date: date
    until_date: date


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key without its secret."""

    id: str
    org_id: str
    coach_id: str | None
    name: str
    secret_hash: str
    scopes: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class Organisations(Repository):
    """Of the caller's own organisation."""

    def create(self, id: str, name: str) -> None:
        statement = table_of(OrganisationRow).insert().values(id=id, name=name, created_at=self.work.clock())
        self.work.session.execute(statement)

    def exists(self) -> bool:
        organisations = table_of(OrganisationRow)
        statement = select(organisations).where(organisations.c.id == self.work.scope.org_id)
        return self.first(before_the_tenant_is_known(statement)) is not None

    def policy_name(self) -> str | None:
        found = self.kept(_policy_name())
        return found[0]["policy_name"] if found else None

    def choose_policy(self, name: str | None) -> None:
        organisations = table_of(OrganisationRow)
        statement = update(organisations).where(organisations.c.id == self.work.scope.org_id).values(policy_name=name)
        self.work.session.execute(before_the_tenant_is_known(statement))


class Coaches(Repository):
    def create(self, *, name: str, role: Role, timezone: str, email: str | None, digest_minute: int = 360) -> CoachRecord:
        id = self.work.new_id("coach")
        self.add(
            CoachRow, id=id, name=name, role=role, timezone=timezone, email=email, digest_minute=digest_minute,
            created_at=self.work.clock(),
        )  # fmt: skip
        return self.get(id)

    def get(self, id: str) -> CoachRecord:
        return as_record(CoachRecord, self.one(CoachRow, id, "coach"))

    def update(self, id: str, version: int, **values: Any) -> CoachRecord:
        """`values`: name, email, role, timezone, digest_minute, disabled_at. Raises Stale."""
        self.change(CoachRow, id, version=version, **values)
        return self.get(id)

    def is_active(self, id: str) -> bool:
        """Whether there is such a coach who has not been disabled."""
        columns = table_of(CoachRow).c
        statement = selected(CoachRow, self.work.scope.of_the_service("coaches")).where(columns.id == id, columns.disabled_at.is_(None))
        return self.first(statement) is not None

    def list(self) -> list[CoachRecord]:
        statement = selected(CoachRow, self.work.scope).order_by(table_of(CoachRow).c.id)
        return [as_record(CoachRecord, row) for row in self.all(statement)]

    def of_athlete(self, athlete_id: str) -> Sequence[CoachRecord]:
        """The coaches that an athlete is assigned to, and whoever stands in for them today."""
        assigned, deputies, today = table_of(AssignmentRow).c, table_of(DeputyRow).c, self.work.scope.today
        own = select(assigned.coach_id).where(assigned.org_id == self.work.scope.org_id, assigned.athlete_id == athlete_id)
        present = (deputies.org_id == self.work.scope.org_id, deputies.from_date <= today, deputies.until_date >= today)
        standing_in = select(deputies.deputy_id).where(*present, deputies.coach_id.in_(own))
        coaches = table_of(CoachRow).c
        whose = coaches.id.in_(own) | coaches.id.in_(standing_in)
        statement = selected(CoachRow, self.work.scope.of_the_service("coaches")).where(whose, coaches.disabled_at.is_(None))
        return [as_record(CoachRecord, row) for row in self.all(statement.order_by(coaches.id))]

    def appoint_deputy(self, *, coach_id: str, deputy_id: str, from_date: date, until_date: date) -> str:
        id = self.work.new_id("deputy")
        self.add(
            DeputyRow, id=id, coach_id=coach_id, deputy_id=deputy_id, from_date=from_date, until_date=until_date,
            created_at=self.work.clock(),
        )  # fmt: skip
        return id

    def deputies(self, coach_id: str) -> Sequence[DeputyRecord]:
        statement = selected(DeputyRow, self.work.scope).where(table_of(DeputyRow).c.coach_id == coach_id)
        return [as_record(DeputyRecord, row) for row in self.all(statement)]

    def deputy(self, id: str) -> DeputyRecord:
        return as_record(DeputyRecord, self.one(DeputyRow, id, "deputy"))

    def dismiss_deputy(self, id: str) -> None:
        self.one(DeputyRow, id, "deputy")
        self.work.session.execute(removed(DeputyRow, self.work.scope).where(table_of(DeputyRow).c.id == id))

    def assign(self, athlete_id: str, coach_id: str) -> None:
        """Let a coach see an athlete; nothing happens when they do already."""
        columns = table_of(AssignmentRow).c
        same = (columns.athlete_id == athlete_id, columns.coach_id == coach_id)
        if self.first(selected(AssignmentRow, self.work.scope.of_the_service("assign")).where(*same)) is None:
            id = self.work.new_id("asg")
            self.add(AssignmentRow, id=id, athlete_id=athlete_id, coach_id=coach_id, created_at=self.work.clock())

    def unassign(self, athlete_id: str, coach_id: str) -> None:
        columns = table_of(AssignmentRow).c
        same = (columns.athlete_id == athlete_id, columns.coach_id == coach_id)
        self.work.session.execute(removed(AssignmentRow, self.work.scope).where(*same))

    def assigned_to(self, athlete_id: str) -> Sequence[str]:
        statement = selected(AssignmentRow, self.work.scope).where(table_of(AssignmentRow).c.athlete_id == athlete_id)
        return sorted(row["coach_id"] for row in self.all(statement))


class ApiKeys(Repository):
    def create(self, *, id: str, name: str, secret_hash: str, scopes: str, coach_id: str | None, expires_at: datetime | None) -> KeyRecord:
        self.add(
            ApiKeyRow, id=id, name=name, secret_hash=secret_hash, scopes=scopes, coach_id=coach_id, expires_at=expires_at,
            created_at=self.work.clock(),
        )  # fmt: skip
        return self.get(id)

    def get(self, id: str) -> KeyRecord:
        return as_record(KeyRecord, self.one(ApiKeyRow, id, "key"))

    def list(self) -> list[KeyRecord]:
        statement = selected(ApiKeyRow, self.work.scope).order_by(table_of(ApiKeyRow).c.id)
        return [as_record(KeyRecord, row) for row in self.all(statement)]

    def revoke(self, id: str) -> None:
        self.one(ApiKeyRow, id, "key")
        columns = table_of(ApiKeyRow).c
        still = changed(ApiKeyRow, self.work.scope).where(columns.id == id, columns.revoked_at.is_(None))
        self.work.session.execute(still.values(revoked_at=self.work.clock()))

    def revoke_those_of(self, coach_id: str) -> None:
        columns = table_of(ApiKeyRow).c
        still = changed(ApiKeyRow, self.work.scope).where(columns.coach_id == coach_id, columns.revoked_at.is_(None))
        self.work.session.execute(still.values(revoked_at=self.work.clock()))

    def touch(self, id: str) -> None:
        """Note that the key was used."""
        self.change(ApiKeyRow, id, last_used_at=self.work.clock())


__all__ = ["ApiKeys", "CoachRecord", "Coaches", "DeputyRecord", "KeyRecord", "Organisations", "Role"]


@made_once
def _policy_name() -> Select[Any]:
    organisations = table_of(OrganisationRow).c
    return select(organisations.policy_name).where(organisations.id == bindparam("scope_org"))
