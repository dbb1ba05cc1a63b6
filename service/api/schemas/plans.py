"""Plans, their versions, and what comes of changing them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.answer_parts import LintPart
from service.documents.base import Instant, Label, Part
from service.documents.plan_diff import PlanDiff
from service.documents.plan_draft import PlanDraft
from service.store.repositories.plans import PlanHead, VersionHead
from service.store.tables import Origin


class PlanOut(Out):
    """A plan without its sessions. `revision` is what its ETag names: it counts versions and what was recorded."""

    id: str
    athlete_id: str
    ref: str | None
    name: str
    version: int
    revision: int
    created_at: Instant
    updated_at: Instant
    archived_at: Instant | None

    @classmethod
    def of(cls, record: PlanHead) -> Self:
        return cls.like(record)


class PlanList(Part):
    items: list[PlanOut]
    next_cursor: str | None


class VersionOut(Out):
    """`of_version` is the one that a revert took back up; `upload_id` the file that it was read from."""

    number: int
    origin: Origin
    author: str
    created_at: Instant
    sha256: str
    adjustment_id: str | None
    upload_id: str | None
    of_version: int | None
    note: str | None

    @classmethod
    def of(cls, record: VersionHead) -> Self:
        return cls.like(record)


class VersionList(Part):
    items: list[VersionOut]
    next_cursor: str | None


class ImportOut(Part):
    """`stored` is null after a dry run; `draft` is null in the repeated answer to a call that was done before."""

    stored: PlanOut | None
    draft: PlanDraft | None


class EditOut(Part):
    """`stored` is null after a dry run; `diff` is null in the repeated answer to a call that was done before."""

    stored: PlanOut | None
    diff: PlanDiff | None
    lints: list[LintPart]


class RevertIn(Part):
    """To the version before the current one: undo."""

    to_version: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    note: Label | None = None
