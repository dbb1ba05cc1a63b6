"""What a coach may do to a plan in one go."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from service.documents.base import ClockTime, Identifier, Label, LocalDate, Part
from service.documents.session import SessionDocument
from service.domain.session import PartOfDay

MOST_OPERATIONS = 200
MOST_DAYS = 3_650


class Upsert(Part):
    """Put a session in, or in the place of the one with its id: what is left out is forgotten."""

    op: Literal["upsert"]
    session: SessionDocument


class Move(Part):
    """Put a session on another day; part of day and start time stay unless they are given."""

    op: Literal["move"]
    session_id: Identifier
    to: LocalDate
    part_of_day: PartOfDay | None = None
    start_time: ClockTime | None = None


class Delete(Part):
    op: Literal["delete"]
    session_id: Identifier


class CopyWeek(Part):
    """Copy the seven days from one date to the seven days from another, as their coach wrote them; races are not copied."""

    op: Literal["copy_week"]
    from_day: LocalDate = Field(alias="from")
    to: LocalDate


class Shift(Part):
    """Move everything from one date to another, both included, by some days. Races, fixed dates and what was done stay."""

    op: Literal["shift"]
    from_day: LocalDate = Field(alias="from")
    until: LocalDate | None = None
    """None: to the end of the plan."""
    days: Annotated[int, Field(strict=True, ge=-MOST_DAYS, le=MOST_DAYS)]


class SwapDays(Part):
    """Exchange what stands on two days."""

    op: Literal["swap_days"]
    a: LocalDate
    b: LocalDate


Operation = Annotated[Upsert | Move | Delete | CopyWeek | Shift | SwapDays, Field(discriminator="op")]


class EditsDocument(Part):
    """Done one after the other, in this order."""

    operations: Annotated[list[Operation], Field(min_length=1, max_length=MOST_OPERATIONS)]
    note: Label | None = None
    """Why; kept with the version."""
