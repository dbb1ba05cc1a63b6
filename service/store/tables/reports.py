"""Reports of athletes. Nothing is overwritten: an amendment or a withdrawal is a further row of the same `ref`."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from service.store.tables.base import id_of, own_id, text


class ReportRow(SQLModel, table=True):
    __tablename__ = "reports"
    id: str = own_id()
    org_id: str = id_of("organisations")
    athlete_id: str = id_of("athletes")
    ref: str = Field(max_length=200, index=True)
    """The report's own id, which its amendments repeat."""
    observed_at: datetime = Field(index=True)
    received_at: datetime = Field(index=True)
    author: str = Field(max_length=100)
    withdrawn: bool = False
    document: str = text()
    """Sealed: `report/1`."""
