"""LOAD: everything that one answer about an athlete rests on, read in one transaction, and the request made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.documents.canonical import fingerprint
from service.documents.limits import MOST_REPORTS
from service.kit.weeks import local_date
from service.store.repositories.assessments import AssessmentRecord, OrderRecord
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.plans import PlanRecord
from service.store.repositories.policies import PolicyRecord
from service.store.repositories.reports import ReportRecord
from service.store.repositories.standing import Standing
from service.store.tables import OrderKind
from service.store.unit_of_work import UnitOfWork

REACH = timedelta(days=61)
"""How far back reports are read: the assessment looks at sixty days, the usual heaviness of an athlete being the longest memory."""
CORRECTABLE = timedelta(hours=72)
"""A report that is put right so soon counts as if it had never been: older reports create no level by themselves, so that
nothing else is forgotten when the athlete's state is taken from before it."""
MOST_ORDERS = 50
DEFAULT_POLICY = "default"


@dataclass(frozen=True, slots=True)
class Facts:
    """`latest` is the newest assessment, `start` the one whose state the next begins with."""

    athlete: AthleteRecord
    plan: PlanRecord | None
    reports: Sequence[ReportRecord]
    overrides: Sequence[OrderRecord]
    clearances: Sequence[OrderRecord]
    policy: PolicyRecord | None
    latest: AssessmentRecord | None
    start: AssessmentRecord | None
    standing: Standing | None
    """As long as it stays the same, an answer to these facts may be saved."""
    now: datetime

    @property
    def basis(self) -> str:
        """One fingerprint for one state of affairs: while it stays the same, there is nothing new to think about."""
        plan = None if self.plan is None else [self.plan.id, self.plan.revision]
        policy = None if self.policy is None else self.policy.id
        told = [record.id for group in (self.reports, self.overrides, self.clearances) for record in group]
        return fingerprint([plan, self.athlete.version, policy, *told])

    @property
    def is_assessed(self) -> bool:
        return self.latest is not None and self.latest.basis == self.basis


def load_facts(work: UnitOfWork, athlete_id: str, now: datetime) -> Facts:
    """Raises NotFound for an athlete whom the caller may not see."""
    athlete = work.athletes.get(athlete_id)
    reports = list(work.reports.since(athlete_id, now - REACH))[-MOST_REPORTS:]
    latest = work.assessments.latest(athlete_id)
    today = local_date(now, athlete.timezone)
    orders = work.orders.list(athlete_id)
    given = [order for order in orders if order.kind is OrderKind.OVERRIDE]
    overrides = [order for order in given if json.loads(order.document)["expires_on"] >= today.isoformat()]
    return Facts(
        athlete=athlete,
        plan=None if athlete.current_plan_id is None else work.plans.get(athlete.current_plan_id),
        reports=reports,
        overrides=overrides[-MOST_ORDERS:],
        clearances=[order for order in orders if order.kind is OrderKind.CLEARANCE][-MOST_ORDERS:],
        policy=policy_of(work, athlete),
        latest=latest,
        start=_start(work, athlete_id, reports, latest, now),
        standing=work.standings.of(athlete_id),
        # The clocks of callers differ by minutes; a report of just now must not count as one of the future.
        now=max([now, *(report.observed_at for report in reports)]),
    )


def policy_of(work: UnitOfWork, athlete: AthleteRecord) -> PolicyRecord | None:
    """The newest version of the athlete's own policy, else of the organisation's; None is the policy of the package."""
    name = athlete.policy_name or work.organisations.policy_name() or DEFAULT_POLICY
    return work.policies.latest(name)


def request_of(facts: Facts, options: dict[str, Any]) -> dict[str, Any]:
    """`adjust-request/1`. An athlete without a plan is assessed over an empty day, so that no warning sign goes unread."""
    return {
        "schema": "adjust-request/1",
        "now": facts.now.isoformat(),
        "plan": _empty_day(facts) if facts.plan is None else json.loads(facts.plan.document),
        "athlete": _athlete(facts.athlete),
        "reports": [json.loads(report.document) for report in facts.reports],
        "state": _state(facts),
        "overrides": [json.loads(order.document) for order in facts.overrides],
        "clearances": [json.loads(order.document) for order in facts.clearances],
        "policy": DEFAULT_POLICY if facts.policy is None else json.loads(facts.policy.document),
        "options": options,
    }


def _athlete(athlete: AthleteRecord) -> dict[str, Any]:
    profile: dict[str, Any] = json.loads(athlete.profile)
    return {**profile, "ref": athlete.ref or athlete.id, "timezone": athlete.timezone}


def _empty_day(facts: Facts) -> dict[str, Any]:
    zone = facts.athlete.timezone
    rest = {"id": "rest", "date": local_date(facts.now, zone).isoformat(), "sport": "rest", "kind": "rest"}
    return {"schema": "plan/1", "name": "No plan", "timezone": zone, "sessions": [rest]}


def _state(facts: Facts) -> dict[str, Any] | None:
    """The state to begin with; whatever it is taken from, no open flag of the newest one is left behind."""
    if facts.start is None or facts.latest is None:
        return _flags_alone(facts.latest)
    state: dict[str, Any] = json.loads(facts.start.state)
    if facts.start.id != facts.latest.id:
        newest = json.loads(facts.latest.state)["open_flags"]
        state["open_flags"] = [*state["open_flags"], *(flag for flag in newest if flag not in state["open_flags"])]
    return state


def _flags_alone(latest: AssessmentRecord | None) -> dict[str, Any] | None:
    if latest is None:
        return None
    return {"schema": "state/1", "level": 0, "open_flags": json.loads(latest.state)["open_flags"]}


def _start(
    work: UnitOfWork, athlete_id: str, reports: Sequence[ReportRecord], latest: AssessmentRecord | None, now: datetime
) -> AssessmentRecord | None:
    """The newest assessment that did not yet know of a report which has been put right since."""
    if latest is None:
        return None
    first: dict[str, datetime] = {}
    corrected: list[datetime] = []
    for report in reports:
        if report.ref in first and report.received_at >= latest.made_at and now - first[report.ref] <= CORRECTABLE:
            corrected.append(first[report.ref])
        first.setdefault(report.ref, report.received_at)
    return latest if not corrected else work.assessments.before(athlete_id, min(corrected))
