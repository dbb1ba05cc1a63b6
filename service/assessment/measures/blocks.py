"""Seven-day blocks backwards from today, and whether the weeks get heavier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean

from service.assessment.features import Block
from service.assessment.signals import Signal
from service.domain.policy import Policy
from service.domain.state import State
from service.kit.weeks import days

EXACT = 9
"""Decimals to which averages are compared: 13/3 is one more than 10/3."""
BLOCKS = 6
"""Six weeks: as far back as levels are remembered."""


def levels_by_date(state: State, today: date) -> dict[date, int]:
    """Level in force on each of the 42 dates up to yesterday; dates without an entry had none."""
    spans = [(span.start, span.level) for span in state.levels]
    if not spans and state.level_since is not None:
        spans = [(state.level_since, state.level)]
    known: dict[date, int] = {}
    for day in days(today - timedelta(days=7 * BLOCKS), today - timedelta(days=1)):
        before = [level for start, level in spans if start <= day]
        if before:
            known[day] = before[-1]
    return known


def blocks_of(reports: Sequence[Signal], level_on: Mapping[date, int], today: date, policy: Policy) -> tuple[Block, ...]:
    """B0 (the seven dates that end today) to B5. An average needs two reports of leg sessions (S2-15)."""
    blocks: list[Block] = []
    for number in range(BLOCKS):
        end = today - timedelta(days=7 * number)
        start = end - timedelta(days=6)
        inside = [s for s in reports if start <= s.day <= end]
        known = [s.heaviness for s in inside if s.of_leg_session and s.heaviness is not None]
        average = fmean(known) if len(known) >= _needed(policy) else None
        highest = max((level_on.get(day, 0) for day in days(start, end)), default=0)
        blocks.append(Block(start, end, average, any(s.heavy for s in inside), highest))
    return tuple(blocks)


def _needed(policy: Policy) -> int:
    """Reports that make an average: patterns tell more than single runs."""
    return policy.thresholds.block_reports if policy.on("S2-15") and policy.on("S2-39") else 1


def week_trend(blocks: Sequence[Block], policy: Policy) -> bool:
    """Whether this week was clearly heavier than the last one, with neither of them light."""
    numbers, now, before = policy.thresholds, blocks[0].average, blocks[1].average
    if now is None or before is None:
        return False
    return round(now - before, EXACT) >= numbers.trend_rise and before >= numbers.trend_before and now >= numbers.trend_now


def rising_three(blocks: Sequence[Block], policy: Policy) -> bool:
    """The week before had already risen."""
    before, earlier = blocks[1].average, blocks[2].average
    if before is None or earlier is None:
        return False
    return week_trend(blocks, policy) and round(before - earlier, EXACT) >= policy.thresholds.rising3_rise
