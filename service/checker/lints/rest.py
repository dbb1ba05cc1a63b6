"""Rest days, and runs that grow in number without them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from service.checker.lints.reading import Reading, Spot, between, day_name, in_week, streaks
from service.checker.words import is_training
from service.domain.classes import is_easy
from service.domain.session import PlannedSession
from service.kit.weeks import days, plus


def rest(reading: Reading) -> Iterator[Spot]:
    """Seven dates in a row with too few rest days; novices need two."""
    spacing, novice = reading.policy.spacing, reading.athlete.is_novice and reading.policy.on("S4-33")
    wanted = spacing.rest_days_in_seven_novice if novice else spacing.rest_days_in_seven
    busy = {s.date for s in reading.sessions if is_training(s, reading.policy)}
    short = {start for start in days(reading.first, plus(reading.last, -6)) if _rest_days(busy, start) < wanted}
    for first, last in streaks(short):
        end = plus(last, 6)
        fewest = min(_rest_days(busy, start) for start in days(first, last))
        held = "no rest day" if fewest == 0 else f"only {fewest} rest day{'s' if fewest > 1 else ''} in seven"
        rows = ("S4-33",) if novice and fewest >= spacing.rest_days_in_seven else ()
        yield Spot(
            f"From {day_name(first)} to {day_name(end)} there is {held}; {wanted} in any seven keeps legs fresh.", first, end, (), rows
        )


def _rest_days(busy: set[date], start: date) -> int:
    return 7 - sum(day in busy for day in days(start, plus(start, 6)))


def frequency(reading: Reading) -> Iterator[Spot]:
    """A week with more runs than the four before, and no more rest or easy days than they had."""
    for start in reading.weeks[4:]:
        month = between(reading.runs, start - timedelta(days=28), start - timedelta(days=1))
        runs = in_week(reading.runs, start)
        grown = 4 * (len(runs) - reading.policy.lints.freq_runs_over_mean) >= len(month)
        if month and runs and grown and 4 * _quiet_days(reading, start, 1) <= _quiet_days(reading, start - timedelta(days=28), 4):
            usual = f"{len(month) / 4:g} were usual"
            text = f"The week of {day_name(start)} has {len(runs)} runs, {usual}, and no more easy or rest days than before."
            yield Spot(text, start, plus(start, 6), tuple(run.id for run in runs))


def _quiet_days(reading: Reading, start: date, weeks: int) -> int:
    """Dates with nothing or only easy work."""
    end = plus(start, 7 * weeks - 1)
    loud = {s.date for s in between(reading.sessions, start, end) if not _is_quiet(reading, s)}
    return 7 * weeks - len(loud)


def _is_quiet(reading: Reading, session: PlannedSession) -> bool:
    return not is_training(session, reading.policy) or is_easy(session, reading.policy.sessions)
