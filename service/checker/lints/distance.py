"""Single runs that are much longer than the body knows, and marathons after too little running."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from service.checker.lints.reading import Reading, Spot, between, day_name
from service.domain.distances import METRES, DistanceUnits, distance_word
from service.domain.session import PlannedSession, Sport


def spike(reading: Reading) -> Iterator[Spot]:
    """Training runs more than a tenth longer than the longest of the 30 days before."""
    return (spot for run, spot in _spikes(reading) if not run.is_race)


def race_spike(reading: Reading) -> Iterator[Spot]:
    """The same for races: they are never changed, but the coach should have seen it (ruling G14)."""
    return (spot for run, spot in _spikes(reading) if run.is_race)


def _spikes(reading: Reading) -> Iterator[tuple[PlannedSession, Spot]]:
    spacing = reading.policy.spacing
    # How much of a brick is running is not known, so it is neither judged nor a measure for others.
    runs = [run for run in reading.runs if run.sport is Sport.RUN]
    for run in runs:
        if (run.date - reading.first).days < spacing.ramp_needs_history_days:
            continue
        before = between(runs, run.date - timedelta(days=spacing.run_spike_days), run.date - timedelta(days=1))
        if not before:
            continue
        length, longest, told = _lengths(run, before, reading.plan.units)
        if length > Fraction(str(spacing.run_spike_ratio)) * longest:
            what = "race" if run.is_race else "run"
            known = f"the longest run of the {spacing.run_spike_days} days before is {told(longest)}"
            text = f"{day_name(run.date)}: a {what} of {told(length)}; {known}."
            yield run, Spot(text, run.date, run.date, (run.id,))


def _lengths(run: PlannedSession, before: Sequence[PlannedSession], units: DistanceUnits) -> tuple[int, int, Callable[[int], str]]:
    """Metres when all of them have a distance, else minutes (ruling D3); and how such a length is told."""
    metres = [s.distance_m for s in (run, *before) if s.distance_m is not None]
    if len(metres) == len(before) + 1:
        return metres[0], max(metres[1:]), lambda length: distance_word(length, units.of(Sport.RUN))
    return run.minutes, max(s.minutes for s in before), lambda length: f"{length} min"


def marathon_volume(reading: Reading) -> Iterator[Spot]:
    """The last weeks before a marathon with less running than protects from injury."""
    numbers = reading.policy.lints
    pace = reading.policy.sessions.default_pace_s_per_km[Sport.RUN.value]
    for race in reading.plan.races:
        start = race.date - timedelta(days=7 * numbers.marathon_weeks)
        if race.sport is not Sport.RUN or (race.distance_m or 0) < numbers.marathon_m or start < reading.first:
            continue
        runs = between(reading.runs, start, race.date - timedelta(days=1))
        metres = sum(run.distance_m if run.distance_m is not None else run.duration_s * 1000 // pace for run in runs)
        if metres < numbers.marathon_weekly_m * numbers.marathon_weeks:
            unit = reading.plan.units.of(Sport.RUN)
            weekly, least = (int(length // METRES[unit]) for length in (metres // numbers.marathon_weeks, numbers.marathon_weekly_m))
            when = f"in the {numbers.marathon_weeks} weeks before the marathon on {day_name(race.date)}"
            text = f"About {weekly} {unit} a week {when}; under {least} injuries are more common."
            yield Spot(text, start, race.date, (race.session_id,) if race.session_id is not None else ())
