"""Whether familiar work costs more than it should: effort above plan, and efficiency over four weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

from service.assessment.signals import Signal
from service.domain.adjustment import PerfTrend
from service.domain.classes import is_easy, is_run
from service.domain.history import DoneSession, Proof
from service.domain.policy import Policy

EXACT = 9
"""Decimals to which sums of fractions are compared, so that a threshold that is met on paper is met here."""
HALF = 14
"""Days of each of the two halves that are compared."""


def effort_drift(done: Sequence[DoneSession], reports: Sequence[Signal], today: date, policy: Policy) -> tuple[DoneSession, ...]:
    """Sessions of the last seven days that felt at least 2 points harder than planned (S2-02, S3-03).

    What a report says of its session's effort counts where the session itself has none.
    """
    numbers = policy.thresholds
    told = {s.session.id: s.report.srpe_done for s in reports if s.session is not None and s.report.srpe_done is not None}
    done = [d if d.proof is Proof.CONFIRMED else replace(d, rpe=told.get(d.session.id, d.rpe)) for d in done]
    since = today - timedelta(days=numbers.strain_days - 1)
    return tuple(
        d
        for d in done
        if since <= d.date <= today and d.rpe is not None and d.session.rpe is not None and d.rpe - d.session.rpe >= numbers.drift_points
    )


def perf_trend(done: Sequence[DoneSession], today: date, policy: Policy) -> PerfTrend:
    """Pace at equal RPE of measured easy runs, the last 14 days against the 14 before (S2-99).

    Unknown without two runs of one RPE in each half: what was only assumed says nothing about performance.
    """
    if not policy.on("S2-99"):
        return PerfTrend.UNKNOWN
    newer = _speeds(done, today - timedelta(days=HALF - 1), today, policy)
    older = _speeds(done, today - timedelta(days=2 * HALF - 1), today - timedelta(days=HALF), policy)
    least = policy.thresholds.perf_runs
    ratios = [
        fmean(newer[rpe]) / fmean(older[rpe]) for rpe in sorted(newer) if len(newer[rpe]) >= least and len(older.get(rpe, ())) >= least
    ]
    if not ratios:
        return PerfTrend.UNKNOWN
    change = round(fmean(ratios) - 1, EXACT)
    if change <= -policy.thresholds.perf_change:
        return PerfTrend.DECLINING
    return PerfTrend.IMPROVING if change >= policy.thresholds.perf_change else PerfTrend.STABLE


def _speeds(done: Sequence[DoneSession], start: date, end: date, policy: Policy) -> dict[float, list[float]]:
    """Metres a second by RPE, of easy runs with measured distance, time and effort."""
    found: dict[float, list[float]] = {}
    for d in done:
        measured = d.session.completed
        if not (start <= d.date <= end and is_run(d.session) and is_easy(d.session, policy.sessions)) or measured is None:
            continue
        if measured.rpe is not None and measured.distance_m and measured.duration_s:
            found.setdefault(measured.rpe, []).append(measured.distance_m / measured.duration_s)
    return found
