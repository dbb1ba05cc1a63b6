"""Who should have a look, and how soon: by flag, by time at a level, by what the tags point to (3.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.assessment.features import Features
from service.assessment.modifiers import repeatable
from service.assessment.recovery import is_good
from service.assessment.red_flags import heavy_after_break, urgency_of
from service.domain.assessment import Referral, Tag, TagName, Urgency
from service.domain.history import Timeline
from service.domain.policy import Policy
from service.domain.state import OpenFlag
from service.kit.weeks import ONE_DAY

FOUR_WEEKS = "LEVEL_2_FOUR_WEEKS"
TWO_BLOCKS = "LEVEL_3_TWO_WEEKS"
THREE_BLOCKS = "LEVEL_2_THREE_WEEKS"
NOT_BETTER = "LEVEL_2_NOT_BETTER"
ADHERED = "PERSISTS_DESPITE_CARE"
REPRO = "REPRO_BOTH_SIDES"
AFTER_BREAK = "HEAVY_AFTER_BREAK"

ROWS = {
    FOUR_WEEKS: "S2-25", TWO_BLOCKS: "S2-25", THREE_BLOCKS: "S2-25", NOT_BETTER: "S2-25", ADHERED: "S3-26", REPRO: "M6",
    AFTER_BREAK: "S4-27", TagName.IRON_RISK.value: "S2-82", TagName.LEA_RISK.value: "S2-37",
}  # fmt: skip
"""Reasons for a routine look (and FOUR_WEEKS for a prompt one) with the catalogue row of each."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long a level has been in force with heavy legs behind it; days held in silence do not count (G9)."""

    days: int
    """Consecutive dates up to today at level 2 or more, each in a week with a heavy report."""
    good_days: int
    """Dates with a good report among them."""


def course_of(level: int, features: Features, policy: Policy) -> Course:
    levels = {**(features.level_on or {}), features.today: level}
    day, count = features.today, 0
    while levels.get(day, 0) >= policy.thresholds.memory_level and _backed(day, features):
        day, count = day - ONE_DAY, count + 1
    good = {s.day for s in features.reports if s.day > day and is_good(s, policy)}
    return Course(count, len(good))


def _backed(day: date, features: Features) -> bool:
    return any(block.start <= day <= block.end and block.heavy for block in features.blocks)


def must_be_seen(level: int, features: Features, policy: Policy) -> bool:
    """Four weeks at level 2 or more: a prompt look, and the level stays at 3 at least."""
    return policy.on("S2-25") and policy.on("K56") and course_of(level, features, policy).days >= policy.thresholds.prompt_days


def refer(
    level: int, flags: Sequence[OpenFlag], tags: Sequence[Tag], features: Features, timeline: Timeline, policy: Policy
) -> Referral | None:
    """The most urgent reason and its codes; None when there is none."""
    if level == 5 or flags:
        codes = tuple(sorted({flag.code for flag in flags}))
        return Referral(urgency_of(codes), codes)
    if must_be_seen(level, features, policy):
        return Referral(Urgency.PROMPT, (FOUR_WEEKS,))
    codes = tuple(code for code, holds in _routine(level, tags, features, timeline, policy).items() if holds and policy.on(ROWS[code]))
    return Referral(Urgency.ROUTINE, codes) if codes else None


def _routine(level: int, tags: Sequence[Tag], features: Features, timeline: Timeline, policy: Policy) -> dict[str, bool]:
    numbers = policy.thresholds
    course = course_of(level, features, policy)
    highest = [(max(b.highest_level, level if i == 0 else 0), b.heavy) for i, b in enumerate(features.blocks[:4])]
    backed = [top if heavy else 0 for top, heavy in highest]
    long = course.days >= numbers.referral_days
    named = {tag.tag for tag in tags}
    deciding = features.deciding
    both_after_break = deciding is not None and not deciding.one_sided and heavy_after_break(deciding, features, timeline, policy)
    return {
        TWO_BLOCKS: min(backed[:2]) >= 3,
        THREE_BLOCKS: sum(top >= numbers.memory_level for top in backed) >= numbers.referral_blocks,
        NOT_BETTER: long and course.good_days < numbers.referral_good_days,
        ADHERED: long and features.adherence is not None and features.adherence >= numbers.adherence,
        REPRO: repeatable(features),
        AFTER_BREAK: both_after_break,
        TagName.IRON_RISK.value: TagName.IRON_RISK in named,
        TagName.LEA_RISK.value: TagName.LEA_RISK in named,
    }


def codes_rows(referral: Referral | None) -> tuple[str, ...]:
    """Catalogue rows behind a referral by time or tag."""
    return tuple(sorted({ROWS[code] for code in referral.codes if code in ROWS})) if referral is not None else ()
