"""What the reports alone say: class and level, without memory of what was in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.assessment.classification import Pattern, classify
from service.assessment.features import Features
from service.assessment.modifiers import modify
from service.assessment.red_flags import rows_of
from service.assessment.verdict import Judgement
from service.domain.assessment import Confidence
from service.domain.policy import Policy
from service.domain.report import Timing
from service.domain.report_class import ReportClass
from service.domain.state import OpenFlag


def judge(
    features: Features, flags: Sequence[OpenFlag], policy: Policy, *, flagged: bool, without_conflict: Callable[[], int]
) -> Judgement:
    """`flagged` also without a known code: a state at level 5 waits for its clearance."""
    found = classify(features, flagged, policy)
    klass = found.chosen.klass
    modified = modify(klass, found.level, features, policy, without_conflict)
    return Judgement(
        klass=klass,
        base_level=found.level,
        level=modified.level,
        secondary=tuple(dict.fromkeys(p.klass for p in found.others if p.klass is not klass)),
        detail=found.chosen.detail,
        modifiers=modified.ids,
        confidence=_confidence(found.chosen, features),
        rows=tuple(
            sorted({*_rows(found.chosen, features, policy), *modified.rows, *(row for f in flags for row in rows_of(f.code, policy))})
        ),
        report_ids=_behind(klass, features, flags),
    )


def _confidence(chosen: Pattern, features: Features) -> Confidence:
    """Low where the answer hangs on something that nobody said."""
    untimed = chosen.klass is ReportClass.ISOLATED and features.timing is Timing.UNKNOWN
    unasked = chosen.klass is ReportClass.EXPECTED_DOMS and chosen.detail == "unasked"
    return Confidence.LOW if untimed or unasked else features.confidence


def _rows(chosen: Pattern, features: Features, policy: Policy) -> tuple[str, ...]:
    rows = [chosen.row] if chosen.row is not None else []
    deciding = features.deciding
    if deciding is not None and deciding.stopped_early and policy.on("S2-49"):
        rows.append("S2-49")
    if any(s.hot and s.heavy and s.weight < 1 for s in features.since(policy.thresholds.heavy_days)) and policy.on("S2-84"):
        rows.append("S2-84")
    return tuple(rows)


def _behind(klass: ReportClass, features: Features, flags: Sequence[OpenFlag]) -> tuple[str, ...]:
    """Ids of the reports that the class rests on."""
    ids = {flag.report_id for flag in flags}
    if features.deciding is not None:
        ids.update(features.deciding.ids)
    if klass is ReportClass.P4_MULTI_DAY:
        ids.update(features.streak.report_ids)
    if klass is ReportClass.P5_WEEK_TREND:
        ids.update(i for s in features.leg_since(14) for i in s.ids)
    if klass is ReportClass.POST_ILLNESS:
        ids.update(features.illness.report_ids)
    return tuple(sorted(ids))


def with_patience(judgement: Judgement, in_force: int) -> Judgement:
    """The same, held at the level in force: under-fuelled legs need more than one rest day (S2-33)."""
    return replace(judgement, level=in_force, rows=tuple(sorted({*judgement.rows, "S2-33"})))
