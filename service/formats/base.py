"""What a format can do: read a plan from bytes, or write one."""

from __future__ import annotations

from typing import Protocol

from service.documents.plan import PlanDocument


class PlanReader(Protocol):
    """Bytes to plan. What could not be taken over stands in `warnings` of the plan."""

    @property
    def name(self) -> str: ...

    def read(self, content: bytes, *, name: str) -> PlanDocument:
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
