"""What has been done, and what can still be decided (rulings D12 and G11).

One reading of the past for every part: the assessment, the solver and the checker start from the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from service.domain.plan import Plan
from service.domain.report import Report
from service.domain.session import PlannedSession, Sport, Status
from service.domain.timing import is_over, starts_instant
from service.kit.weeks import local_date

REPORT_REACH = timedelta(hours=6)


class Proof(Enum):
    """How it is known that a session was done."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class DoneSession:
    """A session that counts as done, with the values that were done, or planned where nobody said."""

    session: PlannedSession
    minutes: int
    load: int
    rpe: float | None
    distance_m: int | None
    proof: Proof

    @property
    def date(self) -> date:
        return self.session.date

    @property
    def sport(self) -> Sport:
        return self.session.sport


@dataclass(frozen=True, slots=True)
class Timeline:
    """A plan cut at `now`: `done` in calendar order, `open` what can still be decided, `today` the local date."""

    now: datetime
    today: date
    done: tuple[DoneSession, ...]
    open: tuple[PlannedSession, ...]
    ever_confirms: bool
    """The athlete confirmed a session in the last 28 days or is connected: silence then means not done for capacity."""
    timezone: str

    def done_between(self, start: date, end: date) -> tuple[DoneSession, ...]:
        return tuple(d for d in self.done if start <= d.date <= end)

    @property
    def for_capacity(self) -> tuple[DoneSession, ...]:
        """What may be counted towards fitness: nothing unconfirmed once the athlete confirms at all (G11)."""
        if not self.ever_confirms:
            return self.done
        return tuple(d for d in self.done if d.proof is not Proof.ASSUMED)


def read_timeline(plan: Plan, now: datetime, reports: Iterable[Report], timezone: str, *, connected: bool = False) -> Timeline:
    """Cut `plan` at `now` (aware).

    A session of an earlier date is past. One of today is done if its status says so, if a report names it or lies
    within six hours of it, or if its time is over; else it is open.
    """
    today = local_date(now, timezone)
    told = [r for r in reports if not r.withdrawn and r.observed_at <= now]
    done: list[DoneSession] = []
    undecided: list[PlannedSession] = []
    for session in plan.sessions:
        if session.is_rest:
            continue
        proof = _proof(session, now, today, told, timezone)
        if proof is not None:
            done.append(_as_done(session, proof, told))
        elif session.date >= today and session.status is Status.PLANNED:
            undecided.append(session)
    recent = today - timedelta(days=28)
    confirms = connected or any(d.proof is Proof.CONFIRMED and d.date >= recent for d in done)
    return Timeline(now, today, tuple(done), tuple(undecided), confirms, timezone)


def _proof(session: PlannedSession, now: datetime, today: date, told: Sequence[Report], timezone: str) -> Proof | None:
    if session.status in (Status.COMPLETED, Status.PARTIAL):
        return Proof.CONFIRMED if session.date <= today else None
    if session.is_off or session.date > today:
        return None
    if any(_tells_of(report, session, timezone) for report in told):
        return Proof.REPORTED
    if session.date < today or is_over(session, now, timezone):
        return Proof.ASSUMED
    return None


def _tells_of(report: Report, session: PlannedSession, timezone: str) -> bool:
    if report.session_id is not None:
        return report.session_id == session.id
    if report.is_run is False and report.sport is None:
        return False
    if local_date(report.observed_at, timezone) != session.date:
        return False
    if report.sport is not None and report.sport is not session.sport:
        return False
    if report.sport is None and report.is_run and session.sport not in (Sport.RUN, Sport.BRICK):
        return False
    return abs(report.observed_at - starts_instant(session, timezone)) <= REPORT_REACH


def _as_done(session: PlannedSession, proof: Proof, told: Sequence[Report]) -> DoneSession:
    minutes, load, rpe, distance = session.minutes, session.load, session.rpe, session.distance_m
    named = [r for r in told if r.session_id == session.id]
    for report in named:
        minutes = report.minutes_done if report.minutes_done is not None else minutes
        rpe = report.srpe_done if report.srpe_done is not None else rpe
    if any(r.minutes_done is not None or r.srpe_done is not None for r in named) and rpe is not None:
        load = round(rpe * minutes)
    values = session.completed
    if values is not None:
        distance = values.distance_m if values.distance_m is not None else distance
        minutes = (values.duration_s + 30) // 60 if values.duration_s is not None else minutes
        rpe = values.rpe if values.rpe is not None else rpe
        if values.load is not None:
            load = values.load
        elif (values.duration_s is not None or values.rpe is not None) and rpe is not None:
            load = round(rpe * minutes)
    return DoneSession(session, minutes, load, rpe, distance, proof)


def reference_plan(plan: Plan, timeline: Timeline) -> Plan:
    """The plan as its coach last wrote it, as far as it can still be followed (ruling D1).

    What is not yet done goes back to its `original`; sessions that the service inserted go away. Where the time of the
    original has passed, the session keeps the date that it has now and only its form goes back, and a dropped one stays
    dropped. Revised plans are a function of this plan, never of an earlier revision, so nothing compounds.
    """
    done = {d.session.id for d in timeline.done}
    sessions: list[PlannedSession] = []
    for session in plan.sessions:
        if session.id in done or session.date < timeline.today or session.status is Status.SKIPPED:
            sessions.append(session)
        elif not session.inserted:
            sessions.append(_restored(session, timeline))
    return plan.with_sessions(sessions)


def reopened(timeline: Timeline, reference: Plan) -> Timeline:
    """The same past, with what the reference plan still holds to be decided.

    What was done is known from the plan as it came in: a session that goes back to an earlier hour was not done there.
    """
    done = {d.session.id for d in timeline.done}
    ahead = (s for s in reference.sessions if s.date >= timeline.today and s.id not in done and not s.is_rest)
    return replace(timeline, open=tuple(s for s in ahead if s.status is Status.PLANNED))


def _restored(session: PlannedSession, timeline: Timeline) -> PlannedSession:
    if session.original is None:
        return session
    written = session.restored()
    if written.date >= timeline.today and not is_over(written, timeline.now, timeline.timezone):
        return written
    if session.status is Status.CANCELLED or is_over(session, timeline.now, timeline.timezone):
        return session
    return replace(written, date=session.date, part_of_day=session.part_of_day)
