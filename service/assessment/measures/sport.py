"""Which sport the heaviness belongs to, and days on which that sport went well in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from service.assessment.signals import Signal
from service.domain.classes import is_endurance, is_leg_session, leg_tenths
from service.domain.history import DoneSession, Proof, Timeline
from service.domain.policy import Policy
from service.domain.session import Sport
from service.domain.timing import starts_instant
from service.kit.weeks import hours_between


def affected_sport(leg_reports: Sequence[Signal], timeline: Timeline, in_force: Mapping[str, object], policy: Policy) -> Sport | None:
    """The sport of the newest heavy report; else the one in force; else the one with most leg minutes in 7 days (G2)."""
    if not policy.on("G2"):
        return Sport.RUN
    for signal in reversed(leg_reports):
        if signal.heavy and signal.sport not in (None, Sport.STRENGTH):
            return signal.sport
    known = in_force.get("affected_sport")
    return Sport(known) if isinstance(known, str) else _most_leg_minutes(timeline, policy)


def _most_leg_minutes(timeline: Timeline, policy: Policy) -> Sport | None:
    minutes: dict[Sport, int] = {}
    for d in timeline.done_between(timeline.today - timedelta(days=7), timeline.today):
        if is_endurance(d.session) and is_leg_session(d.session, policy.sessions):
            sport = Sport.RUN if d.sport is Sport.BRICK else d.sport
            minutes[sport] = minutes.get(sport, 0) + d.minutes * leg_tenths(d.session, policy.sessions)
    return max(sorted(minutes), key=lambda sport: minutes[sport], default=None)


def same_sport(sport: Sport | None, other: Sport | None) -> bool:
    """A brick is both a run and a ride; with no affected sport every leg sport counts."""
    if other is None or sport is other:
        return True
    return sport is Sport.BRICK and other in (Sport.RUN, Sport.BIKE)


def quiet_days(timeline: Timeline, reports: Sequence[Signal], sport: Sport | None, timezone: str, policy: Policy) -> tuple[date, ...]:
    """Confirmed sessions of the sport at no more than the planned effort, with no report in the day after them (G9)."""
    if not policy.on("G9"):
        return ()
    observed = [s.observed_at for s in reports]
    done = timeline.done_between(timeline.today - timedelta(days=42), timeline.today)
    return tuple(sorted({d.date for d in done if _is_quiet(d, sport, observed, timeline.now, timezone, policy)}))


def _is_quiet(done: DoneSession, sport: Sport | None, observed: Sequence[datetime], now: datetime, timezone: str, policy: Policy) -> bool:
    told = done.session.completed
    if done.proof is not Proof.CONFIRMED or told is None or told.rpe is None or done.session.rpe is None or told.rpe > done.session.rpe:
        return False
    if not is_leg_session(done.session, policy.sessions) or not same_sport(done.sport, sport):
        return False
    start, reach = starts_instant(done.session, timezone), policy.thresholds.quiet_hours
    return hours_between(start, now) >= reach and not any(0 <= hours_between(start, instant) < reach for instant in observed)
