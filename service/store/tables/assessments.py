"""What was concluded about an athlete, and what a coach or a clinician ordered. Rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from service.store.tables.base import choice, id_of, own_id, text


class OrderKind(StrEnum):
    OVERRIDE = "override"
    CLEARANCE = "clearance"


class AssessmentRow(SQLModel, table=True):
    """The newest row of an athlete holds the state that the next assessment starts from."""

    __tablename__ = "assessments"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    made_at: datetime = Field(index=True)
    level: int
    basis: str = Field(max_length=64)
    """Fingerprint of the ids and versions that it rests on; equal ones need not be assessed again."""
    document: str = text()
    """Sealed: the assessment as JSON."""
    state: str = text()
    """Sealed: `state/1`."""


class OrderRow(SQLModel, table=True):
    __tablename__ = "orders"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    kind: OrderKind = choice(OrderKind, "kind")
    author: str = Field(max_length=100)
    created_at: datetime
    document: str = text()
    """Sealed: the override or clearance as JSON."""
