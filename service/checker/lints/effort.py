"""Running that is neither easy nor hard, and easy runs that are not easy."""

from __future__ import annotations

from collections.abc import Iterator

from service.checker.lints.reading import Reading, Spot, between, day_name, ids, streaks
from service.domain.classes import is_easy
from service.domain.session import Kind, PlannedSession
from service.kit.weeks import plus

FORTNIGHT = 14


def grey(reading: Reading) -> Iterator[Spot]:
    """Too many minutes between easy and hard, or such runs on days in a row."""
    yield from _grey_share(reading)
    yield from _grey_in_row(reading)


def _is_grey(reading: Reading, run: PlannedSession) -> bool:
    numbers = reading.policy.sessions
    return not run.hard and run.rpe is not None and numbers.easy_rpe < run.rpe < numbers.hard_rpe


def _advice(reading: Reading) -> tuple[str, tuple[str, ...]]:
    if reading.policy.on("S4-07"):
        return " Such a run is better made easy, or a fartlek with slow running between.", ("S4-07",)
    return "", ()


def _grey_share(reading: Reading) -> Iterator[Spot]:
    told_until = None
    for start in reading.weeks:
        end = plus(start, FORTNIGHT - 1)
        runs = between(reading.runs, start, end)
        moderate = [run for run in runs if _is_grey(reading, run)]
        minutes, total = sum(run.minutes for run in moderate), sum(run.minutes for run in runs)
        too_much = 100 * minutes > reading.policy.lints.grey_share_percent * total
        if not too_much or end > plus(reading.weeks[-1], 6) or (told_until is not None and start <= told_until):
            continue
        told_until = end
        advice, rows = _advice(reading)
        text = f"{round(100 * minutes / total)} % of the running in the two weeks from {day_name(start)} is neither easy nor hard.{advice}"
        yield Spot(text, start, end, ids(moderate), rows)


def _grey_in_row(reading: Reading) -> Iterator[Spot]:
    moderate = [run for run in reading.runs if _is_grey(reading, run)]
    for first, last in streaks({run.date for run in moderate}):
        length = (last - first).days + 1
        if length >= reading.policy.lints.grey_days_in_row:
            advice, rows = _advice(reading)
            text = f"From {day_name(first)} {length} days in a row are run neither easy nor hard.{advice}"
            yield Spot(text, first, last, ids(between(moderate, first, last)), rows)


def easy(reading: Reading) -> Iterator[Spot]:
    """Easy runs that were run, or are planned, above an easy effort."""
    runs = [run for run in reading.runs if run.kind in (Kind.EASY, Kind.RECOVERY) or is_easy(run, reading.policy.sessions)]
    told_until = None
    for run in runs:
        end = plus(run.date, FORTNIGHT - 1)
        inside = between(runs, run.date, end)
        over = [s for s in inside if _effort(s) > reading.policy.sessions.easy_rpe]
        enough = 100 * len(over) >= reading.policy.lints.easy_over_percent * len(inside)
        if over and enough and (told_until is None or run.date > told_until):
            told_until = inside[-1].date
            text = f"{len(over)} of {len(inside)} easy runs in the two weeks from {day_name(run.date)} are above an easy effort."
            yield Spot(text, run.date, inside[-1].date, ids(over))


def _effort(run: PlannedSession) -> float:
    done = run.completed.rpe if run.completed is not None else None
    return done if done is not None else run.rpe or 0
