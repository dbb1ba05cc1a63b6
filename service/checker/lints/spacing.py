"""Hard, long and strength sessions that stand too close. Rides tire legs without pounding them, so runs are looked at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from service.checker.lints.reading import Reading, Spot, close_pairs, day_name, followed, ids
from service.checker.rules.races import RACE_ROWS, race_class
from service.checker.words import is_leg, is_training, same_sport, share_of
from service.domain.classes import is_easy, is_run, is_speed
from service.domain.session import GroupKind, PlannedSession
from service.domain.timing import starts_at
from service.kit.weeks import plus


def hard_to_hard(reading: Reading) -> Iterator[Spot]:
    """Hard sessions of one sport on the same or following dates."""
    need = reading.policy.spacing.hard_to_hard
    hard = [s for s in reading.sessions if reading.is_hard_leg(s)]
    for a, b in close_pairs(hard, need - 1):
        if same_sport(a.sport, b.sport):
            yield _pair(a, b, f"two hard {a.sport.value} sessions are {_apart(a, b)}; an easy day between lets both work")


def hard_and_long(reading: Reading) -> Iterator[Spot]:
    """A hard run and a long run on the same or following dates."""
    spacing = reading.policy.spacing
    for a, b in close_pairs(_hard_or_long_runs(reading), max(spacing.hard_to_long, spacing.long_to_hard) - 1):
        need = spacing.hard_to_long if a.hard else spacing.long_to_hard
        if a.hard != b.hard and (b.date - a.date).days < need and not _in_sequence(a, b):
            yield _pair(a, b, f"a hard and a long run are {_apart(a, b)}; a day between is better")


def _hard_or_long_runs(reading: Reading) -> list[PlannedSession]:
    return [run for run in reading.runs if run.hard or reading.is_long(run)]


def long_to_long(reading: Reading) -> Iterator[Spot]:
    """Long runs with too few days between."""
    need = reading.policy.spacing.long_to_long
    for a, b in close_pairs([run for run in reading.runs if reading.is_long(run)], need - 1):
        if not _in_sequence(a, b):
            yield _pair(a, b, f"two long runs are {_apart(a, b)}; {need - 1} days between let legs come back")


def after_long(reading: Reading) -> Iterator[Spot]:
    """A run on the day after a long one that is not short and easy."""
    for a, b in followed([run for run in reading.runs if reading.is_long(run)], reading.runs, 1):
        most = share_of(reading.policy.spacing.after_long_ratio, a.minutes)
        if (b.date - a.date).days != 1 or _in_sequence(a, b) or b.is_race:
            continue
        if not is_easy(b, reading.policy.sessions) or b.minutes > most:
            yield _pair(a, b, f"the run after the long one is best easy and at most {most} minutes, or rest")


def before_fast_legs(reading: Reading) -> Iterator[Spot]:
    """Hard and long runs on the day after leg strength, or later on its date."""
    spacing = reading.policy.spacing
    reach = max(spacing.strength_to_hard, spacing.strength_to_long) - 1
    for a, b in close_pairs(_strength_and_runs(reading), reach):
        need = spacing.strength_to_hard if b.hard else spacing.strength_to_long
        if a.is_leg_strength and not b.is_leg_strength and (b.date - a.date).days < need:
            yield _pair(
                a, b, f"leg strength comes before a {'hard' if b.hard else 'long'} run; heavy legs are likely, a day between is better"
            )


def strength_after_hard(reading: Reading) -> Iterator[Spot]:
    """Leg strength too few hours after a hard run of the same date."""
    hours = reading.policy.spacing.hard_strength_hours
    for a, b in close_pairs(_strength_and_runs(reading), 0):
        if not (a.hard and b.is_leg_strength):
            continue
        first, second = (datetime.combine(s.date, starts_at(s)) for s in (a, b))
        if second - first < timedelta(hours=hours):
            yield _pair(a, b, f"leg strength starts less than {hours} hours after the hard run")


def _strength_and_runs(reading: Reading) -> list[PlannedSession]:
    return [s for s in reading.sessions if s.is_leg_strength] + [run for run in _hard_or_long_runs(reading) if not run.is_race]


def after_race(reading: Reading) -> Iterator[Spot]:
    """Hard, long or any running too soon after a race."""
    table = reading.policy.spacing.after_race
    reach = max(max(row.any_run, row.hard, row.long) for row in table.values())
    races = [s for s in reading.sessions if race_class(s, reading.plan, reading.policy) is not None]
    for race, other in followed(races, reading.sessions, reach):
        name = race_class(race, reading.plan, reading.policy)
        if name is None or other.is_race or not all(reading.policy.on(row) for row in RACE_ROWS[name]):
            continue
        need = table[name].any_run if is_run(other) else 0
        need = max(
            need, table[name].long if is_run(other) and reading.is_long(other) else 0, table[name].hard if reading.is_hard_leg(other) else 0
        )
        if (other.date - race.date).days < need:
            yield _pair(race, other, f"it stands {_apart(race, other)} of a race; {need} days are usual for that", RACE_ROWS[name])


def speed_and_strength(reading: Reading) -> Iterator[Spot]:
    """Speed and leg strength on the same or following dates without rest after them."""
    if reading.policy.spacing.hard_days_hard:
        return
    busy = {s.date for s in reading.sessions if is_training(s, reading.policy)}
    fast = [s for s in reading.sessions if is_speed(s) and is_leg(s, reading.policy) and not s.is_race]
    for a, b in close_pairs(fast + [s for s in reading.sessions if s.is_leg_strength], 1):
        if a.is_leg_strength != b.is_leg_strength and plus(b.date, 1) in busy:
            yield _pair(a, b, f"speed and leg strength stand together and {day_name(plus(b.date, 1))} is no rest day")


def _in_sequence(a: PlannedSession, b: PlannedSession) -> bool:
    return a.group is not None and b.group is not None and a.group.kind is GroupKind.SEQUENCE and a.group.id == b.group.id


def _apart(a: PlannedSession, b: PlannedSession) -> str:
    count = (b.date - a.date).days
    return "on one date" if count == 0 else f"within {count} day{'s' if count > 1 else ''}"


def _pair(a: PlannedSession, b: PlannedSession, text: str, rows: tuple[str, ...] = ()) -> Spot:
    dates = day_name(a.date) if a.date == b.date else f"{day_name(a.date)} and {day_name(b.date)}"
    return Spot(f"{dates}: {text}.", a.date, b.date, ids((a, b)), rows)
