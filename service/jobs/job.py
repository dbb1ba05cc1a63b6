"""One job: ids, never data, so that what it works on is read when it runs."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from service.errors import ServiceError
from service.jobs.kinds import LINE_OF, JobKind

MOST_ATTEMPTS = 12
FIRST_PAUSE_S = 2
LONGEST_PAUSE_S = 3_600
"""Before it is spread."""


class GivenUp(ServiceError):
    """Raised by a handler that knows that no further attempt can help: the job is dead at once."""

    code = "job-given-up"


@dataclass(frozen=True, slots=True)
class Job:
    """`key` and `round` tell jobs of a kind apart; the first job of that name wins, later ones are taken for repetitions."""

    kind: JobKind
    ids: tuple[str, ...]
    key: str
    of: str | None = None
    """Whose it is, where jobs take turns: the id of an athlete, of a connection."""
    attempt: int = 1
    round: int = 1
    """How often somebody took the job up again after it had died."""

    def __post_init__(self) -> None:
        if LINE_OF[self.kind].takes_turns and self.of is None:
            raise ValueError(f"{self.kind} takes turns with others of the same: of whom has to be said")

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}:{self.round}.{self.attempt}"

    @property
    def may_be_tried_again(self) -> bool:
        return self.attempt < MOST_ATTEMPTS

    @property
    def pause_s(self) -> float:
        """Seconds until the next attempt: twice as long each time, and far apart for jobs that failed together.

        One of them may have killed the worker of them all; the others should be done before it comes again.
        """
        pause = min(FIRST_PAUSE_S * 2.0 ** (self.attempt - 1), LONGEST_PAUSE_S)
        spread = hashlib.sha256(self.id.encode()).digest()[0] / 255
        return pause * (1 + spread)

    def tried_again(self) -> Self:
        return replace(self, attempt=self.attempt + 1)

    def taken_up_again(self) -> Self:
        return replace(self, attempt=1, round=self.round + 1)

    def as_payload(self) -> dict[str, Any]:
        return {**asdict(self), "ids": list(self.ids)}

    @classmethod
    def of_payload(cls, payload: dict[str, Any]) -> Self:
        return cls(**{**payload, "kind": JobKind(payload["kind"]), "ids": tuple(payload["ids"])})
