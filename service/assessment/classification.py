"""Which pattern the reports show. The first matching row wins; three patterns are weighed by their level (ruling G5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.assessment.base_level import base_level
from service.assessment.features import Features
from service.assessment.signals import Signal
from service.domain.policy import Policy
from service.domain.report import Illness, Side, Timing, Trend
from service.domain.report_class import ReportClass

ANY_TIME = frozenset({Timing.START, Timing.WHOLE, Timing.UNKNOWN, Timing.NOT_RUNNING})
"""Timings that fit sore muscles; heaviness that comes in the middle or late has another cause."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the table: the class that it gives, and a word on which of its cases it is."""

    klass: ReportClass
    detail: str | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    chosen: Pattern
    others: tuple[Pattern, ...]
    """Further patterns that match, in the order of the table."""
    level: int


def classify(features: Features, flagged: bool, policy: Policy) -> Classified:
    """The class and its base level. `flagged`: an open red flag stands above everything."""
    early = _without_heaviness(features, flagged)
    if early is not None:
        return Classified(early, (), base_level(early.klass, early.detail, features, policy))
    matching = [pattern for test in HEAVY_ROWS if (pattern := test(features, policy)) is not None] or [
        Pattern(ReportClass.ISOLATED, row="S2-11")
    ]
    if matching[0].klass is ReportClass.TAPER_NORMAL:
        rest = matching[1:] or [Pattern(ReportClass.ISOLATED)]
        level = base_level(ReportClass.TAPER_NORMAL, None, features, policy, otherwise=_weighed(rest, features, policy)[1])
        return Classified(matching[0], tuple(matching[1:]), level)
    chosen, level = _weighed(matching, features, policy)
    return Classified(chosen, tuple(p for p in matching if p is not chosen), level)


def _weighed(matching: Sequence[Pattern], features: Features, policy: Policy) -> tuple[Pattern, int]:
    """Illness that has ended, the week's trend and the streak: the highest level counts, ties go to the earlier row."""
    levels = [base_level(p.klass, p.detail, features, policy) for p in matching]
    if not policy.on("G5") or matching[0].klass not in WEIGHED:
        return matching[0], levels[0]
    rivals = [i for i, pattern in enumerate(matching) if pattern.klass in WEIGHED]
    best = max(rivals, key=lambda i: (levels[i], -i))
    return matching[best], levels[best]


WEIGHED = frozenset({ReportClass.POST_ILLNESS, ReportClass.P5_WEEK_TREND, ReportClass.P4_MULTI_DAY})


def _without_heaviness(features: Features, flagged: bool) -> Pattern | None:
    """Rows 1 to 6: what counts before any pattern of heaviness."""
    if flagged:
        return Pattern(ReportClass.RED_FLAG)
    if features.illness.ongoing and features.illness.fresh:
        return _ill(features.illness.now)
    if features.deciding is None:
        return Pattern(ReportClass.INSUFFICIENT_DATA, "stale" if features.reports else "none")
    if features.deciding.heaviness is None:
        return Pattern(ReportClass.INSUFFICIENT_DATA, "missing")
    return None if features.deciding.heavy else Pattern(ReportClass.GOOD, row="S2-12")


def _ill(kind: Illness) -> Pattern:
    return Pattern(ReportClass.POST_ILLNESS, "mild" if kind is Illness.ABOVE_NECK else "acute", "G1")


def _post_illness(features: Features, policy: Policy) -> Pattern | None:
    if features.deciding is None or features.illness.end is None or not policy.on("S2-77"):
        return None
    since = (features.deciding.day - features.illness.end).days
    return Pattern(ReportClass.POST_ILLNESS, "ended", "S2-77") if 0 <= since <= policy.thresholds.illness_days else None


def _taper(features: Features, policy: Policy) -> Pattern | None:
    """Heavy or flat legs before a race are common, unless something else is wrong (row 7a, ruling G4)."""
    deciding, numbers = features.deciding, policy.thresholds
    if deciding is None or not features.taper:
        return None
    ill = features.illness.ongoing or (
        features.illness.end is not None and (features.today - features.illness.end).days <= numbers.illness_days
    )
    fits = (
        _heaviness(deciding) <= numbers.mild_up_to
        and len(features.strain) <= numbers.little_strain
        and features.pain <= numbers.pain_trains
    )
    return Pattern(ReportClass.TAPER_NORMAL, row="G4") if fits and not ill and not deciding.one_sided else None


def _week_trend(features: Features, policy: Policy) -> Pattern | None:
    return Pattern(ReportClass.P5_WEEK_TREND, row="S2-64") if features.week_trend and policy.on("S2-64") else None


def streak_needed(features: Features, policy: Policy) -> int:
    """Days of a streak that make a pattern; one more in a week of deliberate overload (ruling G6)."""
    numbers = policy.thresholds
    return numbers.streak_several_overload if features.overload_week and policy.on("G6") else numbers.streak_several


def _multi_day(features: Features, policy: Policy) -> Pattern | None:
    long_enough = features.streak.days >= streak_needed(features, policy)
    acts = _on(policy, "S2-63", "S2-57", "S2-58", "S3-04", "K51")
    return Pattern(ReportClass.P4_MULTI_DAY, row="S2-63") if long_enough and acts else None


def _expected_doms(features: Features, policy: Policy) -> Pattern | None:
    """Sore after work that makes sore (row 9)."""
    numbers, deciding, sore = policy.thresholds, features.deciding, features.soreness
    if deciding is None or not policy.on("S1-14") or features.streak.days >= numbers.streak_several or features.pain > numbers.pain_trains:
        return None
    if sore is not None:
        both = sore.side in (None, Side.BOTH)
        return (
            Pattern(ReportClass.EXPECTED_DOMS, row="S1-14")
            if both and sore.points >= numbers.sore and features.doms_source is not None
            else None
        )
    fits = (
        _heaviness(deciding) <= numbers.mild_up_to and features.timing in ANY_TIME and deciding.report.in_run_trend is not Trend.WORSENING
    )
    recent = features.strength_source is not None or bool(deciding.report.leg_strength_48h)
    return Pattern(ReportClass.EXPECTED_DOMS, "unasked", "S1-14") if fits and recent else None


def _enough(features: Features, policy: Policy) -> bool:
    numbers = policy.thresholds
    return features.deciding is not None and (
        _heaviness(features.deciding) >= numbers.moderate or features.heavy10 >= numbers.heavy_days_several
    )


def _whole_run(features: Features, policy: Policy) -> Pattern | None:
    fits = features.timing is Timing.WHOLE and _enough(features, policy) and _on(policy, "S2-62", "S3-04")
    return Pattern(ReportClass.P3_WHOLE_RUN, row="S2-62") if fits else None


def _midway(features: Features, policy: Policy) -> Pattern | None:
    fits = features.timing in (Timing.MIDDLE, Timing.LATE) and _enough(features, policy) and _on(policy, "S2-61", "S2-94")
    return Pattern(ReportClass.P2_MIDWAY, row="S2-61") if fits else None


def _start(features: Features, policy: Policy) -> Pattern | None:
    fits = features.timing is Timing.START and _enough(features, policy) and _on(policy, "S2-60", "S0-01")
    return Pattern(ReportClass.P1_START, row="S2-60") if fits else None


def _on(policy: Policy, *rows: str) -> bool:
    """A pattern that several rows describe acts while all of them do."""
    return all(policy.on(row) for row in rows)


def _heaviness(signal: Signal) -> int:
    return signal.heaviness or 0


HEAVY_ROWS: tuple[Callable[[Features, Policy], Pattern | None], ...] = (
    _taper, _post_illness, _week_trend, _multi_day, _expected_doms, _whole_run, _midway, _start,
)  # fmt: skip
"""Rows 7a to 12. The taper row asks for no illness within 14 days, so that it and row 7 never meet."""
