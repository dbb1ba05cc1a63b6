"""From reports to the whole answer, step by step: signals, features, flags, class, tags, level in force, directives, advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from service.assessment import overrides as coach_words
from service.assessment.advice import advise
from service.assessment.directives import issue_directives
from service.assessment.features import Features
from service.assessment.inputs import Inputs
from service.assessment.judgement import judge, with_patience
from service.assessment.memory import STOPPED, Memory, remember
from service.assessment.normalise import normalise
from service.assessment.observe import observe
from service.assessment.placing import verdict_of
from service.assessment.red_flags import found_flags, open_flags
from service.assessment.remembering import next_state
from service.assessment.signals import Signal
from service.assessment.sub_type import fuel_patience
from service.assessment.tags import find_tags
from service.assessment.verdict import Judgement, Verdict
from service.domain.adjustment import PerfTrend
from service.domain.assessment import Assessment, Tag
from service.domain.athlete import Athlete
from service.domain.directives import DayRuleKind, Directives
from service.domain.history import Timeline, read_timeline
from service.domain.plan import Plan, RacePriority
from service.domain.policy import Policy
from service.domain.report import Report
from service.domain.state import Clearance, OpenFlag, Override, State
from service.errors import BadInput, Finding


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
    case = Inputs(tuple(reports), plan, athlete, state or State(), tuple(overrides), past, policy, perf_trend, timeline)
    return _assessed(case)


def _validate_clearances(clearances: Sequence[Clearance]) -> None:
    for index, clearance in enumerate(clearances):
        if clearance.level is not None and not 0 <= clearance.level < STOPPED:
            detail = "A clearance sets a level from 0 to 4, or none."
            raise BadInput(
                f"/clearances/{index}/level: {detail}", findings=[Finding(f"/clearances/{index}/level", "clearance-level", detail)]
            )


def _assessed(case: Inputs) -> Assessment:
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
    features = replace(features, causes=frozenset(tag.tag for tag in tags if tag.evidence))
    if fuel_patience(judgement, memory, tags, timeline, features, policy):
        judgement = with_patience(judgement, memory.level)
    verdict = verdict_of(judgement, memory, flags, tags, features, case)
    return _answer(verdict, features, tags, case)


def _observe(signals: Sequence[Signal], case: Inputs) -> Features:
    return observe(signals, case.plan, case.timeline, case.athlete, case.state, case.policy, case.perf_trend)


def _judge(signals: Sequence[Signal], features: Features, flags: tuple[OpenFlag, ...], memory: Memory, case: Inputs) -> Judgement:
    def without_conflict() -> int:
        """The level that the reports give when the contradictory ones are left out (M5)."""
        others = [s for s in signals if s is not features.deciding]
        return _judge(others, _observe(others, case), flags, memory, case).level

    flagged = bool(flags) or memory.level == STOPPED
    return judge(features, flags, case.policy, flagged=flagged, without_conflict=without_conflict)


def _answer(verdict: Verdict, features: Features, tags: tuple[Tag, ...], case: Inputs) -> Assessment:
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
