"""Signs that life and training together are too much, judged against the person (ruling G10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from service.assessment.signals import Signal
from service.domain.policy import Policy, Thresholds
from service.domain.report import Report

EXACT = 9
"""Decimals to which differences of hours are compared."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One answer that can be a sign of strain: where it stands, from when on it is bad, which direction is worse."""

    name: str
    row: str
    read: Callable[[Report], float | None]
    is_bad: Callable[[float, Thresholds], bool]
    worse_high: bool
    margin: Callable[[Thresholds], float]


def _points(numbers: Thresholds) -> float:
    return numbers.baseline_points


SIGNS = (
    _Sign("sleep", "S1-34", lambda r: r.sleep_h, lambda v, n: v < n.sleep_short_h, False, lambda n: n.baseline_sleep_h),
    _Sign("sleep", "S2-20", lambda r: r.sleep_quality, lambda v, n: v <= n.sleep_quality_bad, False, _points),
    _Sign("irritability", "S2-59", lambda r: r.irritability, lambda v, n: v >= n.irritability_high, True, _points),
    _Sign("motivation", "S2-13", lambda r: r.motivation, lambda v, n: v <= n.motivation_low, False, _points),
    _Sign("motivation", "S3-02", lambda r: r.enjoyment, lambda v, n: v <= n.motivation_low, False, _points),
    _Sign("stress", "S2-07", lambda r: r.stress, lambda v, n: v >= n.stress_high, True, _points),
)


def strain_of(reports: Sequence[Signal], today: date, policy: Policy) -> frozenset[str]:
    """Names of the signs present in the last seven days, effort apart."""
    life = ("sleep", "stress")
    counted = [sign for sign in SIGNS if policy.on(sign.row) and (sign.name not in life or policy.on("S2-17"))]
    return frozenset(sign.name for sign in counted if _present(sign, reports, today, policy))


def _present(sign: _Sign, reports: Sequence[Signal], today: date, policy: Policy) -> bool:
    numbers = policy.thresholds
    usual = _usual(sign, reports, today, policy)
    for value in _values(sign, reports, today, numbers.strain_days):
        if sign.is_bad(value, numbers) and (usual is None or _worse_by(sign, value, usual) >= sign.margin(numbers)):
            return True
    return False


def _usual(sign: _Sign, reports: Sequence[Signal], today: date, policy: Policy) -> float | None:
    """The person's own median of 28 days, once there are enough values for one."""
    values = _values(sign, reports, today, policy.thresholds.baseline_days)
    return median(values) if len(values) >= policy.thresholds.baseline_values and policy.on("G10") and policy.on("K54") else None


def _worse_by(sign: _Sign, value: float, usual: float) -> float:
    return round(value - usual if sign.worse_high else usual - value, EXACT)


def _values(sign: _Sign, reports: Sequence[Signal], today: date, reach: int, skip: int = 0) -> list[float]:
    """Values of the `reach` dates that end `skip` days before today."""
    found = ((s, sign.read(s.report)) for s in reports if skip <= (today - s.day).days < skip + reach)
    return [value for _, value in found if value is not None]


def constant_strain(reports: Sequence[Signal], today: date, policy: Policy) -> frozenset[str]:
    """Signs that were usual in each of the last three weeks: the plan may be too big for this life (G10)."""
    if not policy.on("G10"):
        return frozenset()
    weeks = range(0, policy.thresholds.constant_strain_days, 7)
    return frozenset(sign.name for sign in SIGNS if all(_usually_bad(sign, reports, today, skip, policy) for skip in weeks))


def _usually_bad(sign: _Sign, reports: Sequence[Signal], today: date, skip: int, policy: Policy) -> bool:
    values = _values(sign, reports, today, 7, skip)
    return bool(values) and sign.is_bad(median(values), policy.thresholds)


def mean_stress(reports: Sequence[Signal], today: date) -> float | None:
    """Mean stress of the last seven days."""
    values = [s.report.stress for s in reports if 0 <= (today - s.day).days < 7 and s.report.stress is not None]
    return sum(values) / len(values) if values else None


def motivation_low(reports: Sequence[Signal], today: date, policy: Policy) -> bool:
    """Motivation of 2 or less in the last seven days."""
    since = today - timedelta(days=policy.thresholds.strain_days - 1)
    limit = policy.thresholds.motivation_low
    return any(s.day >= since and s.report.motivation is not None and s.report.motivation <= limit for s in reports)
