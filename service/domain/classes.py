"""What kind of session this is for the rules: hard, speed, easy, long, a leg session.

These are definitions that every part shares. HARD, SPEED, EASY and LONG exist for endurance sports only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from service.domain.policy import Policy, SessionNumbers
from service.domain.session import Kind, Modality, PlannedSession, Sport

NOT_ENDURANCE = frozenset({Sport.STRENGTH, Sport.REST, Sport.MOBILITY, Sport.OTHER})
HARD_KINDS = frozenset(
    {Kind.INTERVAL, Kind.VO2, Kind.HILLS, Kind.FARTLEK, Kind.TEMPO, Kind.THRESHOLD, Kind.RACE_PACE, Kind.RACE, Kind.TEST}
)
SPEED_KINDS = frozenset({Kind.INTERVAL, Kind.VO2, Kind.HILLS, Kind.FARTLEK, Kind.RACE, Kind.TEST})
RUN_SPORTS = frozenset({Sport.RUN, Sport.BRICK})


def is_endurance(session: PlannedSession) -> bool:
    return session.sport not in NOT_ENDURANCE and session.kind not in (Kind.REST, Kind.STRENGTH, Kind.CORE, Kind.UPPER_BODY, Kind.MOBILITY)


def resolve_hard(sport: Sport, kind: Kind, rpe_high: float | None, explicit: bool | None, numbers: SessionNumbers) -> bool:
    """HARD as the documents define it: what the author says, else by kind, else by the high end of the planned RPE."""
    if sport in NOT_ENDURANCE:
        return False
    if explicit is not None:
        return explicit
    return kind in HARD_KINDS or (rpe_high is not None and rpe_high >= numbers.hard_rpe)


def is_speed(session: PlannedSession) -> bool:
    """Fast enough to tear at the muscles: intervals, hills, fartlek, tests and races, but not tempo."""
    return is_endurance(session) and session.hard and session.kind in SPEED_KINDS


def is_easy(session: PlannedSession, numbers: SessionNumbers) -> bool:
    """Endurance at a planned RPE of 4 or less that nobody marked as hard."""
    return is_endurance(session) and not session.hard and session.rpe is not None and session.rpe <= numbers.easy_rpe


def leg_tenths(session: PlannedSession, numbers: SessionNumbers) -> int:
    """Leg factor in tenths (ruling G2): a run 10, a swim 1, upper body 0."""
    table = numbers.leg_factor_tenths
    if session.modality is not None:
        return table[session.modality.value]
    if session.sport is Sport.STRENGTH and not session.is_leg_strength:
        return table[session.kind.value]
    if session.is_rest:
        return 0
    return table[session.sport.value]


def is_leg_session(session: PlannedSession, numbers: SessionNumbers) -> bool:
    return leg_tenths(session, numbers) >= numbers.leg_session_tenths


def is_run(session: PlannedSession) -> bool:
    """A run, or the run part of a brick."""
    return session.sport in RUN_SPORTS and is_endurance(session)


def is_hard_on_legs(session: PlannedSession, numbers: SessionNumbers) -> bool:
    """HARD as the spacing table counts it (ruling G3): hard swims do not crowd hard runs."""
    return session.hard and is_leg_session(session, numbers)


def leaves_day_restful(session: PlannedSession, numbers: SessionNumbers) -> bool:
    """Whether a date that holds this session is still a rest day: rest itself, or short core and mobility (ruling D6)."""
    if session.is_off or session.is_rest:
        return True
    light = session.sport is Sport.MOBILITY or session.kind in (Kind.CORE, Kind.MOBILITY)
    return light and session.minutes <= numbers.rest_day_core_minutes


@dataclass(frozen=True, slots=True)
class LongThresholds:
    """Minutes from which a session of a sport counts as LONG for one athlete at one time."""

    minutes: Mapping[Sport, int]
    otherwise: int

    @classmethod
    def of(cls, sessions: Iterable[PlannedSession], today: date, policy: Policy) -> LongThresholds:
        """From the sessions of the 28 days before `today`; a sport without history uses its fixed minutes only."""
        numbers = policy.sessions
        since = today - timedelta(days=28)
        by_sport: dict[Sport, list[int]] = {}
        for session in sessions:
            if since <= session.date < today and is_endurance(session) and not session.is_off and not session.is_race:
                by_sport.setdefault(session.sport, []).append(session.minutes)
        limits: dict[Sport, int] = {}
        for sport in Sport:
            fixed = numbers.long_minutes.get(sport.value, numbers.long_default_minutes)
            relative = fixed
            if by_sport.get(sport):
                relative = max(numbers.long_floor_minutes, ceil(numbers.long_median_ratio * median(by_sport[sport])))
            limits[sport] = min(fixed, relative)
        return cls(limits, numbers.long_default_minutes)

    def is_long(self, session: PlannedSession) -> bool:
        """Labelled long, or as long as a long one (ruling G3). Races are not."""
        if not is_endurance(session) or session.is_race:
            return False
        return session.kind is Kind.LONG or session.minutes >= self.minutes.get(session.sport, self.otherwise)


MODALITY_SPORT = {
    Modality.BIKE: Sport.BIKE,
    Modality.SWIM: Sport.SWIM,
    Modality.WALK: Sport.WALK,
    Modality.POOL_RUN: Sport.CROSS,
    Modality.ELLIPTICAL: Sport.CROSS,
}
"""The sport under which a swapped session is written."""
