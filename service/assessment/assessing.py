"""From reports to the whole answer, step by step: signals, features, flags, class, tags, level in force, directives, advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from service.assessment import overrides as coach_words
from service.assessment.advice import advise
from service.assessment.directives import issue_directives
from service.assessment.features import Features
from service.assessment.judgement import judge, with_patience
from service.assessment.memory import STOPPED, Memory, remember
from service.assessment.normalise import normalise
from service.assessment.observe import observe
from service.assessment.red_flags import found_flags, open_flags
from service.assessment.referrals import codes_rows, must_be_seen, refer
from service.assessment.remembering import Found, in_force, next_state
from service.assessment.signals import Signal
from service.assessment.sub_type import fuel_patience, sub_type
from service.assessment.tags import find_tags
from service.assessment.transition import Position, first_day, move
from service.assessment.verdict import Judgement, Verdict
from service.domain.adjustment import PerfTrend
from service.domain.assessment import Assessment, Clearance, DayRuleKind, Directives, OpenFlag, Override, ReportClass, State, Tag, TagName
from service.domain.athlete import Athlete
from service.domain.history import Timeline, read_timeline
from service.domain.plan import Plan, RacePriority
from service.domain.policy import Policy
from service.domain.report import Report
from service.errors import BadInput, Finding
from service.kit.weeks import local_date, plus

FUELLED = frozenset({ReportClass.P1_START, ReportClass.P2_MIDWAY, ReportClass.ISOLATED})
"""Classes in which too little food is looked at again after five days."""


@dataclass(frozen=True, slots=True)
class _Case:
    """The inputs, as every step needs them."""

    reports: tuple[Report, ...]
    plan: Plan
    athlete: Athlete
    state: State
    overrides: tuple[Override, ...]
    clearances: tuple[Clearance, ...]
    policy: Policy
    perf_trend: PerfTrend
    timeline: Timeline


def assess(  # noqa: PLR0913 - everything that the answer depends on, by name
    now: datetime,
    reports: Sequence[Report],
    plan: Plan,
    athlete: Athlete,
    state: State | None,
    overrides: Sequence[Override],
    clearances: Sequence[Clearance],
    policy: Policy,
    *,
    perf_trend: PerfTrend = PerfTrend.UNKNOWN,
    timeline: Timeline | None = None,
) -> Assessment:
    """Class, level, directives, advice and the state to hand back; pure, and the same for any order of the inputs.

    `plan` is the reference plan (`domain.history.reference_plan`); `timeline` that plan cut at `now`, read here when it
    is not given. A `perf_trend` that the caller knows wins over the derived one. Raises BadInput for an override or a
    clearance that is not one.
    """
    coach_words.validate(overrides, policy, athlete.timezone)
    _validate_clearances(clearances)
    if timeline is None:
        timeline = read_timeline(plan, now, reports, athlete.timezone, connected=athlete.connected)
    past = tuple(c for c in clearances if c.date <= timeline.today)
    case = _Case(tuple(reports), plan, athlete, state or State(), tuple(overrides), past, policy, perf_trend, timeline)
    return _assessed(case)


def _validate_clearances(clearances: Sequence[Clearance]) -> None:
    for index, clearance in enumerate(clearances):
        if clearance.level is not None and not 0 <= clearance.level < STOPPED:
            detail = "A clearance sets a level from 0 to 4, or none."
            raise BadInput(
                f"/clearances/{index}/level: {detail}", findings=[Finding(f"/clearances/{index}/level", "clearance-level", detail)]
            )


def _assessed(case: _Case) -> Assessment:
    policy, timeline = case.policy, case.timeline
    signals = normalise(case.reports, case.plan, timeline, case.athlete, policy, timeline.now)
    features = _observe(signals, case)
    found = found_flags(case.reports, features, timeline, case.athlete, policy)
    known = (*found, *case.state.open_flags)
    flags = open_flags(found, case.state.open_flags, case.clearances, case.athlete.timezone)
    memory = remember(case.state, known, flags, case.clearances, case.athlete.timezone, policy)
    judgement = _judge(signals, features, flags, memory, case)
    features = replace(features, klass=judgement.klass)
    tags = find_tags(features, case.plan, timeline, case.athlete, policy)
    if fuel_patience(judgement, memory, tags, timeline, features, policy):
        judgement = with_patience(judgement, memory.level)
    verdict = _verdict(judgement, memory, flags, tags, features, case)
    return _answer(verdict, features, tags, case)


def _observe(signals: Sequence[Signal], case: _Case) -> Features:
    return observe(signals, case.plan, case.timeline, case.athlete, case.state, case.policy, case.perf_trend)


def _judge(signals: Sequence[Signal], features: Features, flags: tuple[OpenFlag, ...], memory: Memory, case: _Case) -> Judgement:
    def without_conflict() -> int:
        """The level that the reports give when the contradictory ones are left out (M5)."""
        others = [s for s in signals if s is not features.deciding]
        return _judge(others, _observe(others, case), flags, memory, case).level

    flagged = bool(flags) or memory.level == STOPPED
    return judge(features, flags, case.policy, flagged=flagged, without_conflict=without_conflict)


def _verdict(
    judgement: Judgement, memory: Memory, flags: tuple[OpenFlag, ...], tags: tuple[Tag, ...], features: Features, case: _Case
) -> Verdict:
    policy = case.policy
    position = move(memory, judgement, features, case.timeline, policy)
    position = _seen_too_long(position, features, case)
    standing = coach_words.Standing(judgement.level, position.level, flags, features, policy)
    heard = coach_words.hear(case.overrides, standing)
    placed = _as_the_coach_says(position, heard.level, case) if heard.level is not None else position
    mild = _is_mild(placed, judgement, features, case)
    referral = refer(placed.level, flags, tags, features, case.timeline, policy)
    return Verdict(
        klass=judgement.klass,
        computed_level=judgement.level,
        base_level=judgement.base_level,
        level=placed.level,
        anchor=placed.anchor,
        day0=placed.day0,
        level_since=placed.level_since,
        secondary=judgement.secondary,
        subtype=sub_type(judgement, tags, features, policy),
        modifiers=judgement.modifiers,
        confidence=judgement.confidence,
        referral=referral,
        rows=tuple(sorted({*judgement.rows, *position.rows, *codes_rows(referral), *(("G7",) if mild else ())})),
        report_ids=judgement.report_ids,
        class_in_force=placed.klass,
        held=placed.level > judgement.level,
        new_windows=placed.new_windows,
        renewed=placed.renewed,
        mild_start=mild,
        frozen=placed.frozen,
        must_change=judgement.klass in (ReportClass.P4_MULTI_DAY, ReportClass.P5_WEEK_TREND) and "M1" in judgement.modifiers,
        update_due=placed.update_due,
        blocked_by_strain=placed.blocked_by_strain,
        review_on=_review_on(placed, judgement, tags, features, policy),
        good_reports=placed.good_reports,
        open_flags=flags,
        in_force=in_force(Found(position, placed.level, mild, tags), features, case.state, policy),
        overrides=heard.answers,
        needs_coach=placed.frozen or bool(features.gates),
    )


def _seen_too_long(position: Position, features: Features, case: _Case) -> Position:
    """Four weeks at level 2 and more: somebody has a look within days, and the level stays at 3 at least (3.9)."""
    least = case.policy.thresholds.cleared_level
    if not 0 < position.level < least or not must_be_seen(position.level, features, case.policy):
        return position
    return replace(position, level=least, level_since=features.today, review_on=None, rows=(*position.rows, "S2-25"))


def _as_the_coach_says(position: Position, override: Override, case: _Case) -> Position:
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


def _is_mild(position: Position, judgement: Judgement, features: Features, case: _Case) -> bool:
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
    start = position.anchor if position.new_windows and position.level > 0 else features.today
    if position.level <= 2 and fuel and position.new_windows:
        return plus(features.deciding.day if features.deciding is not None else start, numbers.fuel_review_days)
    return plus(start, policy.levels.rows[position.level].review_days)


def _answer(verdict: Verdict, features: Features, tags: tuple[Tag, ...], case: _Case) -> Assessment:
    plan, timeline, athlete, policy = case.plan, case.timeline, case.athlete, case.policy
    directives = issue_directives(verdict, features, tags, plan, timeline, athlete, case.state, policy, timeline.now)
    directives = coach_words.with_overrides(directives, coach_words.binding_directives(verdict.overrides, case.overrides))
    verdict = replace(verdict, needs_coach=verdict.needs_coach or _asks_a_person(verdict, directives, features, policy))
    counsel = advise(verdict, features, tags, plan, timeline, athlete, policy)
    return Assessment(
        klass=verdict.klass,
        level=verdict.level,
        computed_level=verdict.computed_level,
        confidence=verdict.confidence,
        directives=directives,
        state=next_state(verdict, directives, counsel.questions, features, case.state),
        review_on=verdict.review_on,
        rules=_rules(verdict, directives, tags, features),
        secondary=verdict.secondary,
        subtype=verdict.subtype,
        tags=tags,
        referral=verdict.referral,
        questions=counsel.questions,
        advice=counsel.advice,
        notices=counsel.notices,
        checks=counsel.checks,
        override=coach_words.overall(verdict.overrides, case.overrides),
        overrides=verdict.overrides,
        report_ids=verdict.report_ids,
        needs_coach=verdict.needs_coach,
    )


def _asks_a_person(verdict: Verdict, directives: Directives, features: Features, policy: Policy) -> bool:
    """A race in the way, or a proposal in the last days before an A-race (rulings G4 and G14)."""
    race, days = features.next_race, features.days_to_race
    close = race is not None and race.priority is RacePriority.A and days is not None and days <= policy.thresholds.taper_still_days
    asked = [rule for rule in directives.day_rules if rule.kind is not DayRuleKind.NO_MOVE_IN]
    proposes = verdict.level > 0 or bool(asked) or bool(directives.rest_dates) or directives.first_hard_on is not None
    return bool(directives.race_conflicts) or (close and proposes and policy.on("G4"))


def _rules(verdict: Verdict, directives: Directives, tags: Sequence[Tag], features: Features) -> tuple[str, ...]:
    """Every row that acted."""
    rows = {*verdict.rows, *verdict.modifiers, *(row for tag in tags for row in tag.rows)}
    rows.update(row for because in directives.because.values() for row in because.rows)
    if features.gates:
        rows.add("G16")
    return tuple(sorted(rows))
