"""Good days and quiet days: what brings a level down (3.7, rulings G9 and D11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.assessment.features import Features
from service.assessment.measures.sport import same_sport
from service.assessment.memory import Memory
from service.assessment.signals import Signal
from service.domain.policy import Policy
from service.domain.report import Illness


@dataclass(frozen=True, slots=True)
class Recovery:
    """Good-day equivalents since the last change of level."""

    days: float
    report_ids: tuple[str, ...]
    reached_on: date | None
    """Date on which the step was earned; None while it is not."""


def recovery_of(memory: Memory, features: Features, policy: Policy) -> Recovery:
    """Counts distinct dates after `level_since` and after the newest heavy report."""
    needed = needed_for(memory, features, policy)
    weights, ids = _good_days(memory, features, policy)
    unseen = _remembered(memory, features, policy)
    total, quiet, reached = float(len(unseen)), 0.0, None
    for day in sorted({*weights, *_quiet_dates(memory, features, policy)}):
        if day in weights:
            total += weights[day]
        elif quiet < needed / 2:
            step = min(policy.thresholds.quiet_weight, needed / 2 - quiet)
            quiet, total = quiet + step, total + step
        if reached is None and total >= needed:
            reached = day
    if reached is None and total >= needed:
        reached = features.today
    return Recovery(total, tuple(sorted({*unseen, *ids})), reached)


def _remembered(memory: Memory, features: Features, policy: Policy) -> list[str]:
    """Good reports that the state counted and that are not in hand, unless a heavy one came since."""
    heavy = [s.day for s in features.reports if s.heavy and not is_low(s, policy)]
    if memory.level_since is None or any(day > memory.level_since for day in heavy):
        return []
    return sorted(set(memory.good_reports) - {i for s in features.reports for i in s.ids})


def needed_for(memory: Memory, features: Features, policy: Policy) -> int:
    """Good days for one step down; one is enough when the cause lay outside training and has passed (S2-86)."""
    cause = memory.passing_cause
    passed = cause is not None and cause not in features.causes and policy.on("S2-86")
    return 1 if passed and memory.level <= policy.thresholds.capped_level else policy.thresholds.good_needed[memory.level - 1]


def is_good(signal: Signal, policy: Policy) -> bool:
    """Light legs after a leg session, and nothing else that speaks against it."""
    report = signal.report
    safe = not report.flags and (report.pain or 0) <= policy.thresholds.pain_trains and report.illness_now in (None, Illness.NONE)
    return is_low(signal, policy) and signal.of_leg_session and safe and not signal.conflict and not signal.stopped_early


def is_low(signal: Signal, policy: Policy) -> bool:
    """Light for this person: up to 2, or up to the own median until then, never above 3 (G9)."""
    numbers = policy.thresholds
    usual = signal.usual if signal.usual is not None and policy.on("G9") else 0
    return signal.heaviness is not None and signal.heaviness <= min(numbers.good_median_cap, max(numbers.good, usual))


def _good_days(memory: Memory, features: Features, policy: Policy) -> tuple[dict[date, float], set[str]]:
    weights: dict[date, float] = {}
    ids: set[str] = set()
    for signal in _after_heavy(features, policy):
        if (memory.level_since is None or signal.day > memory.level_since) and is_good(signal, policy):
            weight = 1.0 if same_sport(signal.sport, features.affected_sport) else policy.thresholds.other_sport_weight
            weights[signal.day] = max(weight, weights.get(signal.day, 0.0))
            ids.update(signal.ids)
    return weights, ids


def _after_heavy(features: Features, policy: Policy) -> list[Signal]:
    """Reports since the newest heavy one: that one sets the count to nothing."""
    after: list[Signal] = []
    for signal in reversed(features.reports):
        if signal.heavy and not is_low(signal, policy):
            break
        after.append(signal)
    return after


def _quiet_dates(memory: Memory, features: Features, policy: Policy) -> set[date]:
    heavy = [s.day for s in features.reports if s.heavy and not is_low(s, policy)]
    since = max([*heavy, *([memory.level_since] if memory.level_since is not None else [])], default=None)
    return {day for day in features.quiet_days if since is None or day > since}
