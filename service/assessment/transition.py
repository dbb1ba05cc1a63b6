"""The state machine: a level rises at once, is held, and comes down one step at a time (3.7, ruling D11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from service.assessment.features import Features
from service.assessment.memory import STOPPED, Memory
from service.assessment.recovery import Recovery, recovery_of
from service.assessment.referrals import must_be_seen
from service.assessment.silence import Silence, silence_of
from service.assessment.verdict import Judgement
from service.domain.history import Timeline
from service.domain.policy import Policy
from service.domain.report_class import ReportClass
from service.kit.weeks import plus

FLOOR = 3
"""After four weeks at level 2 or more the level stays here until somebody has had a look."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the athlete stands after this assessment. Fields as in `Verdict`."""

    level: int
    anchor: date
    day0: date
    level_since: date
    klass: ReportClass
    new_windows: bool
    renewed: bool = False
    review_on: date | None = None
    """Kept from the state; None: to be set from the level."""
    good_reports: tuple[str, ...] = ()
    frozen: bool = False
    update_due: bool = False
    blocked_by_strain: bool = False
    rows: tuple[str, ...] = ()


def move(memory: Memory, judgement: Judgement, features: Features, timeline: Timeline, policy: Policy) -> Position:
    """From the level in force to the next one."""
    computed = judgement.level
    setting = setting_day(judgement, features)
    if memory.cleared_on is not None and setting <= memory.cleared_on and computed != STOPPED:
        computed = min(computed, memory.cleared_level)
    if computed == 0 and memory.level == 0:
        return at_ease(judgement.klass, features, timeline)
    if computed > memory.level or _sets_anew(memory, computed, setting, judgement, features, policy):
        since = setting if memory.level_since is None else max(setting, memory.level_since)
        kept = memory.level == computed and memory.level_since is not None
        return Position(
            computed,
            setting,
            first_day(setting, timeline),
            memory.level_since if kept and memory.level_since else since,
            judgement.klass,
            new_windows=True,
        )
    return _held(memory, judgement, computed, features, timeline, policy)


def at_ease(klass: ReportClass, features: Features, timeline: Timeline) -> Position:
    """Level 0 without a past: today is as good an anchor as any."""
    today = features.today
    return Position(0, today, first_day(today, timeline), today, klass, new_windows=True)


def first_day(anchor: date, timeline: Timeline) -> date:
    """The anchor itself if a session of that date is still to be done, else the day after."""
    return anchor if any(s.date == anchor for s in timeline.open) else plus(anchor, 1)


def setting_day(judgement: Judgement, features: Features) -> date:
    """Local date of what set the level: the illness where the class is one that goes on, else the deciding report."""
    if judgement.detail in ("acute", "mild") and features.illness.stated_on is not None:
        return features.illness.stated_on
    flagged = judgement.klass is ReportClass.RED_FLAG
    return features.deciding.day if features.deciding is not None and not flagged else features.today


def _sets_anew(memory: Memory, computed: int, setting: date, judgement: Judgement, features: Features, policy: Policy) -> bool:
    """The same level from a newer heavy report, illness or pain: everything is counted from there again."""
    if computed != memory.level or computed in (0, STOPPED) or (memory.anchor is not None and setting <= memory.anchor):
        return False
    heavy = features.deciding is not None and features.deciding.heavy
    return heavy or judgement.detail in ("acute", "mild") or features.pain > policy.thresholds.pain_trains


def _held(memory: Memory, judgement: Judgement, computed: int, features: Features, timeline: Timeline, policy: Policy) -> Position:
    """At or above what today's reports say: held, or one step lower when that was earned."""
    today = features.today
    recovery = recovery_of(memory, features, policy) if memory.level != STOPPED else Recovery(0, (), None)
    silence = silence_of(memory, features, policy)
    day0, renewed = _windows(memory, timeline)
    position = Position(
        level=memory.level,
        anchor=memory.anchor or today,
        day0=day0,
        level_since=memory.level_since or memory.anchor or today,
        klass=memory.klass or judgement.klass,
        new_windows=memory.restarted or (renewed and not memory.renewed),
        renewed=renewed,
        review_on=memory.review_on,
        good_reports=recovery.report_ids,
        frozen=silence.frozen,
        update_due=silence.update_due,
    )
    if computed >= memory.level or memory.level == STOPPED:
        return position
    return _lowered(position, memory, recovery, silence, features, policy)


def _lowered(position: Position, memory: Memory, recovery: Recovery, silence: Silence, features: Features, policy: Policy) -> Position:
    numbers, today = policy.thresholds, features.today
    earned = recovery.reached_on if policy.on("S2-12") else None
    due = min((day for day in (earned, silence.falls_on) if day is not None), default=None)
    if due is None or (memory.level == 4 and (today - position.anchor).days < numbers.fall_from_4_days):
        return position
    if len(features.strain) >= numbers.strain_raises and (today - due).days < numbers.strain_block_days:
        return replace(position, blocked_by_strain=True)
    if memory.level == FLOOR and must_be_seen(memory.level, features, policy):
        return position
    rows = ("S2-12",) if earned is not None else ("S2-25",)
    lower = replace(position, level=memory.level - 1, level_since=today, review_on=None, good_reports=(), update_due=False, rows=rows)
    return replace(lower, anchor=today, day0=today) if lower.level == 0 else lower


def _windows(memory: Memory, timeline: Timeline) -> tuple[date, bool]:
    """First day of W1; a level held past W1 goes on with the seven days that hold today (D11)."""
    today = timeline.today
    day0 = memory.day0 or first_day(memory.anchor or today, timeline)
    weeks = max(0, (today - day0).days // 7)
    return plus(day0, 7 * weeks), memory.renewed or weeks > 0
