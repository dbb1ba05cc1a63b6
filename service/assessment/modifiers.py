"""What raises, caps or floors the base level: M0 to M6 and the rulings beside them, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.assessment.features import Features
from service.domain.adjustment import PerfTrend
from service.domain.policy import Policy
from service.domain.report_class import ReportClass as C

PATTERNS = frozenset({C.P2_MIDWAY, C.P3_WHOLE_RUN, C.P4_MULTI_DAY, C.P5_WEEK_TREND})
SPIKED = PATTERNS - {C.P2_MIDWAY}
SINGLE = frozenset({C.ISOLATED, C.P1_START})
CONFLICTING = frozenset({C.ISOLATED, C.P1_START, C.P2_MIDWAY, C.P3_WHOLE_RUN})
UNTOUCHED = frozenset({C.RED_FLAG})


@dataclass(frozen=True, slots=True)
class Modified:
    level: int
    ids: tuple[str, ...]
    rows: tuple[str, ...]


def modify(klass: C, base: int, features: Features, policy: Policy, without_conflict: Callable[[], int]) -> Modified:
    """The level after all modifiers. `without_conflict` gives the level that the other reports alone would have."""
    if klass in UNTOUCHED:
        return Modified(base, (), ())
    raises = _raises(klass, base, features, policy)
    level = max(base, min(4, base + _raise(raises, policy)))
    ids, rows = [name for name, _, _ in raises], [row for _, _, named in raises for row in named]
    for name, named, bound in BOUNDS:
        bounded = bound(klass, level, features, policy)
        if bounded != level:
            level = bounded
            ids.append(name)
            rows.extend(named)
    if features.conflict and klass in CONFLICTING and policy.on("M5"):
        level = max(without_conflict(), min(level, policy.thresholds.capped_level))
        ids.append("M5")
        rows.append("M5")
    return Modified(level, tuple(ids), tuple(rows))


def _raise(raises: Sequence[tuple[str, int, tuple[str, ...]]], policy: Policy) -> int:
    """However much comes together, a level rises by few steps: neither run through everything nor stop at once (S2-90)."""
    steps = sum(step for _, step, _ in raises)
    return min(policy.thresholds.most_raise, steps) if policy.on("S2-90") else steps


def _raises(klass: C, base: int, features: Features, policy: Policy) -> list[tuple[str, int, tuple[str, ...]]]:
    """Name, step and rows of each modifier that raises."""
    found: list[tuple[str, int, tuple[str, ...]]] = []
    reasons = _strained(klass, base, features, policy)
    if reasons:
        found.append(("M1", 1, ("M1", *reasons)))
    if _copes(features, policy):
        return found
    if features.spike and klass in SPIKED and policy.on("M2"):
        found.append(("M2", 1, ("M2", "S1-18")))
    if klass in PATTERNS and not features.cycle and _remembers(features, policy) and policy.on("M3"):
        found.append(("M3", 1, ("M3",)))
    return found


def _copes(features: Features, policy: Policy) -> bool:
    """M0: stable performance with little strain limits raising; what the reports themselves give it never lowers (S2-23)."""
    stable = features.perf_trend is PerfTrend.STABLE and len(features.strain) <= policy.thresholds.little_strain
    return stable and policy.on("M0") and policy.on("S2-100") and policy.on("S2-23")


def _strained(klass: C, base: int, features: Features, policy: Policy) -> tuple[str, ...]:
    """Rows of M1, if it acts: strain, or heaviness over days that touches motivation or form."""
    if not policy.on("M1"):
        return ()
    numbers = policy.thresholds
    if klass in SINGLE:
        overload = features.overload_week and policy.on("S2-104")
        needed = numbers.strain_raises_overload if overload else numbers.strain_raises
        return ("S2-59",) if base == 0 and len(features.strain) >= needed and policy.on("S2-59") else ()
    if klass not in PATTERNS:
        return ()
    strained = ("S2-59",) if len(features.strain) >= numbers.strain_raises and policy.on("S2-59") else ()
    touched = features.streak.days >= numbers.streak_several and (features.motivation_low or features.form_affected)
    return (*strained, *(("S2-13",) if touched and policy.on("S2-13") else ()))


def _remembers(features: Features, policy: Policy) -> bool:
    """A level of 2 or more was in force in at least two of the three weeks before this one."""
    numbers = policy.thresholds
    return sum(block.highest_level >= numbers.memory_level for block in features.blocks[1:4]) >= numbers.memory_blocks


def _cycle(klass: C, level: int, features: Features, policy: Policy) -> int:
    usual = features.cycle and klass in PATTERNS | SINGLE
    return min(level, policy.thresholds.cycle_level) if usual else level


def _restless(klass: C, level: int, features: Features, policy: Policy) -> int:
    """Ten days and more without rest, and heavy legs (S3-20)."""
    without_rest = features.days_in_row >= policy.thresholds.days_without_rest
    heavy = features.deciding is not None and features.deciding.heavy and klass is not C.TAPER_NORMAL
    return max(level, 1) if without_rest and heavy and policy.on("S3-20") else level


def _stopped(_klass: C, level: int, features: Features, policy: Policy) -> int:
    """A run that had to be stopped with severe heaviness (ruling G5)."""
    deciding = features.deciding
    severe = deciding is not None and deciding.stopped_early and (deciding.heaviness or 0) >= policy.thresholds.severe
    return max(level, 1) if severe and policy.on("G5") else level


def _pain(_klass: C, level: int, features: Features, policy: Policy) -> int:
    hurts = features.pain > policy.thresholds.pain_trains
    return max(level, policy.thresholds.capped_level) if hurts and all(policy.on(row) for row in ("M4", "S3-27", "K72")) else level


def repeatable(features: Features) -> bool:
    """Heavy at the same point each time, in both legs."""
    deciding = features.deciding
    return deciding is not None and deciding.heavy and bool(deciding.report.repro) and not deciding.one_sided


def _repro(_klass: C, level: int, features: Features, policy: Policy) -> int:
    return max(level, policy.thresholds.capped_level) if repeatable(features) and policy.on("M6") else level


BOUNDS: tuple[tuple[str, tuple[str, ...], Callable[[C, int, Features, Policy], int]], ...] = (
    ("G16", ("G16",), _cycle),
    ("S3-20", ("S3-20",), _restless),
    ("G5", ("G5",), _stopped),
    ("M4", ("M4", "S3-27"), _pain),
    ("M6", ("M6",), _repro),
)
