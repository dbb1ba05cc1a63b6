"""What a format can do: read a plan from bytes, or write one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from service.documents.plan import PlanDocument


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the uploader knows and a file may leave open; None where nothing was said. Each answers one question."""

    timezone: str | None = None
    unit: Literal["km", "mi"] | None = None
    """Distances without a unit of their own."""
    date_order: Literal["dmy", "mdy"] | None = None
    """How `03/04/2026` is meant."""
    start: date | None = None
    """First day of an undated plan."""
    race_day: date | None = None
    """Race day of an undated plan; wins nothing over `start`, giving both is refused."""
    long_run_weekday: int | None = None
    """0 is Monday; for tables that name weeks and no days."""
    hard_words: tuple[str, ...] = ()
    """Words of the coach's own that mark a session as hard, such as `brutal`."""


NOTHING_SAID = ReadOptions()


class PlanReader(Protocol):
    """Bytes to plan. What could not be taken over stands in `warnings` of the plan.

    Every session tells in `source` where it was found (`locator`), what stood there (`raw`) and how sure the reading is
    (`confidence`); format, file and sha256 are filled in for all formats alike by `drafting`. An undated plan has a `day_index`
    and no date on every session; dates are filled in later, from the answer to `start` or `race_day`. A question that the file
    leaves open and that cannot be done without is raised as `questions.OpenQuestions`; where something could be assumed, a warning
    with the code of `questions.ASSUMED` says so.
    """

    @property
    def name(self) -> str: ...

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in `content`. Raises BadInput that names every place and its mend; `name` is that of the file."""
        ...


class PlanWriter(Protocol):
    """Plan to bytes; equal plans give equal bytes."""

    @property
    def name(self) -> str: ...
    @property
    def extension(self) -> str: ...
    @property
    def media_type(self) -> str: ...

    def write(self, document: PlanDocument) -> bytes: ...
