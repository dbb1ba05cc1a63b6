"""What legs need after a race."""

from __future__ import annotations

from collections.abc import Iterator

from service.checker.case import Case
from service.checker.rule import Finding
from service.checker.rules.pairs import allowed_gap_in_order, gap, pairs
from service.domain.classes import is_run
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.policy.spacing import RaceRecovery
from service.domain.session import Kind, PlannedSession, Sport

RACE_ROWS = {
    "short": ("R2.7-3", "K23"), "middle": ("R2.7-4",), "marathon": ("R2.7-5", "K26"), "bike": ("G3",), "long_bike": ("G3",),
}  # fmt: skip
"""The catalogue rows behind each class of race."""


def race_class(session: PlannedSession, plan: Plan, policy: Policy) -> str | None:
    """The class of a race or test in the table of recovery days; None for what asks for no days."""
    spacing = policy.spacing
    if session.kind not in (Kind.RACE, Kind.TEST):
        return None
    if session.sport is Sport.BIKE:
        return "long_bike" if session.minutes >= spacing.bike_race_long_minutes else "bike"
    if not is_run(session):
        return None
    if session.kind is Kind.TEST:
        return "short"
    metres = _metres(session, plan, policy)
    if session.minutes >= spacing.race_marathon_min_minutes or metres > spacing.race_middle_max_m:
        return "marathon"
    return "short" if metres <= spacing.race_short_max_m else "middle"


def _metres(session: PlannedSession, plan: Plan, policy: Policy) -> int:
    entry = plan.race_of(session)
    known = (entry.distance_m if entry is not None else None) or session.distance_m
    return known or session.duration_s * 1000 // policy.sessions.default_pace_s_per_km[Sport.RUN.value]


def race_spacing(case: Case) -> Iterator[Finding]:
    table = case.policy.spacing.after_race.values()
    reach = max(max(row.any_run, row.hard, row.long) for row in table) - 1
    for race, other in pairs(case, reach):
        name = race_class(race.now, case.brief.plan, case.policy)
        if name is None or not all(case.policy.on(row) for row in RACE_ROWS[name]):
            continue
        limit = days_after(case, case.policy.spacing.after_race[name], other.now)
        if gap(race, other) < allowed_gap_in_order(case, race, other, limit):
            text = f"{other.now.id} stands {gap(race, other)} dates after {race.now.id}, {limit} are needed"
            yield Finding(text, (race.now.id, other.now.id))


def days_after(case: Case, recovery: RaceRecovery, session: PlannedSession) -> int:
    """Dates that must lie between the race and this session; 0 when it may follow at once."""
    limit = 0
    if is_run(session):
        limit = max(limit, recovery.any_run)
        limit = max(limit, recovery.long if case.long.is_long(session) else 0)
    return max(limit, recovery.hard if case.is_hard_leg(session) else 0)
