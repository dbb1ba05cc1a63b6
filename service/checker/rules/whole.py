"""Rules about the plan as a whole: nothing made up, groups together, few needless moves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from service.checker.case import Case, Standing
from service.checker.rule import Finding
from service.checker.rules.places import broken_at_own_place
from service.checker.words import is_core_work, is_strength
from service.domain.timing import order_key
from service.kit.weeks import plus


def no_make_up(case: Case) -> Iterator[Finding]:
    """Load that was taken away does not come back later."""
    w1, w2 = case.directives.windows
    spans = [("W1 and W2", w1.start, w2.end)]
    spans += [(f"the week of {start}", max(start, plus(w2.end, 1)), plus(start, 6)) for start in case.plan_weeks if plus(start, 6) > w2.end]
    open_ids = {s.id for s in case.brief.timeline.open}
    for name, start, end in spans:
        planned = sum(s.load for s in case.brief.timeline.open if start <= s.date <= end and not s.is_off)
        now = sum(s.now.load for s in case.present if start <= s.now.date <= end and (s.now.id in open_ids or s.was is None))
        if now > planned:
            yield Finding(f"{name} has an open load of {now}, {planned} was planned")


def group_together(case: Case) -> Iterator[Finding]:
    """What belongs together moves together, and keeps its order on the date."""
    groups: dict[str, list[Standing]] = {}
    for standing in case.present:
        if standing.now.group is not None:
            groups.setdefault(standing.now.group.id, []).append(standing)
    for members in groups.values():
        ids = tuple(s.now.id for s in members)
        if not any(s.movable for s in members):
            continue
        if len({s.days_moved for s in members}) > 1:
            yield Finding(f"{', '.join(ids)} belong together and move by different numbers of days", ids)
        elif not _in_planned_order(members):
            yield Finding(f"{', '.join(ids)} stand in another order than planned", ids)


def _in_planned_order(members: list[Standing]) -> bool:
    now = [s.was for s in sorted(members, key=lambda s: order_key(s.now)) if s.was is not None]
    return all(order_key(a) < order_key(b) for a, b in pairwise(now))


def insertions(case: Case) -> Iterator[Finding]:
    """Core comes in only as far as it is asked for and not planned, never beside other strength."""
    w1 = case.directives.w1
    room = max(0, case.directives.core_min - sum(is_core_work(s) for s in case.planned if w1.holds(s.date)))
    new = [s.now for s in case.present if s.was is None]
    if len(new) > room:
        yield Finding(f"{len(new)} sessions are inserted, {room} are asked for", tuple(s.id for s in new))
    for session in new:
        if any(is_strength(s.now) for s in case.stands_on(session.date) if s.now.id != session.id):
            yield Finding(f"{session.id} stands beside other strength", (session.id,))


def needless(case: Case) -> list[Standing]:
    """Sessions that are moved although they could have stayed as planned as far as they themselves go."""
    return [s for s in case.movable if s.moved and not s.now.is_off and s.was is not None and not broken_at_own_place(case, s.was)]


def _is_base_phase(case: Case) -> bool:
    """Base training lives on steadiness: where W1 starts in it, nothing moves that can stay."""
    phase = case.brief.plan.phase_on(case.directives.day0)
    return phase is not None and phase.kind == "base"


def needless_moves(case: Case) -> Iterator[Finding]:
    moved = needless(case)
    most = 0 if _is_base_phase(case) and case.policy.on("S2-107") else case.policy.spacing.most_needless_moves
    if len(moved) > most:
        yield Finding(f"{len(moved)} sessions are moved without need, at most {most} may be", tuple(s.now.id for s in moved))
