"""Writing sessions one by one, for platforms that take no lists: one that is refused does not hold up the others.

Such a platform gives each session an id of its own, so one whose answer was lost is known to nobody. Where the calendar can be listed,
it is looked for there before it is written once more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from service.platforms.calendars import Clash, Published, Remote, Wanted
from service.platforms.http import NOT_THERE, AccessLost, Refused, TryLater
from service.platforms.values import text

LATER = "The platform is busy; it is written later."
FIXED = "It lies there already, and is locked or done."
MEANWHILE = "It was changed there while it was written."
MOST_ASKED = 3
"""Sessions that are asked for one by one where a listing does not show them: platforms count calls."""


class Touched(Exception):
    """What lies there was changed since we wrote it, or is gone (`there` is None)."""

    def __init__(self, there: Remote | None, *, is_fixed: bool = False) -> None:
        self.there = there
        self.is_fixed = is_fixed


@dataclass(frozen=True, slots=True)
class Listed:
    """What a calendar shows at once. It need not be everything."""

    entries: Sequence[Mapping[str, Any]]
    """Each with the `id` that is kept as `workout`."""
    since: str
    """The first day on which something that is missing may be gone."""


@dataclass(frozen=True, slots=True)
class Eye:
    """How a calendar is looked at. What cannot be seen or read there was not seen; no session fails for it."""

    listing: Callable[[str, str], Listed]
    """From a day to a day. May raise Refused and AccessLost, which only mean that nothing is seen; TryLater puts off new sessions."""
    entry: Callable[[Remote], Mapping[str, Any]]
    """One that is not in the listing. May raise as the calls of `Hand`."""
    own: Callable[[Wanted, Mapping[str, Any]], Remote | None]
    """The session as it lies there, where an entry is surely this one of ours."""
    changed: Callable[[Remote, Mapping[str, Any]], Remote | None]
    """As it lies there now, where somebody has changed what people see of it; None where the platform may have done so itself."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a platform is written to. Each may raise Refused, TryLater, AccessLost, and Touched before anything is changed."""

    put: Callable[[Wanted, Remote | None], Remote]
    """Write a session, new or in the place of what is known to lie there."""
    take: Callable[[Remote], None]
    """Take ours away."""
    eye: Eye | None = None


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
    found, done.in_conflict = _look(hand, wanted, stale, known)
    there = {**known, **found}
    steps: list[tuple[str, Callable[[], None]]] = [
        *((each.key, lambda each=each: done.pushed.append(hand.put(each, there.get(each.key)))) for each in wanted),
        *((each.key, lambda each=each: _take(hand, each, done)) for each in stale),
    ]
    for place, (key, step) in enumerate(steps):
        try:
            step()
        except Touched as touched:
            if key in known or key not in there:
                done.in_conflict.append(Clash(key, touched.there, touched.is_fixed))
            else:  # it was found a moment ago: nothing is known yet that could be in conflict
                done.failed[key] = FIXED if touched.is_fixed else MEANWHILE
        except Refused as error:
            done.failed[key] = error.message
        except TryLater as error:
            if done.is_empty():
                raise
            left = {key: LATER for key, _ in steps[place:]}
            return _published(done, left, error.after_s)
    return _published(done, {}, None)


def read_or(otherwise: Any, read: Callable[[], Any]) -> Any:
    """What can be read; `otherwise` where the platform does not let us, or not now. If it means it, the writing will hear of it."""
    try:
        return read()
    except (Refused, TryLater, AccessLost):
        return otherwise


def _look(
    hand: Hand, wanted: Sequence[Wanted], stale: Sequence[Remote], known: Mapping[str, Remote]
) -> tuple[Mapping[str, Remote], list[Clash]]:
    """New sessions that lie there already, and what was changed of those that nothing is to be done with."""
    eye, new = hand.eye, [each for each in wanted if each.key not in known]
    at_stake = {each.key for each in wanted} | {each.key for each in stale}
    others = [remote for key, remote in known.items() if key not in at_stake]
    days = sorted([*(str(each.session["date"]) for each in new), *(day for each in others if (day := text(each.ids.get("date"))))])
    if eye is None or not days:
        return {}, []
    try:
        listed = eye.listing(days[0], days[-1])
    except (Refused, AccessLost):
        return {}, []
    except TryLater:
        if new:  # written blindly, it might lie there twice
            raise
        return {}, []
    by_id = {id: entry for entry in listed.entries if (id := text(entry.get("id"))) is not None}
    unknown = {id: by_id[id] for id in by_id.keys() - {_id(remote) for remote in known.values()}}
    return _found(eye, new, unknown), _clashes(eye, others, by_id, listed.since)


def _found(eye: Eye, new: Sequence[Wanted], unknown: dict[str, Mapping[str, Any]]) -> Mapping[str, Remote]:
    found: dict[str, Remote] = {}
    for each in new:
        for id in sorted(unknown):
            if (remote := eye.own(each, unknown[id])) is not None:
                found[each.key] = remote
                del unknown[id]
                break
    return found


def _clashes(eye: Eye, others: Sequence[Remote], by_id: Mapping[str, Mapping[str, Any]], since: str) -> list[Clash]:
    """One that is missing is asked for: a listing may be a page, or leave out what we do not know of."""
    missing = (remote for remote in others if by_id and _id(remote) not in by_id and str(remote.ids.get("date", "")) >= since)
    seen = {**by_id, **{_id(remote): _asked(eye, remote) for remote in islice(missing, MOST_ASKED)}}
    clashes = []
    for remote in others:
        entry = seen.get(_id(remote), {})
        if entry is None:
            clashes.append(Clash(remote.key, None))
        elif entry and (there := eye.changed(remote, entry)) is not None:
            clashes.append(Clash(remote.key, there))
    return clashes


def _asked(eye: Eye, remote: Remote) -> Mapping[str, Any] | None:
    """None where it is gone; nothing in it where that cannot be told."""
    try:
        return eye.entry(remote)
    except Refused as error:
        return None if error.status == NOT_THERE else {}
    except (TryLater, AccessLost):
        return {}


def _id(remote: Remote) -> str:
    return str(remote.ids.get("workout"))


def _take(hand: Hand, remote: Remote, done: _Written) -> None:
    try:
        hand.take(remote)
    except Refused as error:
        if error.status != NOT_THERE:
            raise
    done.removed.append(remote.key)


def _published(done: _Written, left: Mapping[str, str], again_after_s: int | None) -> Published:
    return Published(tuple(done.pushed), tuple(done.removed), tuple(done.in_conflict), {**done.failed, **left}, again_after_s)
