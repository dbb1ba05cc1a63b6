"""Every operation is knocked at by everybody who must not come in, and by those who may see nothing of what is not theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import true
from starlette.testclient import TestClient

from service.api.app import ROUTERS
from service.api.body_examples import BODY_EXAMPLES
from service.api.caller import Needs
from service.api.inputs import JsonBody
from service.api.openapi import OPEN, dependencies
from service.store import tenancy
from service.store.tenancy import UNGUARDED_TABLES
from service.usecases.keys import COACH_PERMISSIONS, Permission, create_key, revoke_key
from service.usecases.services import Services
from tests.api.probe_table import DOORS, Door, Whose
from tests.support.coached import Coached, QuickPool
from tests.support.samples import PLANS
from tests.support.services import Club, PoolInPlace, SteppingClock, a_club, bearing
from tests.support.world import World, a_world

RECORDING = (PLANS / "uploads" / "lunch-run-done.gpx").read_bytes()
ROUTES = {route.operation_id: route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)}


@pytest.fixture
def pool() -> PoolInPlace:
    return QuickPool()


@pytest.fixture
def coached(api: TestClient, services: Services, clock: SteppingClock, club: Club) -> Coached:
    eva = api.post("/v1/athletes", json={"name": "MARKER", "timezone": "Europe/Vienna"}, headers=bearing(club.tokens[0])).json()
    coached = Coached(api, services, clock, club, club.tokens[0], eva["id"])
    coached.upload()
    return coached


@pytest.fixture
def world(coached: Coached) -> World:
    return a_world(coached)


def permission_of(operation: str) -> Permission:
    return next(call.permission for call in dependencies(ROUTES[operation]) if isinstance(call, Needs))


def body_of(operation: str) -> Any:
    models = [call.model.__name__ for call in dependencies(ROUTES[operation]) if isinstance(call, JsonBody)]
    if models:
        return BODY_EXAMPLES[models[0]]
    return BODY_EXAMPLES["PlanDocument"] if operation in ("importPlan", "upsertPlan") else None


def knock(api: TestClient, operation: str, door: Door, world: World, headers: dict[str, str]) -> Any:
    [method] = ROUTES[operation].methods
    body = body_of(operation)
    sent = {"content": RECORDING} if operation == "uploadActivity" else {} if body is None else {"json": body}
    return api.request(method, door.address.format(**world), headers=headers | {"If-Match": '"1"'}, **sent)


def faults(api: TestClient, world: World, headers: dict[str, str], wrong: Callable[[str, Door, Any], str | None]) -> list[str]:
    found = []
    for operation, door in DOORS.items():
        answer = knock(api, operation, door, world, headers)
        if (complaint := wrong(operation, door, answer)) is not None:
            found.append(f"{operation}: {answer.status_code} {complaint}: {answer.text[:200]}")
    return found


def test_every_operation_that_asks_for_a_key_has_a_door_in_the_table() -> None:
    assert set(DOORS) == set(ROUTES) - set(OPEN)


def test_a_door_is_the_address_of_its_operation() -> None:
    for operation, door in DOORS.items():
        scope = {
            "type": "http",
            "path": door.address.partition("?")[0].format_map(Anything()),
            "method": next(iter(ROUTES[operation].methods)),
        }
        assert ROUTES[operation].matches(scope)[0].name == "FULL", operation


class Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "x"


def test_who_has_no_valid_key_comes_in_nowhere(services: Services, club: Club, clock: SteppingClock, world: World, api: TestClient) -> None:
    live, everything = bearing(club.head), frozenset(Permission)
    revoked, revoked_token = create_key(services, club.office, name="r", permissions=everything)
    revoke_key(services, club.office, revoked.id)
    _, expired = create_key(services, club.office, name="e", permissions=everything, expires_at=clock() + timedelta(seconds=1))
    clock.pass_by(seconds=1)
    forged = club.head[:-1] + ("x" if club.head[-1] != "x" else "y")
    for headers in ({}, bearing(forged), bearing(revoked_token), bearing(expired), {"Authorization": live["Authorization"][7:]}):
        assert faults(api, world, headers, lambda _o, _d, answer: None if answer.status_code == 401 else "came in") == []


def test_a_key_without_the_permission_comes_in_nowhere(services: Services, club: Club, world: World, api: TestClient) -> None:
    lacking = {
        permission: create_key(services, club.office, name=f"no {permission}", permissions=set(Permission) - {permission})[1]
        for permission in Permission
        if permission is not Permission.WHOLE_ORGANISATION
    }
    for operation, door in DOORS.items():
        answer = knock(api, operation, door, world, bearing(lacking[permission_of(operation)]))
        assert answer.status_code == 403, f"{operation}: {answer.status_code} {answer.text[:200]}"


def shows(world: World, answer: Any) -> list[str]:
    return [name for name, id in world.items() if id in answer.text] + (["MARKER"] if "MARKER" in answer.text else [])


def test_another_organisation_finds_nothing_of_ours(services: Services, world: World, coached: Coached, api: TestClient) -> None:
    other = a_club(services, "Other")

    def wrong(_operation: str, door: Door, answer: Any) -> str | None:
        if answer.status_code >= 500:
            return "failed"
        if door.whose is not Whose.NOBODYS and answer.status_code != 404:
            return "is not hidden"
        return f"shows {leaked}" if (leaked := shows(asked_for(world, door), answer)) else None

    before = state_of(coached, world)
    assert faults(api, world, bearing(other.head), wrong) == []
    assert state_of(coached, world) == before


def asked_for(world: World, door: Door) -> World:
    """What an answer may not show: everything that the address does not hold itself."""
    return {name: id for name, id in world.items() if f"{{{name}}}" not in door.address}


def test_another_coach_of_the_organisation_finds_nothing_of_our_athlete(
    services: Services, club: Club, world: World, coached: Coached, api: TestClient
) -> None:
    may = COACH_PERMISSIONS | {Permission.WEBHOOKS_MANAGE}
    _, ben = create_key(services, club.office, name="ben", permissions=may, coach_id=club.coach_ids[1])
    athletes_things = {
        name: world[name]
        for name in ("athlete", "plan", "adjustment", "report", "feed", "message", "upload", "operation", "connection", "suggestion",
                     "conflict")
    }  # fmt: skip

    def wrong(operation: str, door: Door, answer: Any) -> str | None:
        if answer.status_code >= 500:
            return "failed"
        expected = 403 if permission_of(operation) not in may else 404
        if door.whose in (Whose.ATHLETES, Whose.COACHES) and answer.status_code != expected:
            return "is not hidden"
        return f"shows {leaked}" if (leaked := shows(asked_for(athletes_things, door), answer)) and door.whose is not Whose.CLUBS else None

    before = state_of(coached, world)
    assert faults(api, world, bearing(ben), wrong) == []
    assert state_of(coached, world) == before


def state_of(coached: Coached, world: World) -> list[str]:
    """What the coach sees of it."""
    paths = [f"/athletes/{world['athlete']}", f"/plans/{world['plan']}", f"/athletes/{world['athlete']}/reports"]
    paths += [f"/athletes/{world['athlete']}/{kind}" for kind in ("overrides", "clearances", "messages", "feeds", "plans")]
    return [coached.call("GET", path).text for path in paths]


def test_those_to_whom_it_belongs_do_come_in(club: Club, world: World, api: TestClient) -> None:
    """Else the refusals above would prove nothing."""
    for operation, door in DOORS.items():
        if ROUTES[operation].methods == {"GET"}:
            answer = knock(api, operation, door, world, bearing(club.head))
            assert answer.status_code == 200, f"{operation}: {answer.text[:200]}"


@contextmanager
def without_the_filter(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program's own wall is gone, for all tables that the database guards."""
    narrow = tenancy._filter

    def everything(row: Any, scope: Any) -> Any:
        return narrow(row, scope) if row.__tablename__ in UNGUARDED_TABLES else (true(),)

    with patch.context() as patched:
        patched.setattr(tenancy, "_filter", everything)
        tenancy.forget_made()  # statements that were made before have the wall in them
        try:
            yield
        finally:
            tenancy.forget_made()


class TestRowLevelSecurityAlone:
    @pytest.fixture
    def database(self, postgres_database: str) -> str:
        return postgres_database

    def test_without_our_own_filter_the_database_still_keeps_organisations_apart(
        self, services: Services, world: World, api: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = a_club(services, "Other")

        def wrong(_operation: str, door: Door, answer: Any) -> str | None:
            if door.whose is not Whose.NOBODYS and answer.status_code != 404:
                return "is not hidden"
            return f"shows {leaked}" if (leaked := shows(asked_for(world, door), answer)) else None

        with without_the_filter(monkeypatch):
            assert faults(api, world, bearing(other.head), wrong) == []
