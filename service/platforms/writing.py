"""Writing sessions one by one, for platforms that take no lists: one that is refused does not hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from service.platforms.calendars import Clash, Published, Remote, Wanted
from service.platforms.http import Refused, TryLater

NOT_THERE = 404
LATER = "The platform is busy; it is written later."


class Touched(Exception):
    """What lies there was changed since we wrote it, or is gone (`there` is None)."""

    def __init__(self, there: Remote | None, *, is_fixed: bool = False) -> None:
        self.there = there
        self.is_fixed = is_fixed


@dataclass(frozen=True, slots=True)
class Hand:
    """How a platform is written to. Each may raise Refused, TryLater, AccessLost, and Touched before anything is changed."""

    put: Callable[[Wanted, Remote | None], Remote]
    """Write a session, new or in the place of what is known to lie there."""
    take: Callable[[Remote], None]
    """Take ours away."""


@dataclass
class _Written:
    pushed: list[Remote] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    in_conflict: list[Clash] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def is_empty(self) -> bool:
        return not (self.pushed or self.removed)


def write_each(hand: Hand, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]) -> Published:
    """Where the platform becomes busy midway, what was written is told and the rest is left for later.

    Raises TryLater where nothing was written yet, AccessLost.
    """
    done = _Written()
    steps: list[tuple[str, Callable[[], None]]] = [
        *((each.key, lambda each=each: done.pushed.append(hand.put(each, known.get(each.key)))) for each in wanted),
        *((each.key, lambda each=each: _take(hand, each, done)) for each in stale),
    ]
    for place, (key, step) in enumerate(steps):
        try:
            step()
        except Touched as touched:
            done.in_conflict.append(Clash(key, touched.there, touched.is_fixed))
        except Refused as error:
            done.failed[key] = error.message
        except TryLater as error:
            if done.is_empty():
                raise
            left = {key: LATER for key, _ in steps[place:]}
            return _published(done, left, error.after_s)
    return _published(done, {}, None)


def _take(hand: Hand, remote: Remote, done: _Written) -> None:
    try:
        hand.take(remote)
    except Refused as error:
        if error.status != NOT_THERE:
            raise
    done.removed.append(remote.key)


def _published(done: _Written, left: Mapping[str, str], again_after_s: int | None) -> Published:
    return Published(tuple(done.pushed), tuple(done.removed), tuple(done.in_conflict), {**done.failed, **left}, again_after_s)
