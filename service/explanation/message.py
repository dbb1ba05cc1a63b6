"""The draft that a coach can send to the athlete: what changes, why, what stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from service.assessment.message import draft_message
from service.domain.adjustment import Action, Change
from service.domain.assessment import Assessment
from service.domain.plan import Plan
from service.domain.report_class import ReportClass
from service.domain.session import Kind, PlannedSession, Sport
from service.kit.weeks import plus

MOST_CHANGES_TOLD = 3
SOON_DAYS = 7

WHY: Mapping[ReportClass, str] = {
    ReportClass.P1_START: "your legs were slow to wake up",
    ReportClass.P2_MIDWAY: "your legs got heavy midway",
    ReportClass.P3_WHOLE_RUN: "your legs were heavy the whole way",
    ReportClass.P4_MULTI_DAY: "your legs have been heavy for several days",
    ReportClass.P5_WEEK_TREND: "your legs have been heavier than last week",
    ReportClass.EXPECTED_DOMS: "your muscles are still sore",
    ReportClass.POST_ILLNESS: "you are coming back from being ill",
    ReportClass.ISOLATED: "your legs were heavy",
    ReportClass.RED_FLAG: "what you told us should be looked at first",
    ReportClass.TAPER_NORMAL: "race day is close",
}

WHAT: Mapping[Kind, str] = {
    Kind.EASY: "easy session", Kind.RECOVERY: "recovery run", Kind.STEADY: "steady session", Kind.LONG: "long session",
    Kind.TEMPO: "tempo", Kind.THRESHOLD: "threshold session", Kind.INTERVAL: "intervals", Kind.VO2: "fast intervals",
    Kind.HILLS: "hills", Kind.FARTLEK: "fartlek", Kind.RACE_PACE: "race-pace session", Kind.TEST: "test",
    Kind.STRENGTH: "strength", Kind.CORE: "core work", Kind.UPPER_BODY: "upper body", Kind.BRICK: "brick",
}  # fmt: skip


def write_message(assessment: Assessment, changes: tuple[Change, ...], plan: Plan, today: date) -> str:
    """At most 60 words; empty when nothing changes."""
    if not changes:
        return ""
    why = WHY.get(assessment.klass, "your last reports ask for it")
    return draft_message(_what_changes(changes), why, _what_stays(changes, plan, today))


def _what_changes(changes: tuple[Change, ...]) -> list[str]:
    if any(change.action is Action.SUSPEND for change in changes):
        return ["your sessions are on hold"]
    told = [f"{(change.before or change.after).date:%A}: {PHRASES[change.action](change)}" for change in changes[:MOST_CHANGES_TOLD]]
    more = len(changes) - len(told)
    return [*told, f"{more} smaller change{'s' if more > 1 else ''} later"] if more else told


def _named(session: PlannedSession) -> str:
    sport = f"{session.sport} " if session.sport not in (Sport.RUN, Sport.STRENGTH, Sport.BRICK, Sport.REST) else ""
    return f"{sport}{WHAT.get(session.kind, 'session')}"


def _was(change: Change) -> str:
    return _named(change.before or change.after)


def _swap(change: Change) -> str:
    modality = (change.modality or "another sport").replace("_", " ")
    return f"easy {modality}, {change.after.minutes} min, instead of {_was(change)}"


PHRASES: Mapping[Action, Callable[[Change], str]] = {
    Action.MOVE: lambda c: f"{_was(c)} moves to {c.after.date:%A}",
    Action.EASE: lambda c: f"{c.after.minutes} min easy instead of {_was(c)}",
    Action.SHORTEN: lambda c: f"{_was(c)} shorter, {c.after.minutes} min",
    Action.SWAP: _swap,
    Action.DROP: lambda c: f"{_was(c)} left out on purpose",
    Action.REST: lambda c: f"rest instead of {_was(c)}",
    Action.INSERT: lambda c: f"{c.after.minutes} min of {WHAT.get(c.after.kind, 'easy movement')} added",
    Action.WARM_UP: lambda c: f"longer warm-up before {_was(c)}",
    Action.SUSPEND: lambda c: f"{_was(c)} on hold",
    Action.RESTORE: lambda c: f"{_named(c.after)} is back as planned",
}
"""What happens on the day of the change, after the name of that day."""


def _what_stays(changes: tuple[Change, ...], plan: Plan, today: date) -> str:
    """The next key session of the coming days that nobody touched, else the next session, else the plan itself."""
    if any(change.action is Action.SUSPEND for change in changes):
        return "Every session of your plan is kept for later"
    touched = {change.session_id for change in changes}
    ahead = [s for s in plan.between(plus(today, 1), plus(today, SOON_DAYS)) if s.id not in touched and not s.is_off and not s.is_rest]
    kept = next((s for s in ahead if s.is_key), next(iter(ahead), None))
    return f"What stays: {kept.date:%A}'s {_named(kept)}" if kept else "The rest of the plan stays"
