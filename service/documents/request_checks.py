"""What makes a request contradict itself, and what its sender should know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from pydantic_core import PydanticCustomError

from service.documents.base import DATE_FORM
from service.documents.report import ReportDocument
from service.domain.adjustment import Action, InputWarning, Request
from service.domain.classes import RUN_SPORTS
from service.domain.history import read_timeline
from service.domain.policy import Policy
from service.domain.session import Kind, Modality, PartOfDay, Status
from service.errors import Finding
from service.kit.weeks import local_date

REFUSABLE = (Action.MOVE, Action.EASE, Action.SHORTEN, Action.SWAP, Action.DROP, Action.REST)
INSERTABLE = (*(modality.value for modality in Modality), Kind.CORE.value)
HEAVY_WITHOUT_STATE = timedelta(days=10)
"""How far back a heavy report makes a missing state worth a word (document ruling on `state`)."""


class WrittenPin(Protocol):
    @property
    def session_id(self) -> str: ...
    @property
    def date(self) -> date: ...
    @property
    def part_of_day(self) -> PartOfDay | None: ...


CHANGE_KEY = (
    rf"^(insert:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}:({'|'.join(INSERTABLE)})|(?!insert:)[A-Za-z0-9._:-]{{1,64}}:({'|'.join(REFUSABLE)}))$"
)
"""What `change_key` takes, as it is published."""


def change_key(key: str) -> str:
    """The key itself. Refuses what cannot be the key of a change."""
    subject, _, action = key.rpartition(":")
    if subject.startswith("insert:"):
        when = subject.removeprefix("insert:")
        if DATE_FORM.fullmatch(when) and action in INSERTABLE:
            return key
        raise PydanticCustomError(
            "bad-change-key", "must read insert:YYYY-MM-DD:<what>, with one of: {allowed}", {"allowed": ", ".join(INSERTABLE)}
        )
    if not subject or action not in REFUSABLE:
        raise PydanticCustomError(
            "bad-change-key", "must read <session id>:<action>, with one of: {allowed}", {"allowed": ", ".join(REFUSABLE)}
        )
    return key


def request_findings(
    reports: Sequence[ReportDocument], pins: Sequence[WrittenPin], refusals: Sequence[str], request: Request
) -> Iterator[Finding]:
    """Everything that stops the request from being answered."""
    for index, report in enumerate(reports):
        if report.athlete_ref is not None and request.athlete.ref is not None and report.athlete_ref != request.athlete.ref:
            yield Finding(
                f"/reports/{index}/athlete_ref", "other-athlete", "The report is about somebody else; send only those of this athlete."
            )
    yield from _pin_findings(pins, request)
    for index, key in enumerate(refusals):
        if not key.startswith("insert:") and key.rpartition(":")[0] not in request.plan.by_id:
            yield Finding(f"/options/refuse/{index}", "unknown-session", "The plan has no session with this id.")


def request_warnings(
    reports: Sequence[ReportDocument], request: Request, policy: Policy, places: Mapping[str, str]
) -> Iterator[InputWarning]:
    """What was accepted, and is not or hardly used. `places` are the pointers of the sessions by id."""
    today = local_date(request.now, request.athlete.timezone)
    for index, report in enumerate(reports):
        yield from _report_warnings(report, index, request)
    for session in request.plan.sessions:
        if session.status in (Status.COMPLETED, Status.PARTIAL) and session.date > today:
            text = (
                f"The session {session.id} is marked as done on {session.date}, which is still to come; it counts as neither done nor open."
            )
            yield InputWarning("done-in-future", f"{places[session.id]}/status", text)
    if not any(session.date >= today for session in request.plan.sessions):
        yield InputWarning("nothing-ahead", "/plan/sessions", f"The plan has no session from {today} on; there is nothing to adjust.")
    if request.state is None and _is_heavy_of_late(request, policy):
        text = "No state was sent although heavy legs were reported in the last 10 days; send back assessment.state of the last answer."
        yield InputWarning("state-missing", "/state", text)


def _pin_findings(pins: Sequence[WrittenPin], request: Request) -> Iterator[Finding]:
    zone = request.athlete.timezone
    today = local_date(request.now, zone)
    timeline = read_timeline(request.plan, request.now, request.reports, zone, connected=request.athlete.connected)
    done = {d.session.id for d in timeline.done}
    first: dict[str, WrittenPin] = {}
    for index, pin in enumerate(pins):
        at = f"/options/pins/{index}"
        session = request.plan.by_id.get(pin.session_id)
        if session is None:
            yield Finding(f"{at}/session_id", "unknown-session", "The plan has no session with this id.")
        elif session.id in done or session.date < today or session.status is Status.SKIPPED:
            yield Finding(f"{at}/session_id", "session-past", "The session is over; only sessions that are still to come can be pinned.")
        if pin.date < today:
            yield Finding(f"{at}/date", "pin-in-past", f"The date has passed; pin to {today} or later.")
        before = first.setdefault(pin.session_id, pin)
        if (before.date, before.part_of_day) != (pin.date, pin.part_of_day):
            yield Finding(at, "contradictory-pins", "Another pin puts this session elsewhere; keep one of them.")


def _report_warnings(report: ReportDocument, index: int, request: Request) -> Iterator[InputWarning]:
    at = f"/reports/{index}"
    if report.observed_at > request.now:
        yield InputWarning("report-in-future", f"{at}/observed_at", "The report is dated after now and is not used.")
    if report.session_id is not None and report.session_id not in request.plan.by_id:
        yield InputWarning("unknown-session", f"{at}/session_id", "The plan has no session with this id; the report counts by its time.")
    if report.sport is not None and report.is_run is not None and report.is_run != (report.sport in RUN_SPORTS):
        yield InputWarning("report-contradiction", f"{at}/is_run", "is_run and sport do not agree; sport counts.")
    if report.illness_end is not None and report.illness_end > local_date(request.now, request.athlete.timezone):
        yield InputWarning("illness-end-in-future", f"{at}/illness_end", "The last day with symptoms is still to come.")


def _is_heavy_of_late(request: Request, policy: Policy) -> bool:
    since = request.now - HEAVY_WITHOUT_STATE
    return any(
        since <= report.observed_at <= request.now and not report.withdrawn and (report.heaviness or 0) >= policy.thresholds.heavy
        for report in request.reports
    )
