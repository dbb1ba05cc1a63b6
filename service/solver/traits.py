"""What one session, in one form, is for the rules: whole numbers and yes or no, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from service.domain.classes import LongThresholds, is_easy, is_endurance, is_leg_session, is_run, is_speed, leaves_day_restful
from service.domain.policy import SessionNumbers
from service.domain.session import Kind, PlannedSession, Sport
from service.domain.timing import starts_at


@dataclass(frozen=True, slots=True)
class Traits:
    """Minutes and load are whole, metres None when unknown, `start` is minutes after midnight."""

    sport: Sport
    minutes: int
    load: int
    metres: int | None
    rpe: float | None
    start: int
    endurance: bool
    run: bool
    leg: bool
    """A leg session; leg strength is `leg_strength` and not this."""
    hard: bool
    hard_leg: bool
    speed: bool
    speed_leg: bool
    easy: bool
    long: bool
    strength: bool
    leg_strength: bool
    core: bool
    light: bool
    """Leaves its date a rest day."""
    race: bool

    def is_same_sport(self, other: Traits) -> bool:
        """Equal sports; a brick is both a run and a ride."""
        return is_same_sport(self.sport, other.sport)


BRICK_PARTS = frozenset({Sport.RUN, Sport.BIKE})


def is_same_sport(one: Sport, other: Sport) -> bool:
    if one is other:
        return True
    return (one is Sport.BRICK and other in BRICK_PARTS) or (other is Sport.BRICK and one in BRICK_PARTS)


def minute_of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def read_traits(session: PlannedSession, numbers: SessionNumbers, longs: LongThresholds) -> Traits:
    """The traits of `session` as it stands."""
    endurance = is_endurance(session)
    leg = endurance and is_leg_session(session, numbers)
    hard = endurance and session.hard
    return Traits(
        sport=session.sport,
        minutes=session.minutes,
        load=session.load,
        metres=session.distance_m,
        rpe=session.rpe,
        start=minute_of_day(starts_at(session)),
        endurance=endurance,
        run=is_run(session),
        leg=leg,
        hard=hard,
        hard_leg=hard and leg,
        speed=is_speed(session),
        speed_leg=leg and is_speed(session),
        easy=is_easy(session, numbers),
        long=longs.is_long(session),
        strength=session.sport is Sport.STRENGTH,
        leg_strength=session.is_leg_strength,
        core=session.sport is Sport.MOBILITY or session.kind in (Kind.CORE, Kind.MOBILITY),
        light=leaves_day_restful(session, numbers),
        race=session.is_race,
    )
