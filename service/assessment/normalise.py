"""Reports as they come become signals: dropped, merged, dated locally, matched to sessions (steps N1 to N6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median

from service.assessment.amendments import amended, layered
from service.assessment.signals import Signal
from service.domain.athlete import Athlete
from service.domain.classes import RUN_SPORTS, is_leg_session
from service.domain.history import REPORT_REACH, Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report import Eased, Report, Timing, Trend
from service.domain.session import GroupKind, PlannedSession, Sport
from service.domain.timing import starts_instant
from service.kit.weeks import hours_between, local_date


@dataclass(frozen=True, slots=True)
class _Placed:
    """A report with the session that it is about."""

    report: Report
    session: PlannedSession | None
    sport: Sport | None
    of_leg_session: bool


def normalise(
    reports: Sequence[Report], plan: Plan, timeline: Timeline, athlete: Athlete, policy: Policy, now: datetime
) -> tuple[Signal, ...]:
    """Signals of the last 60 days in the order of observation; the same for any order of `reports`.

    Withdrawn reports and those observed after `now` are left out.
    """
    zone = athlete.timezone if policy.on("N6") else "UTC"
    since = timeline.today - timedelta(days=policy.thresholds.own_median_days)
    told = [report for report in amended(reports, policy) if _counts(report, since, zone, now)]
    placed = [_place(report, plan, timeline, zone, policy) for report in told]
    return _with_usual([_signal(group, plan, timeline, zone, policy, now) for group in _grouped(placed, policy)])


def _counts(report: Report, since: date, timezone: str, now: datetime) -> bool:
    """Not taken back, not of the future, not too old. Its red flags are read elsewhere, whatever this says (N1)."""
    return not report.withdrawn and report.observed_at <= now and local_date(report.observed_at, timezone) >= since


def _with_usual(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """Each with what was usual until then, so that a later report never changes how an earlier one is read (G9)."""
    told: list[Signal] = []
    known: list[int] = []
    for signal in signals:
        told.append(replace(signal, usual=median(known) if known else None))
        if signal.of_leg_session and signal.heaviness is not None:
            known.append(signal.heaviness)
    return tuple(told)


def _place(report: Report, plan: Plan, timeline: Timeline, timezone: str, policy: Policy) -> _Placed:
    session = plan.by_id.get(report.session_id) if report.session_id is not None else _nearest(report, timeline, timezone)
    if session is not None:
        trained = Sport.RUN if session.sport is Sport.BRICK else session.sport
        return _Placed(report, session, trained, is_leg_session(session, policy.sessions))
    sport = report.sport or (Sport.RUN if report.is_run else None)
    tenths = policy.sessions.leg_factor_tenths.get(sport.value, 0) if sport is not None else 0
    return _Placed(report, None, sport, tenths >= policy.sessions.leg_session_tenths)


def _nearest(report: Report, timeline: Timeline, timezone: str) -> PlannedSession | None:
    """The session of the same date that started within six hours of the report, if the report can be about one."""
    if report.timing is Timing.NOT_RUNNING or (report.is_run is False and report.sport is None):
        return None
    day = local_date(report.observed_at, timezone)
    near = [
        (abs(hours_between(starts_instant(done.session, timezone), report.observed_at)), done.session.id, done.session)
        for done in timeline.done
        if done.date == day and _may_be(report, done.session)
    ]
    near = [entry for entry in near if entry[0] <= REPORT_REACH.total_seconds() / 3600]
    return min(near, key=lambda entry: entry[:2])[2] if near else None


def _may_be(report: Report, session: PlannedSession) -> bool:
    if report.sport is not None:
        return report.sport is session.sport
    return session.sport in RUN_SPORTS if report.is_run else True


def _grouped(placed: Sequence[_Placed], policy: Policy) -> list[list[_Placed]]:
    """Reports of one session, or without one of one sport within six hours of the first (N3, ruling G5)."""
    groups: list[list[_Placed]] = []
    for item in placed:
        home = next((group for group in groups if _belongs(item, group, policy)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _belongs(item: _Placed, group: Sequence[_Placed], policy: Policy) -> bool:
    if not policy.on("N3"):
        return False
    known = next((member.session.id for member in group if member.session is not None), None)
    if item.session is not None and known is not None:
        return item.session.id == known
    close = hours_between(group[0].report.observed_at, item.report.observed_at) <= policy.thresholds.merge_hours
    return close and item.sport is group[0].sport


def _signal(group: Sequence[_Placed], plan: Plan, timeline: Timeline, timezone: str, policy: Policy, now: datetime) -> Signal:
    numbers = policy.thresholds
    parts = tuple(item.report for item in group)
    about = next((item for item in reversed(group) if item.session is not None), group[-1])
    known = [part.heaviness for part in parts if part.heaviness is not None]
    merged = replace(layered(parts), heaviness=max(known, default=None))
    heaviness = _halved(merged, policy)
    stiff_start = _timing(merged, policy)
    second_day = _second_of_sequence(about.session, plan)
    hot = is_hot(merged, policy)
    eases = stiff_start is Timing.START and merged.eased is Eased.YES and policy.on("G6")
    half = (hot and policy.on("S2-84")) or (second_day and policy.on("G15"))
    return Signal(
        report=replace(merged, heaviness=heaviness),
        parts=parts,
        day=local_date(merged.observed_at, timezone),
        fresh=hours_between(merged.observed_at, now) <= numbers.fresh_hours or not policy.on("N5"),
        session=about.session,
        done=next((d for d in timeline.done if about.session is not None and d.session.id == about.session.id), None),
        sport=about.sport,
        of_leg_session=about.of_leg_session,
        timing=stiff_start,
        heavy=heaviness is not None and heaviness >= numbers.heavy,
        conflict=bool(known) and max(known) - min(known) >= numbers.conflict_points,
        stopped_early=bool(merged.premature),
        hot=hot,
        weight=numbers.half_weight if half else 1.0,
        in_streak=not eases and not (second_day and policy.on("G15")),
    )


def _halved(report: Report, policy: Policy) -> int | None:
    """N4: a run stopped within a quarter of an hour weighs half, unless it was severe (S2-49, ruling G5)."""
    if report.heaviness is None or not report.premature or not (policy.on("N4") and policy.on("S2-49")):
        return report.heaviness
    return ceil(report.heaviness / 2) if report.heaviness <= policy.thresholds.halve_up_to else report.heaviness


def _timing(report: Report, policy: Policy) -> Timing:
    """A start that did not ease, or got worse, was the whole run; a whole run that eased soon was a start."""
    timing = report.timing or Timing.UNKNOWN
    if not policy.on("S2-91"):
        return timing
    if timing is Timing.START and (report.eased is Eased.NO or (report.in_run_trend is Trend.WORSENING and policy.on("S2-52"))):
        return Timing.WHOLE
    soon = report.eased_after_min is not None and report.eased_after_min <= policy.thresholds.eased_within_min
    if timing is Timing.WHOLE and report.eased is Eased.YES and soon and policy.on("S2-51"):
        return Timing.START
    return timing


def is_hot(report: Report, policy: Policy) -> bool:
    """Heat as the athlete, WBGT or the thermometer tells it (S2-83)."""
    numbers = policy.thresholds
    measured = (report.wbgt is not None and report.wbgt >= numbers.hot_wbgt) or (
        report.temp_c is not None and report.temp_c >= numbers.hot_temp_c
    )
    return bool(report.heat) or (measured and policy.on("S2-83"))


def _second_of_sequence(session: PlannedSession | None, plan: Plan) -> bool:
    """A later day of a back-to-back (ruling G15)."""
    group = session.group if session is not None else None
    if session is None or group is None or group.kind is not GroupKind.SEQUENCE:
        return False
    return any(s.group is not None and s.group.id == group.id and s.date < session.date for s in plan.sessions)
