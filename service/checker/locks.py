"""Locked sessions that stand against the directives: they stay, and a person decides (ruling D2)."""

from __future__ import annotations

from service.checker.case import Case
from service.checker.rules.places import DIRECTIVE_RULES, broken_at_own_place
from service.checker.words import of_affected_sport
from service.domain.brief import Brief
from service.domain.conflict import LockConflict
from service.domain.session import Lock, PlannedSession


def lock_conflicts(brief: Brief) -> tuple[LockConflict, ...]:
    """Sessions that nobody may touch and that break a directive where they stand. Races are told of elsewhere (ruling G14)."""
    case = Case(brief, brief.plan)
    locked = [s for s in brief.timeline.open if s.lock is Lock.ALL and not s.is_race and s.date <= case.tail_end]
    found = []
    for session in locked:
        rules = (*_directives_broken(case, session), *_hard_beyond_the_count(case, session))
        if rules:
            text = (
                f"{session.title or session.kind.value} on {session.date} is locked and stands against the directives: {', '.join(rules)}"
            )
            found.append(LockConflict(session.id, rules, text))
    return tuple(found)


def _directives_broken(case: Case, session: PlannedSession) -> tuple[str, ...]:
    return tuple(name for name in broken_at_own_place(case, session) if name in DIRECTIVE_RULES)


def _hard_beyond_the_count(case: Case, session: PlannedSession) -> tuple[str, ...]:
    """`max-hard` when what cannot change holds more hard sessions than the window may."""
    for window in case.directives.windows:
        if window.max_hard is None or not (window.holds(session.date) and _counts(case, session)):
            continue
        if sum(window.holds(s.date) and _counts(case, s) for s in case.constants) > window.max_hard:
            return ("max-hard",)
    return ()


def _counts(case: Case, session: PlannedSession) -> bool:
    return session.hard and of_affected_sport(session, case.directives, case.policy)
