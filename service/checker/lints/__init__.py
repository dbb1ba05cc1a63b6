"""What a coach may want to look at in a plan, one family a file. A lint never changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from service.checker.lints import distance, effort, growth, hard_count, mix, rest, spacing, steps, strength
from service.checker.lints.reading import Reading, Spot, day_name
from service.domain.adjustment import Lint
from service.domain.athlete import Athlete
from service.domain.plan import Plan
from service.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class LintRule:
    """`rows` must all act for the lint to speak; a judge asks itself about rows that concern single spots only."""

    code: str
    judge: Callable[[Reading], Iterator[Spot]]
    rows: tuple[str, ...] = ()


LINTS = (
    LintRule("LINT-WARMUP", steps.warm_up),
    LintRule("LINT-COOLDOWN", steps.cool_down),
    LintRule("LINT-HARDCOUNT", hard_count.hard_count, ("S0-18", "K34")),
    LintRule("LINT-MIX", mix.mix, ("S0-19", "C9")),
    LintRule("LINT-VARIETY", mix.variety, ("S0-22", "C9")),
    LintRule("LINT-REST", rest.rest, ("S0-21",)),
    LintRule("LINT-FREQ", rest.frequency, ("S2-18",)),
    LintRule("LINT-GREY", effort.grey, ("S2-19", "K33")),
    LintRule("LINT-EASY", effort.easy, ("S2-26",)),
    LintRule("LINT-STRENGTH", strength.by_season, ("S1-17",)),
    LintRule("LINT-PROGRESSION", growth.steep, ("S2-89", "S3-05", "S3-23")),
    LintRule("LINT-PROGRESSION", growth.brisk, ("S2-89", "K13")),
    LintRule("LINT-PROGRESSION", growth.hard_minutes, ("S3-05", "S3-23")),
    LintRule("LINT-DELOAD", growth.no_deload, ("S2-89", "K35")),
    LintRule("LINT-SPIKE", distance.spike, ("S1-37",)),
    LintRule("LINT-RACE-SPIKE", distance.race_spike, ("S1-37", "G14")),
    LintRule("LINT-MARATHON-VOLUME", distance.marathon_volume, ("K19",)),
    LintRule("LINT-SPACING", spacing.hard_to_hard, ("S2-89", "R2.7-1")),
    LintRule("LINT-SPACING", spacing.hard_and_long, ("S2-89", "R2.7-2")),
    LintRule("LINT-SPACING", spacing.before_fast_legs, ("S2-89", "R2.7-6")),
    LintRule("LINT-SPACING", spacing.strength_after_hard, ("S2-89", "R2.7-7")),
    LintRule("LINT-SPACING", spacing.after_race, ("S2-89",)),
    LintRule("LINT-LONG-TO-LONG", spacing.long_to_long, ("S4-04", "R2.7-9")),
    LintRule("LINT-AFTER-LONG", spacing.after_long, ("S4-03", "R2.7-10")),
    LintRule("LINT-SPEED-STRENGTH", spacing.speed_and_strength, ("S1-15", "R2.7-8", "G13")),
)
IN_THE_SUMMARY = {"LINT-SPACING": "hard sessions that stand close", "LINT-HARDCOUNT": "too many hard runs", "LINT-REST": "too little rest"}


MOST_SPOTS = 500
"""Places of one lint that are counted; a plan with more is wrong throughout, and counting on would tell nobody anything."""


def lint(plan: Plan, athlete: Athlete, policy: Policy, today: date | None = None) -> tuple[Lint, ...]:
    """Everything in the plan that is worth a coach's look; with `today`, only what reaches to today or later.

    The same thing seen several times is told once, with all its sessions.
    """
    reading = Reading(plan, athlete, policy, today)
    if not reading.sessions:
        return ()
    found = [told for rule in LINTS if (told := _tell(rule, reading)) is not None]
    return (*_summary(found, policy), *found)


def _tell(rule: LintRule, reading: Reading) -> Lint | None:
    if not all(reading.policy.on(row) for row in rule.rows):
        return None
    ahead = (spot for spot in rule.judge(reading) if reading.today is None or spot.end >= reading.today)
    spots = list(islice(ahead, MOST_SPOTS))
    if not spots:
        return None
    spots.sort(key=lambda spot: (spot.start, spot.end, spot.session_ids))
    first, others = spots[0], len(spots) - 1
    again = f" The same {others} more time{'s' if others > 1 else ''}, last on {day_name(spots[-1].end)}." if others else ""
    session_ids = dict.fromkeys(id_ for spot in spots for id_ in spot.session_ids)
    rows = dict.fromkeys((*rule.rows, *(row for spot in spots for row in spot.rows)))
    return Lint(rule.code, first.text + again, tuple(session_ids), tuple(rows), first.start)


def _summary(found: list[Lint], policy: Policy) -> Iterator[Lint]:
    """One line in front when order, number or rest of the hard work is off (S2-88)."""
    seen = list(dict.fromkeys(IN_THE_SUMMARY[told.code] for told in found if told.code in IN_THE_SUMMARY))
    if seen and policy.on("S2-88"):
        starts = [told.start for told in found if told.code in IN_THE_SUMMARY and told.start is not None]
        yield Lint("RPT-SEQ", f"Order and amount of hard work: {', '.join(seen)}.", (), ("S2-88",), min(starts, default=None))
