"""What keeps a job from being stored twice. The jobs themselves are in tables of the queue."""

from __future__ import annotations

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class EndedJobRow(SQLModel, table=True):
    """A job whose result is stored: written in the transaction of that result, and kept for as long as the job itself."""

    __tablename__ = "ended_jobs"
    id: str = Field(sa_column=Column(Text(), primary_key=True))
    """As the queue calls it."""
