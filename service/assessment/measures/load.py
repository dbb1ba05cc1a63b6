"""Jumps in what was done: the week's load, one long run, training days without rest, sessions nobody confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from service.domain.classes import is_run
from service.domain.history import DoneSession, Proof, Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import Sport, Status
from service.kit.weeks import ONE_DAY

EXACT = 9
"""Decimals to which limits are compared: 1.1 times 60 minutes are 66, not a hair more."""


def spike(timeline: Timeline, policy: Policy) -> bool:
    """The week's load or a single run rose far above what the body knows (S1-18).

    Silence counts on the safe side on both ends (ruling G11): as done in the week itself, as not done before it.
    """
    return policy.on("S1-18") and (_load_jumped(timeline, policy) or _run_jumped(timeline, policy))


def _load_jumped(timeline: Timeline, policy: Policy) -> bool:
    numbers, today = policy.spacing, timeline.today
    week = [d for d in timeline.done_between(today - timedelta(days=6), today) if not d.session.is_race]
    known = [d for d in timeline.for_capacity if today - timedelta(days=27) <= d.date <= today and not d.session.is_race]
    before = [d for d in known if d.date < today - timedelta(days=6)]
    history = (today - min((d.date for d in known), default=today)).days + 1
    if history < numbers.ramp_needs_history_days or sum(d.minutes for d in known) < 4 * numbers.ramp_floor_weekly_minutes:
        return False
    weeks_before = (history - 7) / 7
    return sum(d.load for d in week) > round(numbers.load_ceiling_ratio * sum(d.load for d in before) / weeks_before, EXACT)


def _run_jumped(timeline: Timeline, policy: Policy) -> bool:
    today = timeline.today
    recent = [d for d in timeline.done_between(today - timedelta(days=6), today) if is_run(d.session) and not d.session.is_race]
    return any(_longer_than_known(run, timeline, policy) for run in recent)


def _longer_than_known(run: DoneSession, timeline: Timeline, policy: Policy) -> bool:
    """Longer than 1.10 times the longest run of the 30 days before it: by distance where all have one, else minutes."""
    numbers = policy.spacing
    since = run.date - timedelta(days=numbers.run_spike_days)
    before = [d for d in timeline.for_capacity if since <= d.date < run.date and is_run(d.session)]
    if not before or (run.date - before[0].date).days < numbers.ramp_needs_history_days:
        return False
    distances = [d.distance_m for d in (run, *before)]
    if all(distances):
        known = [metres for metres in distances if metres is not None]
        return known[0] > round(numbers.run_spike_ratio * max(known[1:]), EXACT)
    return run.minutes > round(numbers.run_spike_ratio * max(d.minutes for d in before), EXACT)


def days_in_row(timeline: Timeline, policy: Policy) -> int:
    """Training days without a rest day, up to today, or to yesterday while nothing was done today."""
    busy = {d.date for d in timeline.done if not _rests(d, policy)}
    day = timeline.today if timeline.today in busy else timeline.today - ONE_DAY
    count = 0
    while day in busy:
        count, day = count + 1, day - ONE_DAY
    return count


def _rests(done: DoneSession, policy: Policy) -> bool:
    """Short core or mobility leaves a day a rest day."""
    kind, sport = done.session.kind.value, done.session.sport
    return (kind in ("core", "mobility") or sport is Sport.MOBILITY) and done.minutes <= policy.sessions.rest_day_core_minutes


def missed_in_row(timeline: Timeline) -> int:
    """Newest past sessions in a row that nobody confirmed."""
    count = 0
    for d in reversed(timeline.done):
        if d.proof is not Proof.ASSUMED:
            break
        count += 1
    return count


def adherence(plan: Plan, timeline: Timeline, reach: int) -> float | None:
    """Share of the past sessions of `reach` days that were not skipped; None without any."""
    start = timeline.today - timedelta(days=reach)
    done: Sequence[DoneSession] = timeline.done_between(start, timeline.today)
    skipped = [s for s in plan.between(start, timeline.today) if s.status is Status.SKIPPED]
    return len(done) / (len(done) + len(skipped)) if done or skipped else None
