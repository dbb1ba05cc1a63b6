"""The level in force: today's judgement, the memory, the coach's word and time put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service.assessment import overrides as coach_words
from service.assessment.features import Features
from service.assessment.inputs import Inputs
from service.assessment.memory import STOPPED, Memory
from service.assessment.referrals import codes_rows, must_be_seen, refer
from service.assessment.remembering import Found, in_force
from service.assessment.sub_type import sub_type
from service.assessment.transition import FLOOR, Position, first_day, move
from service.assessment.verdict import Judgement, Verdict
from service.domain.assessment import Tag, TagName
from service.domain.policy import Policy
from service.domain.report_class import ReportClass
from service.domain.state import OpenFlag, Override
from service.kit.weeks import local_date, plus

INSISTING = frozenset({ReportClass.P4_MULTI_DAY, ReportClass.P5_WEEK_TREND})
"""Classes in which, with strain, an unchanged plan is wrong (S2-96)."""
FUELLED = frozenset({ReportClass.P1_START, ReportClass.P2_MIDWAY, ReportClass.ISOLATED})
"""Classes in which too little food is looked at again after five days."""


def verdict_of(
    judgement: Judgement, memory: Memory, flags: tuple[OpenFlag, ...], tags: tuple[Tag, ...], features: Features, case: Inputs
) -> Verdict:
    """What is in force now, and all that follows from it before any directive."""
    policy = case.policy
    position = _seen_too_long(move(memory, judgement, features, case.timeline, policy), features, case)
    heard = coach_words.hear(case.overrides, coach_words.Standing(judgement.level, position.level, flags, features, policy))
    placed = _as_the_coach_says(position, heard.level, case) if heard.level is not None else position
    mild = _is_mild(placed, judgement, features, case)
    referral = refer(placed.level, flags, tags, features, case.timeline, policy)
    kept = in_force(Found(position, placed.level, mild, tags), features, case.state, policy)
    rows = {*judgement.rows, *position.rows, *codes_rows(referral), *(("G7",) if mild else ())}
    return Verdict(
        klass=judgement.klass, computed_level=judgement.level, base_level=judgement.base_level, secondary=judgement.secondary,
        modifiers=judgement.modifiers, confidence=judgement.confidence, report_ids=judgement.report_ids,
        subtype=sub_type(judgement, tags, features, policy),
        must_change=judgement.klass in INSISTING and "M1" in judgement.modifiers,
        level=placed.level, anchor=placed.anchor, day0=placed.day0, level_since=placed.level_since, class_in_force=placed.klass,
        held=placed.level > judgement.level, new_windows=placed.new_windows, renewed=placed.renewed, frozen=placed.frozen,
        blocked_by_strain=placed.blocked_by_strain, good_reports=placed.good_reports,
        review_on=_review_on(placed, judgement, tags, features, policy),
        update_due=placed.update_due or kept.get("form_review_on") == features.today,
        needs_coach=placed.frozen or bool(features.gates),
        referral=referral, mild_start=mild, rows=tuple(sorted(rows)), open_flags=flags, in_force=kept, overrides=heard.answers,
    )  # fmt: skip


def _seen_too_long(position: Position, features: Features, case: Inputs) -> Position:
    """Four weeks at level 2 and more: somebody has a look within days, and the level stays at 3 at least (3.9)."""
    if not 0 < position.level < FLOOR or not must_be_seen(position.level, features, case.policy):
        return position
    return replace(position, level=FLOOR, level_since=features.today, review_on=None, rows=(*position.rows, "S2-25"))


def _as_the_coach_says(position: Position, override: Override, case: Inputs) -> Position:
    """The overriding level, on the windows that stand; where none stood, from the date of the decision."""
    level = override.value if isinstance(override.value, int) else position.level
    if level == position.level:
        return position
    decided = local_date(override.created_at, case.athlete.timezone)
    if level == 0:
        return replace(position, level=0, anchor=case.timeline.today, level_since=decided, review_on=None)
    if position.level > 0:
        return replace(position, level=level, level_since=max(decided, position.level_since), review_on=None)
    return replace(position, level=level, anchor=decided, day0=first_day(decided, case.timeline), level_since=decided)


def _is_mild(position: Position, judgement: Judgement, features: Features, case: Inputs) -> bool:
    """The first heavy report in ten days that gives level 2, with little strain; it stays mild while it is held (G7)."""
    if position.level != 2 or not case.policy.on("G7"):
        return False
    if not position.new_windows or position.anchor == case.state.anchor:
        return bool(case.state.overrides_in_force.get("mild_start")) and position.anchor == case.state.anchor
    if judgement.klass is ReportClass.POST_ILLNESS or judgement.level != position.level:
        return False
    heavy = {s.day for s in features.since(case.policy.thresholds.heavy_days) if s.heavy}
    return len(heavy) == 1 and len(features.strain) <= case.policy.thresholds.little_strain


def _review_on(position: Position, judgement: Judgement, tags: Sequence[Tag], features: Features, policy: Policy) -> date | None:
    """Kept while a level is held; an acute illness is looked at every day, food as a cause after five days (S0-31, S2-38)."""
    numbers = policy.thresholds
    fuel = policy.on("S2-38") and judgement.klass in FUELLED and any(tag.tag is TagName.FUEL and tag.evidence for tag in tags)
    if position.level == STOPPED or (position.level == 0 and not fuel):
        return None
    if features.illness.acute:
        return plus(features.today, 1)
    if position.review_on is not None:
        return position.review_on
    early = position.level in (1, 2)
    if not policy.on(f"D-{position.level}-review") or (early and not policy.on("K52")):
        return None
    start = max(position.anchor, position.level_since) if position.new_windows and position.level > 0 else features.today
    if position.level <= 2 and fuel and position.new_windows:
        return plus(features.deciding.day if features.deciding is not None else start, numbers.fuel_review_days)
    return plus(start, policy.levels.rows[position.level].review_days)
