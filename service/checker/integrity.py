"""The ground that all rules stand on: facts untouched, nothing lost or doubled, originals kept, insertions in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from service.checker.case import Case
from service.checker.rule import Finding
from service.checker.rules.place_dates import availability, no_move_in, past
from service.domain.session import Kind, PlannedSession, Sport, Status

INSERTED_CORE_MINUTES = 20
INSERTED_CORE_RPE = 3


def ids_unique(case: Case) -> Iterator[Finding]:
    for id_, count in Counter(s.id for s in case.revised.sessions).items():
        if count > 1:
            yield Finding(f"{id_} stands in the plan {count} times", (id_,))


def nothing_lost(case: Case) -> Iterator[Finding]:
    for id_ in case.brief.plan.by_id:
        if id_ not in case.revised.by_id:
            yield Finding(f"{id_} is lost; a dropped session stays in the plan as cancelled", (id_,))


def facts_untouched(case: Case) -> Iterator[Finding]:
    """Done, locked, past, off and far sessions, races, and everything about the plan that is no session."""
    for id_, was in case.brief.plan.by_id.items():
        now = case.revised.by_id.get(id_)
        if now is not None and id_ not in case.movable_ids and now != was:
            yield Finding(f"{id_} cannot change and is changed", (id_,))
    if replace(case.revised, sessions=()) != replace(case.brief.plan, sessions=()):
        yield Finding("the plan's races, phases, weeks or names are changed")


def original_kept(case: Case) -> Iterator[Finding]:
    """A changed session carries what its coach wrote; an unchanged one says nothing else (ruling D1)."""
    for id_ in sorted(case.movable_ids & case.revised.by_id.keys()):
        was, now = case.brief.plan.by_id[id_], case.revised.by_id[id_]
        unchanged = replace(now, original=None) == replace(was, original=None)
        allowed = (None, was.original) if unchanged else (was.snapshot(),)
        if now.original not in allowed:
            yield Finding(f"{id_} does not carry what its coach wrote", (id_,))


def new_sessions(case: Case) -> Iterator[Finding]:
    """Nothing comes in but short core in W1, on dates that have room for it."""
    for session in case.revised.sessions:
        if session.id in case.brief.plan.by_id:
            continue
        text = _wrong_insertion(case, session)
        if text is not None:
            yield Finding(f"the inserted {session.id} {text}", (session.id,))


def _wrong_insertion(case: Case, new: PlannedSession) -> str | None:
    content = (new.sport, new.kind, new.duration_s, new.rpe, new.load, new.hard, new.status, new.inserted)
    load = INSERTED_CORE_MINUTES * INSERTED_CORE_RPE
    core = (Sport.STRENGTH, Kind.CORE, INSERTED_CORE_MINUTES * 60, INSERTED_CORE_RPE, load, False, Status.PLANNED, True)
    if content != core or new.id != f"insert-{new.date}-core":
        return "is no short core session"
    if not case.directives.w1.holds(new.date):
        return "stands outside W1"
    if case.directives.ease_only or not case.directives.may_insert:
        return "is not allowed now"
    if any(refusal.key == f"insert:{new.date}:core" for refusal in case.brief.refusals):
        return "was refused by the coach"
    standing = next(s for s in case.standings if s.now.id == new.id)
    return past(case, standing) or availability(case, standing) or no_move_in(case, standing)
