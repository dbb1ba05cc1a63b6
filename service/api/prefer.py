"""What a caller would like (RFC 7240): how long to wait for an answer, or not to wait at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

LONGEST_WAIT_S = 30
WAIT = re.compile(r'wait\s*=\s*"?(\d{1,6})"?', re.ASCII)


@dataclass(frozen=True, slots=True)
class Preference:
    """`wait_s` is the longest the caller would wait; None leaves it to us. `at_once` wants the answer later, elsewhere."""

    wait_s: int | None = None
    at_once: bool = False


def prefer(
    request: Request,
    value: Annotated[str | None, Header(alias="Prefer", max_length=1000, description="`respond-async`, or `wait=10` (seconds)")] = None,
) -> Preference:
    """What is understood is told back in Preference-Applied; anything else is ignored, as the standard asks."""
    words = [word.partition(";")[0].strip().lower() for word in (value or "").split(",")]
    at_once = "respond-async" in words
    waits = [int(match[1]) for word in words if (match := WAIT.fullmatch(word))]
    wait_s = min(waits[0], LONGEST_WAIT_S) if waits else None
    applied = (["respond-async"] if at_once else []) + ([] if wait_s is None else [f"wait={wait_s}"])
    if applied:
        request.state.headers["Preference-Applied"] = ", ".join(applied)
    return Preference(wait_s, at_once)


Preferred = Annotated[Preference, Depends(prefer)]
