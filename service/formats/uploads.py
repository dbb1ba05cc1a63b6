"""The table of uploads that need a library of their own, which is imported when the first such file arrives."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from service.documents.plan import PlanDocument
from service.formats.base import NOTHING_SAID, PlanReader, ReadOptions

PACKAGE = "service.formats"


@dataclass(frozen=True, slots=True)
class Upload:
    """A reader of plans, kept under `attribute` of `module`."""

    name: str
    module: str
    attribute: str

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in `content`. Raises BadInput that names every place and its mend."""
        reader: PlanReader = getattr(import_module(f"{PACKAGE}.{self.module}"), self.attribute)
        return reader.read(content, name=name, options=options)


UPLOADS = (
    Upload("xlsx", "spreadsheets.reader", "XLSX"),
    Upload("xls", "spreadsheets.reader", "XLS"),
    Upload("ods", "spreadsheets.reader", "ODS"),
    Upload("ical", "calendar.reader", "CALENDAR"),
    Upload("zwo", "workout_files.single", "ZWO"),
    Upload("fit", "workout_files.single", "FIT"),
    Upload("zip", "workout_files.reader", "ARCHIVE"),
    Upload("tcx", "done_sessions", "TCX"),
    Upload("gpx", "done_sessions", "GPX"),
    Upload("intervals", "intervals.reader", "EVENTS"),
    Upload("yaml", "yaml_file", "YAML"),
)
