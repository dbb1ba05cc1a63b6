"""Reports and done sessions become features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.assessment.features import Features
from service.assessment.gates import gates_of
from service.assessment.measures import blocks, effort, illness, load, races, sleep, soreness, sport, strain, streak
from service.assessment.signals import Signal
from service.domain.adjustment import PerfTrend
from service.domain.assessment import Confidence
from service.domain.athlete import Athlete
from service.domain.classes import is_leg_session
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report import Report, Timing
from service.domain.state import State
from service.kit.weeks import plus


def observe(
    signals: Sequence[Signal], plan: Plan, timeline: Timeline, athlete: Athlete, state: State, policy: Policy, perf: PerfTrend
) -> Features:
    """All facts that class, level, tags and directives ask for. `perf` given by the caller wins over what can be derived."""
    today, numbers = timeline.today, policy.thresholds
    reports = tuple(s for s in signals if (today - s.day).days <= numbers.history_days or not policy.on("N1"))
    fresh = tuple(s for s in reports if s.fresh)
    deciding = deciding_of(fresh)
    features = Features(
        now=timeline.now,
        today=today,
        reports=reports,
        leg_reports=tuple(s for s in reports if s.of_leg_session),
        fresh=fresh,
        latest=fresh[-1] if fresh else None,
        deciding=deciding,
        timing=deciding.timing if deciding is not None else Timing.UNKNOWN,
        confidence=Confidence.LOW if deciding is not None and (deciding.conflict or deciding.stopped_early) else Confidence.NORMAL,
        conflict=deciding is not None and deciding.conflict,
        gates=gates_of(athlete, today, policy),
        asked=state.asked,
    )
    features = _with_body(features, timeline, athlete, state, policy)
    features = _with_training(features, plan, timeline, athlete, state, policy, perf)
    return _with_patterns(features, plan, state, policy)


def deciding_of(fresh: Sequence[Signal]) -> Signal | None:
    """The newest fresh report that says how heavy the legs were.

    A good word without a leg session does not outweigh a heavy report that is not yet 72 h old (ruling D11).
    """
    telling = [s for s in fresh if s.heaviness is not None]
    if not telling:
        return fresh[-1] if fresh else None
    newest = telling[-1]
    if newest.heavy or newest.of_leg_session:
        return newest
    return next((s for s in reversed(telling) if s.heavy), newest)


def _with_patterns(features: Features, plan: Plan, state: State, policy: Policy) -> Features:
    today, legs = features.today, features.leg_reports
    level_on = blocks.levels_by_date(state, today)
    weeks = blocks.blocks_of(features.reports, level_on, today, policy)
    phase = plan.phase_on(today)
    features = replace(
        features,
        heavy10=streak.heavy10(legs, today, policy),
        streak=streak.streak_of(legs, today, policy),
        start_days14=streak.start_days(legs, today, policy),
        blocks=weeks,
        week_trend=blocks.week_trend(weeks, policy),
        rising3=blocks.rising_three(weeks, policy),
        overload_week=phase is not None and phase.overload and policy.on("S2-103"),
        level_on=level_on,
    )
    return replace(features, cycle=_usual_for_cycle(features, policy))


def _usual_for_cycle(features: Features, policy: Policy) -> bool:
    """Ticked on at least half of the week's heavy reports, with little strain (ruling G16)."""
    heavy = [s for s in features.since(7) if s.heavy]
    ticked = [s for s in heavy if s.report.cycle_heavy]
    enough = bool(heavy) and len(ticked) >= policy.thresholds.cycle_share * len(heavy)
    return policy.on("G16") and enough and len(features.strain) <= policy.thresholds.little_strain


def _with_body(features: Features, timeline: Timeline, athlete: Athlete, state: State, policy: Policy) -> Features:
    today, reports, deciding = features.today, features.reports, features.deciding
    painful = next((s for s in reversed(features.fresh) if s.report.pain is not None and policy.on("S1-20")), None)
    return replace(
        features,
        constant_strain=strain.constant_strain(reports, today, policy),
        mean_stress=strain.mean_stress(reports, today),
        motivation_low=strain.motivation_low(reports, today, policy),
        form_affected=any(s.report.form_affected for s in features.since(policy.thresholds.strain_days)),
        pain=painful.report.pain or 0 if painful is not None else 0,
        pain_site=painful.report.pain_site if painful is not None else None,
        soreness=soreness.soreness_of(features.fresh, policy),
        doms_source=soreness.doms_source(deciding, timeline, athlete, policy) if deciding is not None else None,
        strength_source=soreness.strength_source(deciding, timeline, athlete, policy) if deciding is not None else None,
        illness=illness.illness_of(reports, state.overrides_in_force, today),
        sleep=sleep.sleep_of(reports, today, policy),
        note_flagged=_unanswered_notes(reports, policy),
    )


def _unanswered_notes(reports: Sequence[Signal], policy: Policy) -> tuple[Signal, ...]:
    """Reports with a warning word in the free text that no later answer to the safety question follows."""
    answered = [s.observed_at for s in reports if any(part.flags is not None for part in s.parts)]
    return tuple(s for s in reports if _has_warning_word(s.parts, policy) and not any(at > s.observed_at for at in answered))


def _has_warning_word(parts: Sequence[Report], policy: Policy) -> bool:
    return any(policy.thresholds.warns(part.note) for part in parts if part.note)


def _with_training(
    features: Features, plan: Plan, timeline: Timeline, athlete: Athlete, state: State, policy: Policy, perf: PerfTrend
) -> Features:
    today = features.today
    affected = sport.affected_sport(features.leg_reports, timeline, state.overrides_in_force, policy)
    race = races.next_race(plan, timeline)
    drift = effort.effort_drift(timeline.done_between(plus(today, -6), today), features.reports, today, policy)
    trend = perf if perf is not PerfTrend.UNKNOWN else effort.perf_trend(timeline.done_between(plus(today, -27), today), today, policy)
    tired = (len(drift) >= policy.thresholds.drift_sessions and policy.on("S2-02") and policy.on("S3-03")) or (
        trend is PerfTrend.DECLINING and policy.on("S2-99")
    )
    return replace(
        features,
        affected_sport=affected,
        done_leg=tuple(d for d in timeline.done_between(plus(today, -42), today) if is_leg_session(d.session, policy.sessions)),
        spike=load.spike(timeline, policy),
        effort_drift=drift,
        perf_trend=trend,
        strain=strain.strain_of(features.reports, today, policy) | ({"effort"} if tired else set()),
        days_in_row=load.days_in_row(timeline, policy),
        quiet_days=sport.quiet_days(timeline, features.reports, affected, athlete.timezone, policy),
        missed_in_row=load.missed_in_row(timeline),
        adherence=load.adherence(plan, timeline, policy.thresholds.referral_days),
        next_race=race,
        next_race_session=races.session_of(race, plan),
        days_to_race=(race.date - today).days if race is not None else None,
        taper=races.tapers(race, plan, timeline, policy),
    )
