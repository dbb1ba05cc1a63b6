"""Activity files of any format: what was done, ready to be put beside what was planned."""

from __future__ import annotations

from collections.abc import Mapping

from service.documents.base import DEFAULT_ZONE
from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.activity import Activity, ActivityFile, ActivityReader
from service.formats.fit.activity import activities_of
from service.formats.fit.decoding import decoded_files
from service.formats.gpx import read_gpx
from service.formats.sniff import sniff
from service.formats.tcx import read_tcx

__all__ = ["ACTIVITY_READERS", "Activity", "ActivityFile", "ActivityReader", "read_activity"]


def read_fit(content: bytes, *, name: str, timezone: str) -> ActivityFile:
    """The activities of a FIT file, decoded in a child process. Raises BadInput."""
    return activities_of(decoded_files([content], name=name)[0], name=name, timezone=timezone)


ACTIVITY_READERS: Mapping[str, ActivityReader] = {"fit": read_fit, "tcx": read_tcx, "gpx": read_gpx}
"""By the name that `sniff` gives."""


def read_activity(content: bytes, *, name: str, timezone: str = DEFAULT_ZONE) -> ActivityFile:
    """The activities in `content`; a triathlon has three.

    `timezone` is the athlete's, for files that do not tell their own. Raises BadInput that names the file and the mend.
    """
    found = sniff(content, name=name)
    if found not in ACTIVITY_READERS:
        refuse([Finding("", "no-activity", "This is no recording of a session; send it as FIT, TCX or GPX.")], name)
    return ACTIVITY_READERS[found](content, name=name, timezone=timezone)
