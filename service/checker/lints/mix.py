"""What a plan for a running race is made of, and whether there is more than running for who trains for health."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from service.checker.lints.reading import Reading, Spot, between, day_name, ids
from service.domain.athlete import Goal
from service.domain.classes import is_endurance, is_run
from service.domain.session import Kind, PlannedSession, Sport
from service.kit.weeks import plus

FAST = frozenset({Kind.INTERVAL, Kind.VO2, Kind.FARTLEK, Kind.HILLS})
TEMPO = frozenset({Kind.TEMPO, Kind.THRESHOLD, Kind.RACE_PACE})
EASY = frozenset({Kind.EASY, Kind.RECOVERY})
BLOCK_WEEKS = 2
MONTH_DAYS = 28


def mix(reading: Reading) -> Iterator[Spot]:
    """Two weeks of a race plan, outside a taper, that lack easy, fast, tempo or long running."""
    races = [race.date for race in reading.plan.races if race.sport is Sport.RUN]
    if reading.athlete.goal is not Goal.RACE or not races:
        return
    for start in reading.weeks[::BLOCK_WEEKS]:
        end = plus(start, 7 * BLOCK_WEEKS - 1)
        if end > max(races) or end > reading.last or _is_easier_time(reading, start, end, races):
            continue
        missing = _missing(reading, between(reading.runs, start, end))
        if missing:
            text = f"The two weeks from {day_name(start)} hold no {' and no '.join(missing)} run; a race plan lives from all four kinds."
            yield Spot(text, start, end)


def _is_easier_time(reading: Reading, start: date, end: date, races: list[date]) -> bool:
    near_a_race = any(start <= race <= plus(end, 14) for race in races)
    return near_a_race or any(reading.is_lighter_time(plus(start, 7 * n)) for n in range(BLOCK_WEEKS))


def _missing(reading: Reading, runs: Sequence[PlannedSession]) -> list[str]:
    held = {
        "easy": any(run.kind in EASY for run in runs),
        "fast": any(run.kind in FAST for run in runs),
        "tempo": any(run.kind in TEMPO for run in runs),
        "long": any(reading.is_long(run) for run in runs),
    }
    return [name for name, there in held.items() if not there]


def variety(reading: Reading) -> Iterator[Spot]:
    """Four weeks of nothing but running, for an athlete who has no race in mind."""
    if reading.athlete.goal is not Goal.FITNESS:
        return
    end = min(reading.today or reading.last, reading.last)
    start = end - timedelta(days=MONTH_DAYS)
    month = [s for s in between(reading.sessions, start, end) if is_endurance(s)]
    if len(month) >= reading.policy.lints.variety_least_runs and all(is_run(s) for s in month):
        text = "Four weeks of running only. Two or three easy runs a week could be cycling, swimming or dancing; the long run stays."
        yield Spot(text, start, reading.last, ids(month))
