"""The levels that count what happens to sessions: key sessions given up, changes, forms, days, the tie-break."""

from __future__ import annotations

from hashlib import sha256

from service.checker.case import Case, Standing
from service.checker.rules.whole import needless
from service.domain.forms import SEVERITY, Form
from service.domain.session import PlannedSession


def key_sessions(case: Case) -> dict[int, int]:
    """For each rank that a movable key session has: what is given up of those sessions."""
    lost: dict[int, int] = {}
    for standing in case.movable:
        was = standing.was
        if was is not None and was.is_key and was.key_rank is not None:
            lost[was.key_rank] = lost.get(was.key_rank, 0) + _given_up(case, standing)
    return lost


def _given_up(case: Case, standing: Standing) -> int:
    if standing.form in (Form.KEPT, Form.REDUCED) or case.is_exact_long_cut(standing):
        return 0
    return 1 if standing.form is Form.SHORTENED else 2


def needless_moves(case: Case) -> int:
    return len(needless(case))


def sessions_changed(case: Case) -> int:
    return sum(_weight(standing) for standing in case.standings)


def _weight(standing: Standing) -> int:
    if standing.was is None:
        return 1
    if not standing.movable or standing.as_planned:
        return 0
    return 2 if standing.form is Form.DROPPED else 1


def form_severity(case: Case) -> int:
    """Shorter before easier, easier before another sport, and left out last (S4-06)."""
    return sum(SEVERITY[standing.form] for standing in case.movable) if case.policy.on("S4-06") else 0


def days_moved(case: Case) -> int:
    """Days of all moves; near days count double, because the athlete has arranged them already."""
    near = case.policy.spacing.days_moved_weight_within
    total = 0
    for standing in case.movable:
        if standing.was is not None and not standing.now.is_off:
            close = any((day - case.today).days <= near for day in (standing.was.date, standing.now.date))
            total += abs(standing.days_moved) * (2 if close else 1)
    return total


def tie_break(case: Case) -> int:
    """A number made from the finished sessions themselves, so that one of several equal plans always wins."""
    return sum(_mark(s.now) for s in case.standings if s.movable or s.was is None)


def _mark(session: PlannedSession) -> int:
    fields = (
        session.id, session.date.isoformat(), session.part_of_day.value, session.sport.value, session.kind.value,
        str(session.duration_s), str(session.load), session.status.value,
    )  # fmt: skip
    return int.from_bytes(sha256("|".join(fields).encode()).digest()[:2], "big")
