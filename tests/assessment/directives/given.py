"""Verdicts, facts and the directives that follow from them, by hand. PLAN-A and its athlete unless something else is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from service.assessment.directives import issue_directives
from service.assessment.features import Features, IllnessFacts, SorenessFacts
from service.assessment.signals import Signal
from service.assessment.verdict import Verdict
from service.domain.assessment import Confidence, Tag, TagName
from service.domain.athlete import Athlete
from service.domain.directives import Directives
from service.domain.history import read_timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report_class import ReportClass
from service.domain.session import Sport
from service.domain.state import State
from service.kit.weeks import local_date
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, ZONE, a_report, at

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    """A date of March 2026."""
    return date(2026, 3, number)


@dataclass
class Given:
    """One moment. `level` and `klass` are what is in force; `seen` further facts, `said` further words of the verdict."""

    now: datetime
    level: int = 0
    klass: ReportClass = ReportClass.GOOD
    anchor: date | None = None
    day0: date | None = None
    plan: Plan = PLAN_A
    athlete: Athlete = ATHLETE_A
    state: State | None = None
    tags: tuple[TagName, ...] = ()
    policy: Policy = POLICY
    said: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return local_date(self.now, ZONE)

    def directives(self) -> Directives:
        timeline = read_timeline(self.plan, self.now, [], ZONE, connected=self.athlete.connected)
        anchor = self.anchor or self.today
        first = self.day0 or (anchor if any(s.date == anchor for s in timeline.open) else anchor + timedelta(days=1))
        verdict = Verdict(
            klass=self.klass, computed_level=self.level, base_level=self.level, level=self.level, anchor=anchor, day0=first,
            level_since=anchor, class_in_force=self.klass, report_ids=("r-1",), **self.said,
        )  # fmt: skip
        features = Features(self.now, self.today, **({"affected_sport": Sport.RUN} | self.seen))
        tags = tuple(Tag(tag, Confidence.NORMAL, ()) for tag in self.tags)
        return issue_directives(verdict, features, tags, self.plan, timeline, self.athlete, self.state, self.policy, self.now)


def heard(observed_at: datetime, heaviness: int | None = None, **fields: Any) -> Signal:
    """One report as a signal of its own."""
    report = a_report(observed_at, heaviness, **fields)
    heavy = heaviness is not None and heaviness > 2
    return Signal(report, (report,), local_date(observed_at, ZONE), fresh=True, sport=Sport.RUN, of_leg_session=True, heavy=heavy)


def ended(end: date, lasted: int | None = None, **fields: Any) -> IllnessFacts:
    return IllnessFacts(end=end, days=lasted, report_ids=("ill",), **fields)


def sore(points: int, observed_at: datetime) -> SorenessFacts:
    return SorenessFacts(points, None, (), local_date(observed_at, ZONE), observed_at, ("sore",))


def on_day(number: int, clock: str = "20:00") -> datetime:
    return at(day(number), clock)
