"""What a reader of one shape of table found, before it is checked as a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.documents.limits import MOST_SESSIONS
from service.domain.adjustment import InputWarning
from service.formats.text.measures import Doubt
from service.formats.text.reading import MOST_READ

Raw = dict[str, Any]
MOST_NOTES = 200
MOST_READ_IN_ALL = 500_000
"""Characters of sessions: a hundred for each of as many as a plan may have, or ten years of a coach who writes much."""
SHELF = "table"
"""The entry of `extensions` that cells go to which have no place in a session."""


class TooManySessions(Exception):
    """There is no end of them; reading on would only cost time."""


class TooMuchText(Exception):
    """What stands where sessions should are letters, or a book."""


def insist_on_believable(texts: Iterable[str]) -> None:
    """Looks at the texts of sessions before any is read. Raises TooManySessions or TooMuchText for what is longer than any plan."""
    lengths = [min(len(text), MOST_READ) for text in texts if text]
    if len(lengths) > MOST_SESSIONS:
        raise TooManySessions
    if sum(lengths) > MOST_READ_IN_ALL:
        raise TooMuchText


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
