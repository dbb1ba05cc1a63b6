"""Policies of an organisation; each change is a further version."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from service.store.tables.base import id_of, own_id, text


class PolicyRow(SQLModel, table=True):
    __tablename__ = "policies"
    __table_args__ = (UniqueConstraint("org_id", "name", "version"),)
    id: str = own_id()
    org_id: str = id_of("organisations")
    name: str = Field(max_length=64)
    version: int
    document: str = text()
    author: str = Field(max_length=100)
    created_at: datetime
