"""One case as the causes see it: the facts, and the questions that several causes ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from service.assessment.features import Features
from service.assessment.signals import Signal
from service.domain.assessment import Confidence, Tag, TagName
from service.domain.athlete import Athlete, Gate
from service.domain.classes import is_endurance
from service.domain.history import DoneSession, Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.report import Report, Timing
from service.domain.session import Kind, PartOfDay, Sport
from service.domain.timing import starts_at

MIDWAY = frozenset({Timing.MIDDLE, Timing.LATE})
ONE_WEEK = 7
FOUR_WEEKS = 28


@dataclass(frozen=True, slots=True)
class Case:
    """`heavy` is the report that tells of heavy legs now; None when the legs are good or nobody said."""

    features: Features
    plan: Plan
    timeline: Timeline
    athlete: Athlete
    policy: Policy

    @property
    def deciding(self) -> Signal | None:
        return self.features.deciding

    @property
    def heavy(self) -> Signal | None:
        deciding = self.features.deciding
        return deciding if deciding is not None and deciding.heavy else None

    @property
    def said(self) -> Report | None:
        """The words of the heavy report."""
        return None if self.heavy is None else self.heavy.report

    @property
    def pain(self) -> int:
        return self.features.pain

    @property
    def surely_adult(self) -> bool:
        """No minor by gate or by birth year; in the year of the coming of age the service still takes care (G16)."""
        age = self.athlete.age(self.features.today)
        minor = Gate.MINOR in self.athlete.gates or Gate.MINOR in self.features.gates
        return not minor and (age is None or age > self.policy.thresholds.adult_age)

    @property
    def starts_heavy(self) -> bool:
        return self.heavy is not None and self.features.timing is Timing.START

    @property
    def heavy_midway(self) -> bool:
        return self.heavy is not None and self.features.timing in MIDWAY

    def acting(self, findings: Mapping[str, bool]) -> tuple[str, ...]:
        """The rows that hold and are not switched off, in the order given."""
        return tuple(row for row, holds in findings.items() if holds and self.policy.on(row))

    def start_hour(self, signal: Signal) -> float | None:
        """Local hour at which the reported session began; None when a report without a session tells nothing.

        Written time, else the hour assumed for a written part of the day (D12), else the hour of the report.
        """
        session = signal.session
        if session is not None and (session.start_time is not None or session.part_of_day is not PartOfDay.ANY):
            begins = starts_at(session)
            return begins.hour + begins.minute / 60
        if not signal.of_leg_session:
            return None
        local = signal.observed_at.astimezone(ZoneInfo(self.athlete.timezone))
        return local.hour + local.minute / 60

    def minutes_of(self, signal: Signal) -> int:
        """Minutes of the reported session, as done or else as planned; 0 when unknown."""
        if signal.report.minutes_done is not None:
            return signal.report.minutes_done
        if signal.done is not None:
            return signal.done.minutes
        return signal.session.minutes if signal.session is not None else 0

    def effort_over(self, signal: Signal) -> float:
        """Points of session RPE above plan; 0 when either is unknown."""
        done, planned = signal.report.srpe_done, signal.session.rpe if signal.session is not None else None
        if done is None and signal.done is not None:
            done = signal.done.rpe
        return 0.0 if done is None or planned is None else done - planned

    def trained_on(self, day: date) -> bool:
        return any(d.date == day and is_training(d) for d in self.timeline.done)

    def done_in(self, days: int) -> tuple[DoneSession, ...]:
        """Done sessions of the last `days` local dates, today included."""
        since = self.features.today - timedelta(days=days - 1)
        return self.timeline.done_between(since, self.features.today)

    def has_history(self, days: int) -> bool:
        """Whether the plan's past reaches back so far; a mean over less would be too low."""
        return any(d.date <= self.features.today - timedelta(days=days - 1) for d in self.timeline.done)


def is_training(done: DoneSession) -> bool:
    """Work that takes a rest day away; core and mobility leave it."""
    return is_endurance(done.session) or (done.sport is Sport.STRENGTH and done.session.kind not in (Kind.CORE, Kind.MOBILITY))


def tag(name: TagName, sure: Iterable[str], likely: Iterable[str] = (), background: Iterable[str] = ()) -> Tag | None:
    """A tag when a row acted: normal confidence by a sure one, low by a likely one. `background` is named along."""
    sure, likely = tuple(sure), tuple(likely)
    if not sure and not likely:
        return None
    confidence = Confidence.NORMAL if sure else Confidence.LOW
    return Tag(name, confidence, tuple(dict.fromkeys((*sure, *likely, *background))))
