"""Coaches and their deputies, in and out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.athletes import Email
from service.api.schemas.out import Out
from service.documents.base import CLEAN, Flag, Instant, KeptName, LocalDate, Part, Zone
from service.store.repositories.organisations import CoachRecord, DeputyRecord, Role
from service.usecases.coaches import CoachFacts, StandIn

LocalMinute = Annotated[str, Field(strict=True, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
CoachId = Annotated[str, Field(strict=True, min_length=1, max_length=48), CLEAN]


class CoachIn(Part):
    name: KeptName
    timezone: Zone
    email: Email | None = None
    role: Role = Role.COACH
    digest_at: Annotated[LocalMinute, Field(description="Local time at which the daily letter goes out")] = "06:00"

    def facts(self) -> CoachFacts:
        hours, minutes = self.digest_at.split(":")
        return CoachFacts(self.name, self.timezone, self.email, self.role, int(hours) * 60 + int(minutes))


class CoachChange(CoachIn):
    active: Annotated[Flag, Field(description="false revokes the coach's keys for good and stops letters")] = True


class CoachOut(Out):
    id: str
    name: str
    timezone: str
    email: str | None
    role: Role
    digest_at: str
    active: bool
    version: int
    created_at: Instant

    @classmethod
    def of(cls, record: CoachRecord) -> Self:
        hour, minute = divmod(record.digest_minute, 60)
        return cls.like(record, digest_at=f"{hour:02}:{minute:02}", active=record.disabled_at is None)


class CoachList(Part):
    items: list[CoachOut]


class DeputyIn(Part):
    deputy_id: CoachId
    from_date: LocalDate
    until_date: Annotated[LocalDate, Field(description="The last day, included")]

    def stand_in(self) -> StandIn:
        return StandIn(self.deputy_id, self.from_date, self.until_date)


class DeputyOut(Out):
    id: str
    coach_id: str
    deputy_id: str
    from_date: date
    until_date: date

    @classmethod
    def of(cls, record: DeputyRecord) -> Self:
        return cls.like(record)


class DeputyList(Part):
    items: list[DeputyOut]


class CoachIds(Part):
    """The coaches that an athlete is assigned to."""

    coach_ids: list[str]
