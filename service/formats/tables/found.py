"""What a reader of one shape of table found, before it is checked as a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from service.documents.limits import MOST_SESSIONS
from service.domain.adjustment import InputWarning
from service.formats.text.measures import Doubt

Raw = dict[str, Any]
MOST_NOTES = 200
SHELF = "table"
"""The entry of `extensions` that cells go to which have no place in a session."""


class TooManySessions(Exception):
    """There is no end of them; reading on would only cost time."""


@dataclass(slots=True)
class Found:
    """Sessions in plain JSON of `plan/1` with the place of each, and everything around them."""

    sessions: list[Raw] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    notes: list[Raw] = field(default_factory=list)
    warnings: list[InputWarning] = field(default_factory=list)
    plan: Raw = field(default_factory=dict)
    """Further fields of the plan."""

    def add(self, session: Raw, place: str) -> None:
        """One session at its place in the file, which it carries as its `locator`; what was odd about it is said of the plan too.

        Raises TooManySessions.
        """
        if len(self.sessions) >= MOST_SESSIONS:
            raise TooManySessions
        source = {**session.get("source", {}), "locator": place[:300]}
        self.sessions.append({**session, "source": source})
        self.places.append(place)
        for warning in source.get("warnings", ()):
            column = warning.pop("column", None)
            self.warn(warning["code"], f"{place}, column {column}" if column else place, warning["message"])

    def note(self, text: str, scope: str = "plan") -> None:
        if text and len(self.notes) < MOST_NOTES:
            self.notes.append({"scope": scope, "text": text})

    def warn(self, code: str, place: str, text: str) -> None:
        self.warnings.append(InputWarning(code, place, text))


def with_doubts(session: Raw, doubts: Sequence[Doubt], column: str = "") -> Raw:
    """The session with these doubts among the warnings of its source; `column` is the one that they arose in."""
    if not doubts:
        return session
    source = session.get("source", {})
    more = [{"code": doubt.code, "message": doubt.text, **({"column": column} if column else {})} for doubt in doubts]
    return {**session, "source": {**source, "warnings": [*source.get("warnings", ()), *more]}}
