"""Writes the examples of answers that the specification shows, from real answers: `python -m tests.api.write_examples`.

Lists are cut to their first item. Run it when a test says that an example does not fit its schema any more.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import asdict
from typing import Any

from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from service.api.answer_examples import FILE
from service.api.app import ROUTERS, create_app
from service.api.body import BodyLimits
from service.api.body_examples import BODY_EXAMPLES
from service.api.examples import REQUEST_EXAMPLE
from service.api.inputs import JsonBody
from service.api.openapi import dependencies
from service.jobs import schema
from service.rules import all_rules
from tests.api.probe_table import DOORS
from tests.support.coached import Coached, QuickPool
from tests.support.services import SteppingClock, a_club, bearing, services_on
from tests.support.world import World, a_world

FIRST = (
    "getAthlete", "listAthletes", "exportAthlete", "getPlan", "listPlans", "listVersions", "diffVersions", "listReports", "getReport",
    "listAdjustments", "getAdjustment", "getOperation", "getAssessment", "listEvents", "listAudit", "listDeliveries",
)  # fmt: skip
"""Asked before anything is changed."""
PLANS = ("importPlan", "upsertPlan")
RULE = asdict(next(rule for rule in all_rules() if rule.id == "S1-35"))
STATIC = {
    "ConsentOut": {"url": "https://www.strava.com/oauth/authorize?client_id=1&response_type=code&state=…"},
    "UploadedOut": {"activities": 1, "session_ids": ["s-4"], "suggestions": []},
    "Status": {"status": "ok"},
    "Version": {"name": "coaching-plan-adjuster", "version": "0.1.0"},
    "Rule": RULE,
    "RuleList": {"rules": [RULE]},
}
SECRETS = re.compile(r"(cpa_live_|whsec_|/v1/feeds/|/v1/hooks/[a-z_]+/)[A-Za-z0-9_+/=-]{20,}")


def shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [shortened(item) for item in value[:1]]
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    return SECRETS.sub(r"\1…", value) if isinstance(value, str) else value


def gathered(coached: Coached, world: World) -> dict[str, Any]:
    """An answer for each model that any operation answers with."""
    routes = {route.operation_id: route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)}
    found: dict[str, Any] = {}
    order = sorted(routes, key=lambda name: (name not in FIRST, next(iter(routes[name].methods)) != "GET", name))
    for name in order:
        model = getattr(routes[name].response_model, "__name__", None)
        if model is None or model in found or name not in DOORS:
            continue
        answer = _asked(coached, routes[name], DOORS[name].address.format(**world), world)
        if answer.status_code < 300 and answer.content:
            found[model] = shortened(answer.json())
    return found


def _asked(coached: Coached, route: APIRoute, address: str, world: World) -> Any:
    [method] = route.methods
    models = [call.model.__name__ for call in dependencies(route) if isinstance(call, JsonBody)]
    body = BODY_EXAMPLES[models[0]] if models else BODY_EXAMPLES["PlanDocument"] if route.operation_id in PLANS else None
    place = address.rpartition("/")[0] if method == "POST" else address
    tag = coached.api.get(place, headers=bearing(coached.club.head)).headers.get("etag", '"1"')
    headers = bearing(coached.club.head) | {"If-Match": tag}
    return coached.api.request(method, address, headers=headers, **({} if body is None else {"json": _in(world, coached, body)}))


def _in(world: World, coached: Coached, body: Any) -> Any:
    """The same body about things that are there."""
    text = json.dumps(body).replace("coach_019cba01b500725aa5a45bc7b4b8f2a1", coached.club.coach_ids[1])
    return json.loads(re.sub(r'"session_id": "s-\d"', f'"session_id": "{world["session"]}"', text))


def thought(coached: Coached) -> dict[str, Any]:
    """Answers of the routes that think and store nothing."""
    asked = {"AdjustmentDocument": "adjust", "AssessmentDocument": "assess", "LintDocument": "lint", "WhyNotDocument": "why-not"}
    bodies = {"lint": REQUEST_EXAMPLE["plan"], "why-not": BODY_EXAMPLES["WhyNotRequest"]}
    answers = {model: coached.api.post(f"/v1/{name}", json=bodies.get(name, REQUEST_EXAMPLE)) for model, name in asked.items()}
    return {model: shortened(answer.json()) for model, answer in answers.items() if answer.status_code == 200}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/examples.db"
        schema.upgrade(url)
        clock = SteppingClock()
        services = services_on(url, clock=clock, pool=QuickPool())
        club = a_club(services)
        with TestClient(create_app(services, BodyLimits(1_000_000, 5.0))) as api:
            athlete = api.post("/v1/athletes", json=BODY_EXAMPLES["NewAthlete"], headers=bearing(club.tokens[0])).json()["id"]
            coached = Coached(api, services, clock, club, club.tokens[0], athlete)
            coached.upload()
            found = gathered(coached, a_world(coached)) | thought(coached) | STATIC
        services.store.engine.dispose()
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False).replace("MARKER ", "")
    FILE.write_text(text + "\n", "utf-8")
    sys.stdout.write(f"{len(found)} examples, {len(text)} characters\n")


if __name__ == "__main__":
    main()
