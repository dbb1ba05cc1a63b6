"""Every operation that takes an Idempotency-Key does a repeated call once, and answers it as it was answered."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.api.once import idempotency_key
from service.api.openapi import dependencies
from service.store.tables import DeliveryStatus
from service.usecases.services import Services
from tests.api.probe_table import DOORS
from tests.api.test_probes import ROUTES, body_of
from tests.support.coached import Coached, QuickPool
from tests.support.services import Club, PoolInPlace, SteppingClock, bearing
from tests.support.world import World, a_world

REPEATED = {operation for operation in DOORS if idempotency_key in dependencies(ROUTES[operation])}
MAKING = {operation for operation in DOORS if ROUTES[operation].methods == {"POST"}}
BY_NATURE = {
    "withdrawReport", "createReports", "uploadActivity", "choosePolicy", "revokeKey", "askWhyNot", "confirmSuggestion", "dismissSuggestion",
    "beginConsent",
}  # fmt: skip
"""Done twice these change nothing the second time, or store nothing at all."""
OUTSIDE = {"connectByKey"}
"""Asks the platform itself; tried against a fake in the journeys."""
ORDER = ("editPlan", "revertPlan", "resolveAdjustment", "acceptAdjustment", "rejectAdjustment")
"""Each of these changes what the next is about."""


@pytest.fixture
def database(sqlite_database: str) -> str:
    return sqlite_database


@pytest.fixture
def pool() -> PoolInPlace:
    return QuickPool()


def test_whatever_makes_or_decides_something_takes_a_key() -> None:
    assert MAKING - REPEATED == BY_NATURE


def ready(coached: Coached, world: World, operation: str) -> None:
    """What has to be there before the call."""
    if operation == "replayDelivery":
        with coached.services.store.writing(coached.club.office) as work:
            work.deliveries.tried(world["delivery"], status=DeliveryStatus.FAILED, last_status=500, last_error="failed")
    if operation in ("resolveAdjustment", "acceptAdjustment", "rejectAdjustment"):
        waiting = coached.inbox()
        if not waiting:
            made = coached.call("POST", f"/athletes/{world['athlete']}/adjustments", headers={"Prefer": "wait=30"})
            assert made.status_code == 200, made.text
            waiting = coached.inbox()
        world["adjustment"] = waiting[0]["id"]


def asked(coached: Coached, world: World, operation: str, tag: str) -> Any:
    body = body_of(operation)
    if operation == "editPlan":
        body = {"operations": [{"op": "delete", "session_id": world["session"]}]}
    if operation == "appointDeputy":
        body = body | {"deputy_id": coached.club.coach_ids[1]}
    if operation == "createKey":
        body = body | {"coach_id": coached.club.coach_ids[0]}
    if operation == "resolveAdjustment":
        body = {}
    headers = bearing(coached.club.head) | {"If-Match": tag, "Idempotency-Key": f"k-{operation}", "Prefer": "wait=30"}
    return coached.api.request(
        "POST", DOORS[operation].address.format(**world), headers=headers, **({} if body is None else {"json": body})
    )


def test_a_repeated_call_is_done_once_on_every_route(api: TestClient, services: Services, clock: SteppingClock, club: Club) -> None:
    eva = api.post("/v1/athletes", json={"name": "Eva", "timezone": "Europe/Vienna"}, headers=bearing(club.tokens[0])).json()
    coached = Coached(api, services, clock, club, club.tokens[0], eva["id"])
    coached.upload()
    world = a_world(coached)
    for operation in [*sorted(REPEATED - OUTSIDE - set(ORDER)), *ORDER]:
        ready(coached, world, operation)
        thing = DOORS[operation].address.format(**world).rpartition("/")[0]
        tag = api.get(thing, headers=bearing(club.head)).headers.get("etag", '"1"')
        first, second = (asked(coached, world, operation, tag) for _ in range(2))
        assert first.status_code < 300, f"{operation}: {first.text[:300]}"
        assert "idempotency-replayed" not in first.headers, operation
        assert (second.status_code, second.headers.get("idempotency-replayed")) == (first.status_code, "true"), (
            f"{operation}: {second.text[:300]}"
        )
        assert second.headers.get("location") == first.headers.get("location"), operation
        if operation == "resolveAdjustment":
            world["adjustment"] = first.json()["id"]
