"""Weeks after the window that have become too steep because of what was taken out before them (ruling D3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from service.checker.case import Case, now_of
from service.checker.rules.rolling import BASE_DAYS, has_enough_history
from service.checker.rules.windows import load_of
from service.domain.adjustment import InputWarning
from service.domain.brief import Brief
from service.domain.classes import is_run
from service.domain.plan import Plan
from service.domain.session import PlannedSession
from service.kit.weeks import ONE_DAY, plus, week_start

CODE = "later-week-too-steep"


def warnings_for_later(brief: Brief, revised: Plan) -> tuple[InputWarning, ...]:
    """Plan weeks after W2, to the end of the horizon or of the three weeks that feel the cut, that rise too fast now.

    Only what the change brought about is told; a plan that was steep before has its lints.
    """
    case = Case(brief, revised)
    if not has_enough_history(case):
        return ()
    return tuple(_too_steep(case))


def _too_steep(case: Case) -> Iterator[InputWarning]:
    end = max(plus(case.directives.w2.end, BASE_DAYS), plus(case.today, case.brief.horizon_days))
    start = week_start(plus(case.directives.w2.end, 7), case.brief.plan.first_weekday)
    now = now_of(case.present)
    while start <= end:
        reasons = []
        if case.policy.on("S3-23") and _rises(case, now, start) and not _rises(case, case.planned, start):
            reasons.append("its load is more than 1.3 times the three weeks before")
        if case.policy.on("S1-37") and _spikes(case, now, start) and not _spikes(case, case.planned, start):
            reasons.append("its longest run is more than a tenth longer than any of the 30 days before")
        if reasons:
            text = f"The week of {start} comes too soon after this easier time: {' and '.join(reasons)}. Look at it before it starts."
            yield InputWarning(CODE, f"/plan/weeks/{start}", text)
        start = plus(start, 7)


def _rises(case: Case, sessions: Sequence[PlannedSession], start: date) -> bool:
    base = load_of(s for s in sessions if start - timedelta(days=BASE_DAYS) <= s.date < start)
    load = load_of(s for s in sessions if start <= s.date <= plus(start, 6))
    return load > floor(Fraction(str(case.policy.spacing.load_ceiling_ratio)) * base / 3)


def _spikes(case: Case, sessions: Sequence[PlannedSession], start: date) -> bool:
    spacing = case.policy.spacing
    runs = [s for s in sessions if is_run(s) and not s.is_race]
    since = start - timedelta(days=spacing.run_spike_days)
    before = max((s.minutes for s in runs if since <= s.date <= start - ONE_DAY), default=0)
    longest = max((s.minutes for s in runs if start <= s.date <= plus(start, 6)), default=0)
    return longest > Fraction(str(spacing.run_spike_ratio)) * before
