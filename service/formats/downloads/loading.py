"""The table of downloads. A format's module, and the library behind it, is imported when the first file in it is written."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument

PACKAGE = "service.formats.downloads"


@dataclass(frozen=True, slots=True)
class Download:
    """A writer of plans. Its `module` has `write(document) -> bytes` and, where `tells_changes`, `write_answer(adjustment) -> bytes`."""

    name: str
    extension: str
    media_type: str
    module: str
    tells_changes: bool = False

    def write(self, document: PlanDocument) -> bytes:
        """The plan in this format; equal plans give equal bytes. Raises BadInput when the format has no place for such a plan."""
        content: bytes = self._loaded().write(document)
        return content

    def write_answer(self, adjustment: AdjustmentDocument) -> bytes:
        """The revised plan of an answer, with what changed and why where the format tells that."""
        if not self.tells_changes:
            return self.write(adjustment.plan)
        content: bytes = self._loaded().write_answer(adjustment)
        return content

    def _loaded(self) -> ModuleType:
        return import_module(f"{PACKAGE}.{self.module}")


DOWNLOADS = (
    Download("ics", ".ics", "text/calendar; charset=utf-8", "ics"),
    Download("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", tells_changes=True),
    Download("fit", ".fit.zip", "application/zip", "fit"),
    Download("zwo", ".zwo.zip", "application/zip", "zwo"),
    Download("intervals", ".intervals.json", "application/json", "intervals"),
    Download("html", ".html", "text/html; charset=utf-8", "fridge.html", tells_changes=True),
    Download("pdf", ".pdf", "application/pdf", "fridge.pdf", tells_changes=True),
    Download("hand-list", ".txt", "text/plain; charset=utf-8", "hand_list.text", tells_changes=True),
    Download("hand-list-pdf", ".hand-list.pdf", "application/pdf", "hand_list.pdf", tells_changes=True),
)
"""Several share a media type: the first is meant by it, the others go by name."""
