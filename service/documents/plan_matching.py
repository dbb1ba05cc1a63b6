"""Which sessions of a plan that is uploaded again are the sessions of the plan that is there already.

Most files carry no ids, and some make new ones each time. What a session is called elsewhere counts first, then what it is and when,
then its place in its week. A session that is recognised keeps its id: reports, completions and what a coach decided stay with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.documents.plan_diff import PlanDiff, diff
from service.documents.plan_model import PlanDocument
from service.documents.session import SessionDocument
from service.documents.session_ids import with_ids
from service.kit.weeks import week_start

PLACE = frozenset({"date", "day_index", "part_of_day", "start_time", "order_in_day", "date_window"})
"""Fields that say when a session is and not what it is."""
DAYS_PER_WEEK = 7
Key = Callable[[SessionDocument], Hashable]


@dataclass(frozen=True, slots=True)
class Matched:
    """The new plan under the old ids, and what is different. Ids are those of `document`, of the old plan for `removed`."""

    document: PlanDocument
    kept: Mapping[str, str]
    """Id in the new file to the id that the session keeps."""
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    """Sessions that are the same on another day or at another time; none of them is in `changed`."""
    diff: PlanDiff


def match(old: PlanDocument, new: PlanDocument) -> Matched:
    """`new` with the ids of `old` wherever a session is recognised. Each session is matched once; the order in the files breaks ties."""
    old, new = with_ids(old), with_ids(new)
    kept = _pairs(old, new)
    document = _renamed(new, kept, taken={session.id or "" for session in old.sessions})
    difference = diff(old, document)
    moved = tuple(change.session_id for change in difference.changed if {*change.before, *change.after} <= PLACE)
    return Matched(
        document=document,
        kept=kept,
        added=tuple(session["id"] for session in difference.added),
        removed=tuple(session["id"] for session in difference.removed),
        changed=tuple(change.session_id for change in difference.changed if change.session_id not in moved),
        moved=moved,
        diff=difference,
    )


def _pairs(old: PlanDocument, new: PlanDocument) -> dict[str, str]:
    """New id to old id, the surest way first."""
    left, right = ({session.id or "": session for session in plan.sessions} for plan in (old, new))
    ways: list[tuple[Key, Key]] = [(way, way) for way in (_own_id, _external_id, _what_and_when, _what_in_its_week)]
    if not _external_ids_last(old, new):
        ways.pop(1)
    found: dict[str, str] = {}
    for way_old, way_new in (*ways, (_in_order(old), _in_order(new))):
        pairs = dict(_alike(left.values(), way_old, right.values(), way_new))
        found.update(pairs)
        gone = set(pairs.values())
        left = {id: session for id, session in left.items() if id not in gone}
        right = {id: session for id, session in right.items() if id not in pairs}
    return found


def _alike(old: Iterable[SessionDocument], way_old: Key, new: Iterable[SessionDocument], way_new: Key) -> Iterator[tuple[str, str]]:
    """New id and old id of sessions with the same key, in the order of the plans; a key of None is none."""
    waiting: dict[Hashable, deque[str]] = {}
    for session in old:
        waiting.setdefault(way_old(session), deque()).append(session.id or "")
    waiting.pop(None, None)
    for session in new:
        if partners := waiting.get(way_new(session)):
            yield session.id or "", partners.popleft()


def _own_id(session: SessionDocument) -> Hashable:
    return session.id


def _external_id(session: SessionDocument) -> Hashable:
    if not session.external_ids:
        return None
    return (session.external_ids[0].system, session.external_ids[0].id)


def _external_ids_last(old: PlanDocument, new: PlanDocument) -> bool:
    """Whether ids from elsewhere can be believed: some calendars give each event a new one every time."""
    before = {_external_id(session) for session in old.sessions} - {None}
    after = {_external_id(session) for session in new.sessions} - {None}
    return bool(before) and len(before & after) * 2 >= len(before)


def _what_and_when(session: SessionDocument) -> Hashable:
    return (_when(session), session.sport, _title(session))


def _what_in_its_week(session: SessionDocument) -> Hashable:
    title = _title(session)
    return (_week(session), session.sport, title) if title else None


def _in_order(plan: PlanDocument) -> Key:
    """Week, sport, and which session of that sport in the week it is."""
    places: dict[str, Hashable] = {}
    counts: dict[Hashable, int] = {}
    for session in sorted(plan.sessions, key=lambda session: (str(_when(session)), session.order_in_day or 0)):
        key = (_week(session), session.sport)
        counts[key] = counts.get(key, 0) + 1
        places[session.id or ""] = (*key, counts[key])
    return lambda session: places[session.id or ""]


def _title(session: SessionDocument) -> str:
    return " ".join((session.title or "").casefold().split())


def _when(session: SessionDocument) -> Hashable:
    return session.day_index if session.date is None else session.date


def _week(session: SessionDocument) -> Hashable:
    if session.date is not None:
        return week_start(session.date)
    return None if session.day_index is None else session.day_index // DAYS_PER_WEEK


def _renamed(plan: PlanDocument, kept: Mapping[str, str], taken: Iterable[str]) -> PlanDocument:
    """The plan under the ids that are kept; an id that belongs to another session of the old plan is not given twice."""
    used = set(taken)
    names: dict[str, str] = {}
    for session in plan.sessions:
        own = session.id or ""
        names[own] = kept.get(own) or _free(own, used)
        used.add(names[own])
    sessions = [session.model_copy(update={"id": names[session.id or ""]}) for session in plan.sessions]
    races = None if plan.races is None else [
        race if race.session_id is None else race.model_copy(update={"session_id": names.get(race.session_id, race.session_id)})
        for race in plan.races
    ]  # fmt: skip
    changed = {"sessions": sessions} if races is None else {"sessions": sessions, "races": races}
    return plan.model_copy(update=changed)


def _free(name: str, used: set[str]) -> str:
    ordinal, free = 1, name
    while free in used:
        ordinal += 1
        free = f"{name[:60]}-{ordinal}"
    return free
