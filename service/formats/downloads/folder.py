"""Several files as one zip, the same bytes on every machine: no clock, no compression whose result depends on a library."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence

from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.documents.session import SessionDocument
from service.domain.session import Sport, Status
from service.errors import Finding
from service.formats.downloads.dated import date_of
from service.formats.downloads.words import day_name, one_line

FIRST_INSTANT = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = "LEFT-OUT.txt"
STILL_TO_BE_DONE = frozenset({Status.PLANNED, None})
MOST_SLUG = 40


class NotAWorkout(Exception):
    """The session has nothing that a device could count down; the message says what is missing."""


def still_planned(plan: PlanDocument) -> list[SessionDocument]:
    """The sessions that an athlete can load on a device: neither done nor off, and no days of rest; in calendar order."""
    open_ones = [s for s in plan.sessions if s.status in STILL_TO_BE_DONE and s.sport is not Sport.REST]
    return sorted(open_ones, key=lambda s: (date_of(s), s.start_time or "", s.order_in_day or 0, s.id or ""))


def file_names(sessions: Sequence[SessionDocument], extension: str) -> list[str]:
    """`2026-03-05_1_2-x-15-min-tempo.fit`: the day, the place in the day, what it is."""
    names: list[str] = []
    for number, session in enumerate(sessions):
        place = 1 + sum(date_of(other) == date_of(session) for other in sessions[:number])
        names.append(f"{date_of(session).isoformat()}_{place}_{_slug(session)}{extension}")
    return names


def zipped(files: Mapping[str, bytes], left_out: Mapping[str, str], document: PlanDocument, what: str) -> bytes:
    """The files, and a text that names each session that is not among them. Raises BadInput when there is no file at all."""
    if not files:
        why = "; ".join(dict.fromkeys(reason.rstrip(".") for reason in left_out.values())) or "nothing is still to be done"
        refuse(
            [Finding("/sessions", "nothing-to-write", f"No session of the plan can be written as {what}. Each one: {why}.")], document.name
        )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, file in files.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_INSTANT), file)
        if left_out:
            text = "".join(f"{line}: {reason}\n" for line, reason in left_out.items())
            archive.writestr(zipfile.ZipInfo(LEFT_OUT, FIRST_INSTANT), text.encode())
    return content.getvalue()


def line_for(session: SessionDocument) -> str:
    """How a session is called in the text about those that were left out."""
    return f"{day_name(date_of(session))}, {one_line(session.title or session.kind.value)} ({session.id})"


def _slug(session: SessionDocument) -> str:
    plain = unicodedata.normalize("NFKD", session.title or "").encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MOST_SLUG].strip("-")
    return words or session.kind.value.replace("_", "-")
