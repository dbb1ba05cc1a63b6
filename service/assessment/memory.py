"""Where the athlete stood before this assessment, with clearances already counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.assessment.measures.illness import as_date
from service.assessment.red_flags import covers
from service.domain.assessment import Clearance, OpenFlag, ReportClass, State
from service.domain.policy import Policy
from service.kit.weeks import plus

STOPPED = 5
"""The level of red flags."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The level that the rules themselves had in force; a coach's override does not change it."""

    level: int = 0
    anchor: date | None = None
    level_since: date | None = None
    klass: ReportClass | None = None
    day0: date | None = None
    renewed: bool = False
    review_on: date | None = None
    good_reports: tuple[str, ...] = ()
    cleared_on: date | None = None
    """Reports up to this date were seen by whoever cleared the flags and give no higher level than `cleared_level`."""
    cleared_level: int = 0


def remember(
    state: State, flags: Sequence[OpenFlag], open_now: Sequence[OpenFlag], clearances: Sequence[Clearance], timezone: str, policy: Policy
) -> Memory:
    """`flags`: all that are known, cleared or not; `open_now`: those still open."""
    before = _underlying(state)
    clearance = _settling(before, flags, clearances, timezone)
    if clearance is None or open_now:
        return before
    level = policy.thresholds.cleared_level if clearance.level is None else clearance.level
    fresh_start = before.level == STOPPED or before.level_since is None or before.level_since < clearance.date
    if not fresh_start:
        return _seen(before, clearance.date, level)
    start = Memory(level=level, anchor=clearance.date, level_since=clearance.date, day0=plus(clearance.date, 1))
    return _seen(start, clearance.date, level)


def _seen(memory: Memory, on: date, level: int) -> Memory:
    return Memory(
        memory.level, memory.anchor, memory.level_since, memory.klass, memory.day0, memory.renewed, memory.review_on, memory.good_reports,
        cleared_on=on, cleared_level=level,
    )  # fmt: skip


def _underlying(state: State) -> Memory:
    """The state as the rules left it, below any level that a coach has set."""
    kept = state.overrides_in_force
    level, klass = kept.get("underlying_level"), kept.get("underlying_class")
    day0 = state.windows[0].start if state.windows else None
    if isinstance(level, int):
        anchor = as_date(kept.get("underlying_anchor"))
        since = as_date(kept.get("underlying_since"))
        word = ReportClass(klass) if isinstance(klass, str) else None
        same = anchor == state.anchor
        return Memory(level, anchor, since, word, day0 if same else None, _is_renewed(anchor, day0) and same, None, state.good_reports)
    return Memory(
        state.level,
        state.anchor,
        state.level_since,
        state.klass,
        day0,
        _is_renewed(state.anchor, day0),
        state.review_on,
        state.good_reports,
    )


def _is_renewed(anchor: date | None, day0: date | None) -> bool:
    """Windows start on the anchor or the day after; any later start belongs to a level held past its first week."""
    return anchor is not None and day0 is not None and (day0 - anchor).days > 1


def _settling(before: Memory, flags: Sequence[OpenFlag], clearances: Sequence[Clearance], timezone: str) -> Clearance | None:
    """The newest clearance that settled a flag, or that came after a stop whose flags are no longer in hand."""
    stopped_since = before.level_since if before.level == STOPPED else None
    settling = [
        c
        for c in clearances
        if any(covers(c, flag, timezone) for flag in flags)
        or (stopped_since is not None and not flags and not c.scope and c.date > stopped_since)
    ]
    return max(settling, key=lambda c: (c.date, c.level is not None, c.level or 0), default=None)
