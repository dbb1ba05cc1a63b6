"""Words of the rules that need no plan: same sport, short core, what counts as training, exact shares."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from service.domain.classes import is_endurance, is_leg_session, is_run, leaves_day_restful
from service.domain.directives import Directives, Scope
from service.domain.policy import Policy
from service.domain.session import Kind, PlannedSession, Sport

PARTS_OF_A_BRICK = frozenset({Sport.RUN, Sport.BIKE, Sport.BRICK})


def same_sport(one: Sport, other: Sport) -> bool:
    """Equal sports; a brick is equal to a run and to a ride."""
    if Sport.BRICK in (one, other):
        return {one, other} <= PARTS_OF_A_BRICK
    return one is other


def share_of(ratio: float, whole: int) -> int:
    """The whole part of `ratio` of `whole`, the ratio taken as the decimal that was written."""
    return floor(Fraction(str(ratio)) * whole)


def is_training(session: PlannedSession, policy: Policy) -> bool:
    """Whether a session makes its date a training day: all but rest, mobility and short core."""
    return not leaves_day_restful(session, policy.sessions)


def is_core_work(session: PlannedSession) -> bool:
    return session.kind in (Kind.CORE, Kind.MOBILITY) or session.sport is Sport.MOBILITY


def is_strength(session: PlannedSession) -> bool:
    return session.sport is Sport.STRENGTH


def is_leg(session: PlannedSession, policy: Policy) -> bool:
    """An endurance session that the legs carry; leg strength is a thing of its own."""
    return is_endurance(session) and is_leg_session(session, policy.sessions)


def of_affected_sport(session: PlannedSession, directives: Directives, policy: Policy) -> bool:
    """A leg session of the affected sport; any leg session when no sport is affected."""
    if not is_leg(session, policy):
        return False
    return directives.affected_sport is None or same_sport(session.sport, directives.affected_sport)


def in_scope(session: PlannedSession, directives: Directives, policy: Policy) -> bool:
    """Whether the dates and ratios about hard and long sessions bind this one."""
    if directives.hard_scope is Scope.ALL:
        return is_endurance(session)
    if directives.hard_scope is Scope.LEGS:
        return is_leg(session, policy)
    return of_affected_sport(session, directives, policy)


def is_spared(session: PlannedSession, directives: Directives, policy: Policy) -> bool:
    """A session that keeps its form or goes, because its kind of work is not what made the legs heavy."""
    if is_strength(session) and not session.is_leg_strength:
        return directives.level <= 4 and policy.on("S1-13")
    if directives.level > 2 or directives.affected_sport is None or not is_endurance(session):
        return False
    return not of_affected_sport(session, directives, policy)


def counts_as_run(session: PlannedSession, directives: Directives, policy: Policy) -> bool:
    """What the largest number of runs counts: leg sessions of the affected sport that are no races."""
    return of_affected_sport(session, directives, policy) and not session.is_race


def is_long_run_of(session: PlannedSession, longest: int, ratio: float) -> bool:
    """Whether a run is long beside the longest of the last weeks."""
    return is_run(session) and longest > 0 and session.minutes >= Fraction(str(ratio)) * longest
