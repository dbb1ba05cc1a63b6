"""`adjust-request/1`: everything that one adjustment depends on, the present moment included."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from service.documents.athlete import RequestAthlete, read_athlete
from service.documents.base import Flag, Identifier, Instant, Label, LocalDate, Name, Part
from service.documents.canonical import canonical_json, fingerprint
from service.documents.coach_words import ClearanceDocument, OverrideDocument, read_clearance, read_override
from service.documents.limits import MOST_REPORTS
from service.documents.own_policy import PolicyDocument
from service.documents.plan import PlanDocument, read_plan
from service.documents.plan_checks import plan_warnings
from service.documents.refusal import refuse
from service.documents.report import ReportDocument, content_of, read_reports
from service.documents.request_checks import CHANGE_KEY, change_key, request_findings, request_warnings
from service.documents.session_ids import with_ids
from service.documents.state import StateDocument, read_state
from service.domain.adjustment import InputWarning, Options, PerfTrend, Pin, Refusal, Request
from service.domain.policy import Policy
from service.domain.session import PartOfDay

ChangeKey = Annotated[Label, AfterValidator(change_key), Field(json_schema_extra={"pattern": CHANGE_KEY})]


class PinPart(Part):
    """The coach's word: this session on that date. Its form may still become easier."""

    session_id: Identifier
    date: LocalDate
    part_of_day: PartOfDay | None = None


class OptionsPart(Part):
    horizon_days: Annotated[int, Field(strict=True, ge=14, le=84)] = 14
    pins: Annotated[list[PinPart], Field(max_length=100)] = Field(default_factory=list)
    refuse: Annotated[list[ChangeKey], Field(max_length=200)] = Field(default_factory=list)
    alternatives: Annotated[int, Field(strict=True, ge=0, le=3)] = 0
    explain: Flag = True


class AdjustRequestDocument(Part):
    """The whole input of the main job."""

    document: Literal["adjust-request/1"] = Field(alias="schema")
    now: Instant
    plan: PlanDocument
    athlete: RequestAthlete | None = None
    reports: Annotated[list[ReportDocument], Field(max_length=MOST_REPORTS)] = Field(default_factory=list)
    state: StateDocument | None = None
    overrides: Annotated[list[OverrideDocument], Field(max_length=50)] = Field(default_factory=list)
    clearances: Annotated[list[ClearanceDocument], Field(max_length=50)] = Field(default_factory=list)
    perf_trend: PerfTrend = PerfTrend.UNKNOWN
    policy: Name | PolicyDocument = "default"
    """A policy of the package by its name, or one of the sender's own."""
    options: OptionsPart = Field(default_factory=OptionsPart)


def read_request(document: AdjustRequestDocument, policy: Policy) -> tuple[Request, tuple[InputWarning, ...]]:
    """The request as the rules see it, and what its sender should know.

    Raises BadInput with every finding: sessions without a date, reports of somebody else, pins and refusals that name nothing.
    """
    written = with_ids(document.plan)
    plan = read_plan(written, policy, name="request", at="/plan")
    athlete = read_athlete(document.athlete, written.athlete, written.availability, plan.timezone, policy.sessions)
    options = document.options
    request = Request(
        now=document.now,
        plan=replace(plan, athlete=athlete),
        athlete=athlete,
        reports=read_reports(document.reports),
        state=None if document.state is None else read_state(document.state),
        overrides=tuple(read_override(o) for o in document.overrides),
        clearances=tuple(read_clearance(c) for c in document.clearances),
        perf_trend=document.perf_trend,
        options=Options(
            horizon_days=options.horizon_days,
            pins=tuple(dict.fromkeys(Pin(p.session_id, p.date, p.part_of_day) for p in options.pins)),
            refuse=tuple(Refusal(key) for key in dict.fromkeys(options.refuse)),
            alternatives=options.alternatives,
            explain=options.explain,
        ),
    )
    if findings := list(request_findings(document.reports, options.pins, options.refuse, request)):
        refuse(findings, "request")
    kept = (replace(w, pointer="/plan" + w.pointer) for w in document.plan.warnings)
    odd = plan_warnings(written, plan, at="/plan")
    places = {session.id or "": f"/plan/sessions/{index}" for index, session in enumerate(written.sessions)}
    return request, (*kept, *odd, *request_warnings(document.reports, request, policy, places))


def inputs_sha256(document: AdjustRequestDocument) -> str:
    """One fingerprint for one content: the order of sessions and of reports does not count."""
    plain = document.model_dump(mode="json", exclude_unset=True, exclude={"plan", "reports"})
    plan = with_ids(document.plan).model_dump(mode="json")
    plan["sessions"] = _sorted(plan["sessions"])
    plain["plan"] = plan
    plain["reports"] = _sorted([content_of(report) for report in document.reports])
    return fingerprint(plain)


def _sorted(entries: list[Any]) -> list[Any]:
    return sorted(entries, key=canonical_json)
