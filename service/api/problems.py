"""Every error that a caller can meet, as RFC 9457 problem details. Values that came in are never repeated."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.errors import Finding, ServiceError

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:coaching-plan-adjuster:problem:"
MOST_FINDINGS = 50
RETRY_AFTER_S = 2


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One sort of problem. `retry` says that the same request may work in a moment."""

    status: int
    title: str
    retry: bool = False


PROBLEM_TYPES: Mapping[str, ProblemType] = {
    "not-json": ProblemType(400, "The body is not JSON that can be read unambiguously"),
    "bad-request": ProblemType(400, "The request cannot be understood"),
    "unauthenticated": ProblemType(401, "The caller is not known"),
    "hook-untrusted": ProblemType(401, "The message is not proved to be the platform's"),
    "forbidden": ProblemType(403, "The caller may not do that"),
    "not-found": ProblemType(404, "There is nothing at this address"),
    "unknown-rule": ProblemType(404, "There is no rule of that id"),
    "method-not-allowed": ProblemType(405, "This address does not take that method"),
    "not-acceptable": ProblemType(406, "It cannot be written in any of the formats wanted"),
    "body-too-slow": ProblemType(408, "The body did not arrive in time"),
    "conflict": ProblemType(409, "The thing is in no state in which that can be done"),
    "keeps-changing": ProblemType(409, "Plan or reports changed while the answer was worked out", retry=True),
    "no-plan-fits": ProblemType(409, "The wishes and the rules leave no plan"),
    "still-running": ProblemType(409, "The same call is being carried out", retry=True),
    "stale": ProblemType(412, "It has been changed since it was read"),
    "body-too-large": ProblemType(413, "The body is too large"),
    "unsupported-media-type": ProblemType(415, "The body is of a kind that is not taken here"),
    "bad-input": ProblemType(422, "The document cannot be used as it is"),
    "key-reused": ProblemType(422, "The Idempotency-Key belongs to another request"),
    "precondition-required": ProblemType(428, "The call has to say which version it is about"),
    "too-many-calls": ProblemType(429, "The budget of calls is used up"),
    "webhook-address": ProblemType(422, "A webhook may not go to that address"),
    "platform-refused": ProblemType(422, "The platform says no"),
    "platform-access-lost": ProblemType(422, "The platform does not accept the access that was given"),
    "platform-try-later": ProblemType(503, "The platform is busy or cannot be reached", retry=True),
    "internal": ProblemType(500, "Something went wrong here, not on your side"),
    "service-error": ProblemType(500, "Something went wrong here, not on your side"),
    "answer-breaks-rules": ProblemType(500, "The computed plan failed its own check and is withheld"),
    "migration-failed": ProblemType(500, "The database could not be brought to this version"),
    "sealed-unreadable": ProblemType(500, "Something that is kept encrypted cannot be opened"),
    "database-unreachable": ProblemType(503, "The database does not answer", retry=True),
    "database-busy": ProblemType(503, "The database is busy", retry=True),
    "over-capacity": ProblemType(503, "All places are taken", retry=True),
    "not-ready": ProblemType(503, "The service is starting or stopping", retry=True),
    "took-too-long": ProblemType(503, "The answer was not found within the time limit"),
}
"""By code, which is the last part of the problem's `type` and never changes its meaning."""

BY_STATUS: Mapping[int, str] = {
    404: "not-found", 405: "method-not-allowed", 408: "body-too-slow", 413: "body-too-large",
    415: "unsupported-media-type", 422: "bad-input", 500: "internal", 503: "over-capacity",
}  # fmt: skip
"""Codes for errors that the framework raises by status alone."""


class Problem(Exception):
    """Stops a request with the problem of that code."""

    def __init__(self, code: str, detail: str, findings: Sequence[Finding] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.findings = tuple(findings)
        self.headers = dict(headers or {})
        if self.kind.retry:
            self.headers["Retry-After"] = str(RETRY_AFTER_S)

    @classmethod
    def of(cls, error: ServiceError) -> Problem:
        """The problem behind an error of the inner parts."""
        if error.code not in PROBLEM_TYPES or PROBLEM_TYPES[error.code].status == 500:
            return cls(error.code if error.code in PROBLEM_TYPES else "internal", "The request was not carried out; nothing was stored.")
        return cls(error.code, error.message, error.findings)

    @property
    def kind(self) -> ProblemType:
        return PROBLEM_TYPES[self.code]

    def body(self, instance: str) -> bytes:
        """The JSON of the problem; `instance` names this occurrence."""
        document: dict[str, object] = {
            "type": TYPE_PREFIX + self.code,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self._detail(),
            "instance": instance,
            "errors": [{"pointer": f.pointer, "code": f.code, "detail": f.detail} for f in self.findings[:MOST_FINDINGS]],
        }
        # Pointers may hold keys that came in; a lone surrogate in one must not break the answer.
        return json.dumps(document, ensure_ascii=True).encode()

    def _detail(self) -> str:
        more = len(self.findings) - MOST_FINDINGS
        return f"{self.detail} ({more} more findings are not listed.)" if more > 0 else self.detail
