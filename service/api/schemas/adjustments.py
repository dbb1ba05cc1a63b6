"""Proposals, decisions about them, and the operations that make them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.adjust_request import PinPart
from service.documents.adjustment import AdjustmentDocument
from service.documents.base import Instant, Label, LocalDate, Part, Text
from service.domain.adjustment import OutcomeName
from service.domain.assessment import Urgency
from service.store.repositories.adjustments import AdjustmentRecord
from service.store.tables import AdjustmentStatus, Trigger
from service.usecases.accepting import Decision
from service.usecases.resolving import Wishes

Words = Annotated[Text, Field(min_length=1, max_length=2_000)]
Keys = Annotated[list[Label], Field(max_length=200)]


class AdjustmentSummary(Out):
    """A proposal as the inbox lists it. `risk`: the larger, the sooner to be looked at."""

    id: str
    athlete_id: str
    plan_id: str
    plan_version: int
    status: AdjustmentStatus
    trigger: Trigger
    outcome: OutcomeName
    level: int
    urgency: Urgency | None
    risk: int
    change_count: int
    in_race_week: bool
    last_date: LocalDate
    supersedes: str | None
    resulting_version: int | None
    auto_applied: bool
    decided_by: str | None
    decided_at: Instant | None
    opened_at: Instant | None
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, record: AdjustmentRecord) -> Self:
        return cls.like(record)


class AdjustmentOut(AdjustmentSummary):
    """The whole proposal. `message` is the draft for the athlete, or what they were told."""

    message: str | None
    reason: str | None
    adjustment: AdjustmentDocument

    @classmethod
    def of(cls, record: AdjustmentRecord) -> Self:
        return cls.like(record, adjustment=AdjustmentDocument.model_validate_json(record.document))


class AdjustmentList(Part):
    items: list[AdjustmentSummary]
    next_cursor: str | None


class AcceptIn(Part):
    """Without `accept` all changes are meant; `message` is what the athlete is told instead of the draft."""

    accept: Keys | None = None
    message: Words | None = None


class RejectIn(Part):
    reason: Words


class ResolveIn(Part):
    """What the coach wants otherwise, on top of what was wished of this proposal before."""

    pins: Annotated[list[PinPart], Field(max_length=100)] = Field(default_factory=list)
    refuse: Keys = Field(default_factory=list)
    alternatives: Annotated[int, Field(strict=True, ge=0, le=3)] = 0

    def wishes(self) -> Wishes:
        return Wishes(pins=self.pins, refuse=self.refuse, alternatives=self.alternatives)


class DecidedOut(Part):
    """`proposed_again`: nothing was accepted; `adjustment` is a new proposal without the changes that were left out."""

    outcome: Decision
    adjustment: AdjustmentOut
