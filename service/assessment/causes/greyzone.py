"""GREYZONE: too many sessions that are neither easy nor hard."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.causes.case import ONE_WEEK, Case, tag
from service.domain.assessment import Tag, TagName
from service.domain.classes import is_endurance
from service.domain.history import DoneSession


def find(case: Case) -> Tag | None:
    """More than a quarter of the minutes of 14 days, or two such days in a row in the last week (S2-19)."""
    if case.heavy is None:
        return None
    much = case.acting({"S2-19": _share(case) > case.policy.causes.grey_share})
    often = case.acting({"S2-19": _longest_row(case) >= case.policy.causes.grey_days_in_row})
    return tag(TagName.GREYZONE, sure=much, likely=often)


def _share(case: Case) -> float:
    done = [d for d in case.done_in(2 * ONE_WEEK) if is_endurance(d.session)]
    total = sum(d.minutes for d in done)
    return sum(d.minutes for d in done if _is_grey(case, d)) / total if total else 0.0


def _longest_row(case: Case) -> int:
    """Most consecutive dates with a middling session in the last week."""
    grey = {d.date for d in case.done_in(ONE_WEEK) if _is_grey(case, d)}
    longest = row = 0
    for back in range(ONE_WEEK):
        row = row + 1 if case.features.today - timedelta(days=back) in grey else 0
        longest = max(longest, row)
    return longest


def _is_grey(case: Case, done: DoneSession) -> bool:
    numbers = case.policy.causes
    return is_endurance(done.session) and done.rpe is not None and numbers.grey_rpe_low <= done.rpe <= numbers.grey_rpe_high
