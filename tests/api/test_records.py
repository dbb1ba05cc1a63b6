"""Events and the audit over HTTP."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text
from starlette.testclient import TestClient

from service.store.engine import writing
from service.usecases.privacy import forget_what_is_old
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.api.test_athletes import EVA, taken_in
from tests.support.services import Club, SteppingClock, a_club, bearing


def emit(services: Services, club: Club, type: str, athlete_id: str | None = None) -> None:
    with services.store.writing(club.office) as work:
        work.events.emit(type, "obj_1", athlete_id)


def test_a_program_follows_along_and_misses_nothing(api: TestClient, services: Services, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    for type in ("report.received", "adjustment.proposed", "adjustment.accepted"):
        emit(services, club, type, eva["id"])
    seen, after = [], 0
    for _ in range(4):
        page = api.get(f"/v1/events?after={after}&limit=1", headers=bearing(club.tokens[0])).json()
        seen += [event["type"] for event in page["items"]]
        after = page["next_after"]
    assert seen == ["report.received", "adjustment.proposed", "adjustment.accepted"]


def test_events_of_one_type_are_asked_for_by_name(api: TestClient, services: Services, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    for type in ("report.received", "adjustment.proposed"):
        emit(services, club, type, eva["id"])
    found = api.get("/v1/events?type=adjustment.proposed", headers=bearing(club.tokens[0])).json()["items"]
    assert [event["type"] for event in found] == ["adjustment.proposed"]


def test_events_are_those_of_the_athletes_whom_one_sees(api: TestClient, services: Services, club: Club) -> None:
    eva, other = taken_in(api, club.tokens[0]), a_club(services, "Other")
    emit(services, club, "report.received", eva["id"])
    for token in (club.tokens[1], other.head):
        assert api.get("/v1/events", headers=bearing(token)).json()["items"] == []
    assert len(api.get("/v1/events", headers=bearing(club.head)).json()["items"]) == 1


def test_events_are_forgotten_after_thirty_days(api: TestClient, services: Services, club: Club, clock: SteppingClock) -> None:
    emit(services, club, "report.received")
    clock.pass_by(days=30)
    forget_what_is_old(services)
    assert len(api.get("/v1/events", headers=bearing(club.head)).json()["items"]) == 1
    clock.pass_by(seconds=1)
    forget_what_is_old(services)
    assert api.get("/v1/events", headers=bearing(club.head)).json()["items"] == []


def test_calls_are_forgotten_after_two_days_and_not_before(api: TestClient, services: Services, club: Club, clock: SteppingClock) -> None:
    def same() -> str:
        answer = api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | {"Idempotency-Key": "k"})
        return str(answer.json()["id"])

    first = same()
    clock.pass_by(hours=48)
    forget_what_is_old(services)
    assert same() == first
    clock.now += timedelta(seconds=1)
    forget_what_is_old(services)
    assert same() != first


def test_the_audit_says_who_did_what_and_that_it_was_read(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    first = api.get(f"/v1/audit?athlete_id={eva['id']}", headers=bearing(club.head)).json()["items"]
    assert [(entry["action"], entry["object_id"]) for entry in first] == [("athlete.created", eva["id"])]
    assert first[0]["actor"].startswith("key_")
    second = api.get("/v1/audit?limit=1", headers=bearing(club.head)).json()
    assert second["items"][0]["action"] == "audit.read"
    assert second["next_before"] == second["items"][0]["sequence"]


def test_the_audit_is_for_those_who_administer(api: TestClient, club: Club) -> None:
    for path in ("/v1/audit", "/v1/audit/verdict"):
        assert_problem(api.get(path, headers=bearing(club.tokens[0])), "forbidden")


def test_an_entry_that_was_taken_out_is_missed(api: TestClient, services: Services, club: Club) -> None:
    for name in ("Eva", "Ida", "Mia"):
        taken_in(api, club.tokens[0], name=name)
    assert api.get("/v1/audit/verdict", headers=bearing(club.head)).json() == {"whole": True, "broken_at": None}
    entries = api.get("/v1/audit", headers=bearing(club.head)).json()["items"]
    ida = next(entry for entry in entries if entry["action"] == "athlete.created" and entry != entries[0])
    with writing(services.store.engine, club.org_id) as session:
        session.execute(text("DELETE FROM audit WHERE sequence = :sequence"), {"sequence": ida["sequence"]})
    verdict = api.get("/v1/audit/verdict", headers=bearing(club.head)).json()
    assert verdict["whole"] is False
    assert verdict["broken_at"] > ida["sequence"]
