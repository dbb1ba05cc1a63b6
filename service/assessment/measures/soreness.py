"""What sore legs may come from, and what was said about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from service.assessment.features import SorenessFacts, SorenessSource
from service.assessment.signals import Signal
from service.domain.athlete import Athlete
from service.domain.classes import LongThresholds, is_leg_session
from service.domain.history import DoneSession, Timeline
from service.domain.policy import Policy
from service.domain.session import GroupKind, Kind
from service.domain.timing import starts_instant
from service.kit.weeks import hours_between, local_date


def soreness_of(fresh: Sequence[Signal], policy: Policy) -> SorenessFacts | None:
    """The newest fresh word on soreness; heaviness says nothing about it (S2-04)."""
    for signal in reversed(fresh):
        report = signal.report
        if report.soreness is not None and policy.on("S2-04"):
            return SorenessFacts(report.soreness, report.soreness_side, report.soreness_sites, signal.day, report.observed_at, signal.ids)
    return None


def doms_source(signal: Signal, timeline: Timeline, athlete: Athlete, policy: Policy) -> SorenessSource | None:
    """The newest done session that explains sore legs at `signal`, each within its own reach (S1-14, ruling G6).

    The athlete's word that there was leg strength is enough; it is then dated as late as it can be.
    """
    sources = [_source(d, signal, athlete.timezone) for d in _near(signal, timeline) if _explains(d, signal, timeline, athlete, policy)]
    if not sources and signal.report.leg_strength_48h:
        hours = policy.thresholds.doms_from_h
        return SorenessSource(local_date(signal.observed_at - timedelta(hours=hours), athlete.timezone), hours, None)
    return sources[-1] if sources else None


def strength_source(signal: Signal, timeline: Timeline, athlete: Athlete, policy: Policy) -> SorenessSource | None:
    """Leg strength 8 to 48 h before: the reach while nobody said anything about soreness."""
    numbers = policy.thresholds
    sources = [_source(d, signal, athlete.timezone) for d in _near(signal, timeline) if d.session.is_leg_strength]
    return next((s for s in reversed(sources) if numbers.doms_from_h <= s.hours <= numbers.doms_unasked_to_h), None)


def hours_since_source(signal: Signal, timeline: Timeline, athlete: Athlete, policy: Policy, most: float) -> bool:
    """Whether any soreness source lies at most `most` hours before the report."""
    sources = [_source(d, signal, athlete.timezone) for d in _near(signal, timeline) if _reach(d, timeline, athlete, policy) is not None]
    return any(0 <= source.hours <= most for source in sources) or bool(signal.report.leg_strength_48h)


def _near(signal: Signal, timeline: Timeline) -> tuple[DoneSession, ...]:
    """No source reaches further than a week."""
    return timeline.done_between(signal.day - timedelta(days=7), signal.day)


def _source(done: DoneSession, signal: Signal, timezone: str) -> SorenessSource:
    return SorenessSource(done.date, hours_between(starts_instant(done.session, timezone), signal.observed_at), done.session.id)


def _explains(done: DoneSession, signal: Signal, timeline: Timeline, athlete: Athlete, policy: Policy) -> bool:
    reach = _reach(done, timeline, athlete, policy)
    hours = _source(done, signal, athlete.timezone).hours
    return reach is not None and policy.thresholds.doms_from_h <= hours <= reach


def _reach(done: DoneSession, timeline: Timeline, athlete: Athlete, policy: Policy) -> float | None:
    """Hours for which a session explains soreness; None when it does not."""
    numbers, session = policy.thresholds, done.session
    extended = policy.on("G6")
    titled = any(word in session.title.lower() for word in numbers.doms_title_words)
    classic = session.is_leg_strength or session.kind in (Kind.HILLS, Kind.RACE) or titled
    if not classic:
        return numbers.doms_to_h if extended and _is_exhausting(done, timeline, policy) else None
    reach = numbers.doms_to_h
    age = athlete.age(timeline.today)
    if extended and age is not None and age >= numbers.masters_age:
        reach = max(reach, numbers.doms_to_h_masters)
    if extended and (_is_long_race(done, policy) or _is_new_strength(done, timeline, policy)):
        reach = max(reach, numbers.doms_to_h_extreme)
    return reach


def _is_exhausting(done: DoneSession, timeline: Timeline, policy: Policy) -> bool:
    """A LONG of two and a half hours, or a day of a back-to-back."""
    if not is_leg_session(done.session, policy.sessions):
        return False
    if done.session.group is not None and done.session.group.kind is GroupKind.SEQUENCE:
        return True
    long = LongThresholds.of([d.session for d in timeline.done], timeline.today, policy)
    return done.minutes >= policy.thresholds.doms_long_minutes and long.is_long(done.session)


def _is_long_race(done: DoneSession, policy: Policy) -> bool:
    return done.session.is_race and (done.distance_m or 0) >= policy.thresholds.doms_race_m


def _is_new_strength(done: DoneSession, timeline: Timeline, policy: Policy) -> bool:
    """The first leg strength in three weeks, where the plan reaches that far back."""
    since = done.date - timedelta(days=policy.thresholds.doms_new_strength_days)
    known = any(d.date < since for d in timeline.done)
    return (
        done.session.is_leg_strength
        and known
        and not any(d.session.is_leg_strength for d in timeline.done_between(since, done.date) if d.date < done.date)
    )
