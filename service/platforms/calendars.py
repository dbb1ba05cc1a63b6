"""What an adapter can do that may write into an athlete's calendar: what is wanted there, what lies there, and what came of writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from service.platforms.base import Access

SEEN = ("date", "title", "text", "duration_s")
"""What a change of is a change of the session; the distance is reckoned anew by platforms."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as it shall stand in the platform's calendar."""

    key: str
    """Our id of it there; it never changes, whatever day the session moves to."""
    session: Mapping[str, Any]
    """A session of plan/1."""
    timezone: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as a platform's calendar shows it to people; None for what it does not tell."""

    date: str | None = None
    title: str | None = None
    text: str | None = None
    duration_s: int | None = None
    distance_m: float | None = None

    def looks_like(self, other: Entry) -> bool:
        """To people."""
        return all(getattr(self, name) == getattr(other, name) for name in SEEN)


@dataclass(frozen=True, slots=True)
class Remote:
    """What we know of a session that lies there."""

    key: str
    ids: Mapping[str, Any]
    updated_at: datetime | None
    entry: Entry | None = None
    """How it lies there, where the platform tells."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody has changed or deleted there what we wrote. It is left as it is."""

    key: str
    there: Remote | None
    """As it lies there now: given as what is known, it may be written over. None where it is gone."""
    is_fixed: bool = False
    """Locked or done there, and never to be written over."""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of writing: each wanted or stale key is in exactly one of these."""

    pushed: tuple[Remote, ...] = ()
    removed: tuple[str, ...] = ()
    in_conflict: tuple[Clash, ...] = ()
    """Also of sessions that are neither wanted nor stale, where looking at them costs nothing."""
    failed: Mapping[str, str] = field(default_factory=dict)
    """By key: why, without anything private."""
    again_after_s: int | None = None
    """Where the platform became busy midway: how long to wait before the rest."""


def is_as_wanted(there: Entry | None, was: Entry | None, wanted: Entry | None) -> bool:
    """What was changed there is what we want there ourselves: it is our own writing, whose answer was lost, or a hand that agrees.

    A change that people do not see is nobody's for certain, so it never counts as this.
    """
    if there is None or was is None or wanted is None:
        return False
    return there.looks_like(wanted) and not there.looks_like(was)


class Publishes(Protocol):
    """Has a calendar that we may write into."""

    def publish(self, access: Access, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
        """Write what is wanted, take away what is stale, touch nothing that is not ours or was changed there since.

        A wanted session that is not `known` is new there.
        """
        ...
