"""Where the athlete stood before this assessment, with clearances already counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.assessment.measures.illness import as_date
from service.assessment.red_flags import covers
from service.domain.assessment import TagName
from service.domain.policy import Policy
from service.domain.report_class import ReportClass
from service.domain.state import Clearance, OpenFlag, State

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
    restarted: bool = False
    """A clearance sets level and anchor now: nothing of the state's windows is kept."""
    passing_cause: TagName | None = None
    """What lay outside training behind a level of 2 at most, where that was so (S2-86)."""


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
        return replace(before, cleared_on=clearance.date, cleared_level=level)
    start = Memory(level=level, anchor=clearance.date, level_since=clearance.date, restarted=True)
    return replace(start, cleared_on=clearance.date, cleared_level=level)


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
    cause = kept.get("passing_cause")
    return Memory(
        state.level,
        state.anchor,
        state.level_since,
        state.klass,
        day0,
        _is_renewed(state.anchor, day0),
        state.review_on,
        state.good_reports,
        passing_cause=TagName(cause) if isinstance(cause, str) else None,
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
