"""Policies in and out."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.base import Instant, Part
from service.documents.own_policy import Numbers, PolicyDocument
from service.store.repositories.policies import PolicyRecord


class PolicyIn(Part):
    """The whole of it: a number that is left out is that of the package."""

    numbers: Annotated[Numbers, Field(default_factory=dict)]


class PolicyOut(Out):
    id: str
    name: str
    version: int
    author: str
    created_at: Instant
    policy: PolicyDocument

    @classmethod
    def of(cls, record: PolicyRecord) -> Self:
        return cls.like(record, policy=PolicyDocument.model_validate_json(record.document))


class PolicyList(Part):
    items: list[PolicyOut]
