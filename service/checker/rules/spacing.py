"""How far apart hard and long sessions stand, and what may follow a long one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from service.checker.case import Case, Standing
from service.checker.rule import Finding
from service.checker.rules.pairs import allowed_gap, allowed_gap_in_order, gap, in_one_sequence, pairs
from service.checker.words import is_long_run_of, same_sport, share_of
from service.domain.classes import is_easy
from service.domain.session import GroupKind, PlannedSession
from service.domain.timing import order_key

Kindred = Callable[[Case, PlannedSession], bool]


def _is_hard(case: Case, session: PlannedSession) -> bool:
    return case.is_hard_leg(session)


def _is_long(case: Case, session: PlannedSession) -> bool:
    return case.long.is_long(session)


def _is_long_only(case: Case, session: PlannedSession) -> bool:
    return case.long.is_long(session) and not case.is_hard_leg(session)


def hard_to_hard(case: Case) -> Iterator[Finding]:
    return _too_close(case, _is_hard, _is_hard, case.policy.spacing.hard_to_hard)


def hard_to_long(case: Case) -> Iterator[Finding]:
    return _too_close(case, _is_hard, _is_long_only, case.policy.spacing.hard_to_long, free_in_sequence=True)


def long_to_hard(case: Case) -> Iterator[Finding]:
    return _too_close(case, _is_long_only, _is_hard, case.policy.spacing.long_to_hard, free_in_sequence=True)


def long_to_long(case: Case) -> Iterator[Finding]:
    return _too_close(case, _is_long, _is_long, case.policy.spacing.long_to_long, free_in_sequence=True)


def _too_close(case: Case, first: Kindred, second: Kindred, limit: int, *, free_in_sequence: bool = False) -> Iterator[Finding]:
    for a, b in pairs(case, limit - 1):
        if not (first(case, a.now) and second(case, b.now) and same_sport(a.now.sport, b.now.sport)):
            continue
        if gap(a, b) < allowed_gap(case, a, b, limit) and not (free_in_sequence and in_one_sequence(a, b)):
            yield Finding(f"{a.now.id} and {b.now.id} stand {gap(a, b)} dates apart, {limit} are needed", (a.now.id, b.now.id))


def after_long(case: Case) -> Iterator[Finding]:
    """The day after a long one takes something easy and short, rest, or what the coach had put there himself."""
    spacing = case.policy.spacing
    for a, b in pairs(case, 1):
        if gap(a, b) != 1 or not case.is_leg(b.now) or not same_sport(a.now.sport, b.now.sport) or in_one_sequence(a, b):
            continue
        if not (case.long.is_long(a.now) or is_long_run_of(a.now, case.longest_run, spacing.long_of_longest_ratio)):
            continue
        most = share_of(spacing.after_long_ratio, a.now.minutes)
        fits = is_easy(b.now, case.policy.sessions) and b.now.minutes <= most
        if not fits and allowed_gap_in_order(case, a, b, 2) != 1:
            yield Finding(f"{b.now.id} on the day after {a.now.id} is not easy or longer than {most} minutes", (a.now.id, b.now.id))


def after_sequence(case: Case) -> Iterator[Finding]:
    """Back-to-back sessions are followed by easy days for the same legs."""
    free = case.policy.spacing.after_sequence_easy_days
    for last in _last_of_sequences(case):
        for other in case.present:
            days_later = gap(last, other)
            if not (last.movable or other.movable) or not 0 < days_later <= free or in_one_sequence(last, other):
                continue
            if not case.is_leg(other.now) or not same_sport(last.now.sport, other.now.sport) or is_easy(other.now, case.policy.sessions):
                continue
            if days_later < allowed_gap_in_order(case, last, other, free + 1):
                text = f"{other.now.id} is not easy {days_later} dates after the back-to-back of {last.now.id}"
                yield Finding(text, (last.now.id, other.now.id))


def _last_of_sequences(case: Case) -> list[Standing]:
    """The member that the coach put last in each sequence, unless it was dropped: then there is no back-to-back to recover from."""
    last: dict[str, PlannedSession] = {}
    for session in sorted(case.planned, key=order_key):
        if session.group is not None and session.group.kind is GroupKind.SEQUENCE:
            last[session.group.id] = session
    ids = {session.id for session in last.values()}
    return [s for s in case.present if s.now.id in ids]
