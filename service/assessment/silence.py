"""What silence does: it asks, it lets low levels run out, and it never makes anybody fit (3.7, ruling G11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.assessment.features import Features
from service.assessment.memory import STOPPED, Memory
from service.assessment.recovery import is_low
from service.domain.policy import Policy
from service.kit.weeks import plus


@dataclass(frozen=True, slots=True)
class Silence:
    update_due: bool = False
    """The review date came without a report."""
    falls_on: date | None = None
    """Level 1 or 2, three days past the review date without a complaint: the date of one step down, once it has come."""
    frozen: bool = False
    """Level 3 or 4 for two weeks: a person has to look."""


def silence_of(memory: Memory, features: Features, policy: Policy) -> Silence:
    """Counted from the newest word on the legs, or from the anchor where there was none since."""
    anchor, today, numbers = memory.anchor, features.today, policy.thresholds
    if anchor is None or memory.level in (0, STOPPED):
        return Silence()
    words = [s for s in features.reports if s.heaviness is not None]
    last = max([anchor, *(s.day for s in words)])
    complaint = max([anchor, *(s.day for s in words if not is_low(s, policy))])
    falls_on = plus(_review_due(memory, anchor, complaint, policy), numbers.silent_fall_days)
    low = memory.level <= 2
    return Silence(
        update_due=today >= _review_due(memory, anchor, last, policy),
        falls_on=falls_on if low and today >= falls_on and policy.on("S2-25") else None,
        frozen=not low and (today - last).days >= numbers.silent_coach_days,
    )


def _review_due(memory: Memory, anchor: date, last: date, policy: Policy) -> date:
    """The review date, or a review period after the newest report since then."""
    period = policy.levels.rows[memory.level].review_days
    due = memory.review_on or plus(max(anchor, memory.level_since or anchor), period)
    since = max(anchor, memory.level_since or anchor)
    return max(due, plus(last, period)) if last > since else due
