"""The one base of all errors that a caller may meet; it knows nothing of HTTP or terminals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an input: where it is, what it is, and how to mend it.

    `pointer` is a JSON pointer (`/sessions/3/date`), or for tables a place such as `row 7, column date`.
    """

    pointer: str
    code: str
    detail: str


class ServiceError(Exception):
    """A fact that stopped the work: a stable kebab-case `code`, one sentence, and the findings behind it."""

    code: str = "service-error"

    def __init__(self, message: str, *, findings: Sequence[Finding] = (), place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.findings = tuple(findings)
        self.place = place
        """The file (and line) that the fault is in, where there is one."""


class BadInput(ServiceError):
    """What came in cannot be used; nothing was stored or written."""

    code = "bad-input"


class AlarmedByChecker(ServiceError):
    """The solver's answer broke a rule; it is never shown as a plan."""

    code = "answer-breaks-rules"


class NotFound(ServiceError):
    """There is no such thing for this caller; whether it exists for others is not said."""

    code = "not-found"


class Stale(ServiceError):
    """The thing has changed since the caller looked at it; nothing was changed."""

    code = "stale"


class Conflict(ServiceError):
    """The thing is in no state in which that can be done."""

    code = "conflict"


class Forbidden(ServiceError):
    """The caller is known and may not do that."""

    code = "forbidden"
