"""Fills an empty database with a club, a coach, a key and athletes whose plans are about these very days."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import service
from service.kit.workers import Limits
from service.store.tables import Role
from service.store.tenancy import Scope
from service.usecases.athletes import AthleteFacts, create_athlete
from service.usecases.keys import Permission, create_key
from service.usecases.plans.take_in import PlanFile, import_plan
from service.usecases.services import Services

Payload = TypeVar("Payload")
Answer = TypeVar("Answer")
PACKAGE = Path(service.__file__).parent
PLANS = next(folder for folder in (PACKAGE / "_plans", PACKAGE.parent / "plans") if folder.is_dir())
"""In an installed package, else in a checkout."""
REFERENCE_DAY = date(2026, 3, 4)
"""The day that the sample plans are made for."""
ATHLETES: Mapping[str, tuple[str, str]] = {
    "demo-runner": ("Eva Runner", "half-marathon-km.json"),
    "demo-triathlete": ("Tom Triathlete", "olympic-triathlon.json"),
    "demo-cyclist": ("Mia Cyclist", "road-cyclist.json"),
}
UNDATED = "demo/ten-km-undated.json"
DAYS_BEHIND = 21
"""How far into the undated plan today is."""


@dataclass(frozen=True, slots=True)
class DemoClub:
    org_id: str
    token: str
    athlete_ids: Mapping[str, str]


class _HereAndNow:
    """Thinks in this process: the demo's own plans are no stranger's."""

    limits = Limits(size=1, waiting=1, wait_s=1, wall_s=1)

    def run(self, job: Callable[[Payload], Answer], payload: Payload) -> Answer:
        return job(payload)


def found_club(services: Services) -> DemoClub:
    """The club, with a key that may do everything."""
    at_hand = replace(services, pool=_HereAndNow())  # type: ignore[arg-type]
    org_id, today = services.new_id("org"), services.clock().date()
    office = Scope(org_id, "demo", today, sees_all=True)
    with services.store.writing(office) as work:
        work.organisations.create(org_id, "Demo club")
        coach = work.coaches.create(name="Demo coach", role=Role.ADMIN, timezone="Europe/Vienna", email="coach@example.org")
    _, token = create_key(services, office, name="demo", permissions=Permission, coach_id=coach.id)
    scope = replace(office, coach_id=coach.id)
    ids = {ref: _athlete(at_hand, scope, ref, name, plan, today) for ref, (name, plan) in ATHLETES.items()}
    return DemoClub(org_id, token, ids)


def start_of_undated(today: date) -> date:
    return today - timedelta(days=DAYS_BEHIND)


def report_of_today(services: Services) -> dict[str, Any]:
    """Heavy legs, two hours ago."""
    seen = services.clock() - timedelta(hours=2)
    return {
        "schema": "report/1",
        "observed_at": seen.isoformat(),
        "is_run": True,
        "heaviness": 7,
        "timing": "whole",
        "runs_heavy_in_row": 2,
    }


def _athlete(services: Services, scope: Scope, ref: str, name: str, plan: str, today: date) -> str:
    facts = AthleteFacts(name=name, timezone="Europe/Vienna", profile=json.dumps({"cross_training": ["bike"]}))
    athlete = create_athlete(services, scope, facts, ref=ref)
    import_plan(services, scope, athlete.id, PlanFile(json.dumps(_of_these_days(plan, today)).encode(), plan))
    return athlete.id


def _of_these_days(plan: str, today: date) -> Any:
    """The sample plan, moved by whole weeks to where we are now."""
    weeks = timedelta(weeks=round((today - REFERENCE_DAY).days / 7))
    return _moved(json.loads((PLANS / plan).read_text("utf-8")), weeks)


def _moved(value: Any, by: timedelta) -> Any:
    """Every date in a document, moved."""
    if isinstance(value, dict):
        return {key: _moved(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, by) for inner in value]
    if isinstance(value, str) and len(value) == 10:
        try:
            return (date.fromisoformat(value) + by).isoformat()
        except ValueError:
            return value
    return value
