"""Everything that the directives of one assessment are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from service.assessment.features import Features
from service.assessment.verdict import Verdict
from service.domain.assessment import TagName
from service.domain.athlete import Athlete
from service.domain.classes import is_endurance, is_leg_session
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.policy.levels import LevelRow, Levels
from service.domain.report_class import ReportClass
from service.domain.session import PlannedSession, Sport
from service.kit.weeks import plus

STOPPED = 5
"""The level at which everything stops."""


@dataclass(frozen=True, slots=True)
class Case:
    """Verdict, facts and plan of one athlete at one moment. `planned` is the coach's plan, off and inserted sessions left out."""

    verdict: Verdict
    features: Features
    tags: frozenset[TagName]
    plan: Plan
    timeline: Timeline
    athlete: Athlete
    policy: Policy
    now: datetime
    planned: tuple[PlannedSession, ...]
    affected_sport: Sport | None
    """Whose sessions are counted; None: all in which the legs work."""
    day0: date
    """First date of W1."""
    renewed: bool
    """W1 is a later week of a held level: it asks what W2 asked."""

    @property
    def today(self) -> date:
        return self.timeline.today

    @property
    def level(self) -> int:
        return self.verdict.level

    @property
    def levels(self) -> Levels:
        return self.policy.levels

    @property
    def row(self) -> LevelRow:
        """The table's column for the level in force; for levels 0 to 4 only."""
        return self.policy.levels.rows[self.level]

    @property
    def guides(self) -> bool:
        """A level is in force that asks for less without stopping everything."""
        return 0 < self.level < STOPPED

    @property
    def illness_class(self) -> bool:
        return self.verdict.class_in_force is ReportClass.POST_ILLNESS

    @property
    def windows(self) -> tuple[tuple[date, date], tuple[date, date]]:
        """First and last dates of W1 and W2."""
        return ((self.day0, plus(self.day0, 6)), (plus(self.day0, 7), plus(self.day0, 13)))

    @property
    def last_day(self) -> date:
        return plus(self.day0, 13)

    def planned_between(self, start: date, end: date) -> Iterator[PlannedSession]:
        return (session for session in self.planned if start <= session.date <= end)

    def is_affected(self, session: PlannedSession) -> bool:
        """An endurance session of the affected sport in which the legs work; of any sport when none is known."""
        if not is_endurance(session) or not is_leg_session(session, self.policy.sessions):
            return False
        return self.affected_sport is None or same_sport(session.sport, self.affected_sport)


def same_sport(one: Sport, other: Sport) -> bool:
    """Equal, a brick being a run and a ride."""
    bricks = (Sport.BRICK, Sport.RUN, Sport.BIKE)
    return one is other or (Sport.BRICK in (one, other) and one in bricks and other in bricks)
