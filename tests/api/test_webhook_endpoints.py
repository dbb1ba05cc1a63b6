"""Where organisations have events sent, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.usecases.services import Services
from tests.support.services import Club, a_club, bearing

PLACE = {"url": "https://hooks.example.com/in", "events": ["adjustment.proposed"]}


def made(api: TestClient, club: Club, **facts: Any) -> dict[str, Any]:
    answer = api.post("/v1/webhook-endpoints", json=PLACE | facts, headers=bearing(club.head))
    assert answer.status_code == 201, answer.text
    endpoint: dict[str, Any] = answer.json()
    return endpoint


def test_the_secret_is_shown_once_and_never_again(api: TestClient, club: Club) -> None:
    key = bearing(club.head) | {"Idempotency-Key": "once"}
    first = api.post("/v1/webhook-endpoints", json=PLACE, headers=key).json()
    again = api.post("/v1/webhook-endpoints", json=PLACE, headers=key).json()
    assert first["secret"].startswith("whsec_")
    assert (again["endpoint"]["id"], again["secret"]) == (first["endpoint"]["id"], None)
    listed = api.get("/v1/webhook-endpoints", headers=bearing(club.head)).text
    assert first["secret"] not in listed


@pytest.mark.parametrize(
    "url", ["http://hooks.example.com/in", "https://127.0.0.1/in", "https://user@hooks.example.com/", "ftp://x", "nothing"]
)
def test_an_address_that_is_not_outside_is_refused_with_the_mend(api: TestClient, club: Club, url: str) -> None:
    answer = api.post("/v1/webhook-endpoints", json=PLACE | {"url": url}, headers=bearing(club.head))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/url")


def test_an_event_that_does_not_exist_is_refused_with_the_ones_that_do(api: TestClient, club: Club) -> None:
    answer = api.post("/v1/webhook-endpoints", json=PLACE | {"events": ["plan.exploded"]}, headers=bearing(club.head))
    assert answer.status_code == 422
    assert "adjustment.accepted" in answer.json()["errors"][0]["detail"]


def test_a_new_secret_stands_beside_the_old_one_for_a_day(api: TestClient, club: Club) -> None:
    endpoint = made(api, club)
    path = f"/v1/webhook-endpoints/{endpoint['endpoint']['id']}"
    rotated = api.post(f"{path}/rotate-secret", headers=bearing(club.head)).json()
    assert rotated["secret"] not in (None, endpoint["secret"])


def test_a_change_needs_the_version_that_was_read(api: TestClient, club: Club) -> None:
    path = f"/v1/webhook-endpoints/{made(api, club)['endpoint']['id']}"
    key = bearing(club.head)
    assert api.put(path, json=PLACE, headers=key).status_code == 428
    off = api.put(path, json=PLACE | {"enabled": False}, headers=key | {"If-Match": '"1"'})
    assert (off.status_code, off.json()["status"]) == (200, "disabled")
    assert api.put(path, json=PLACE, headers=key | {"If-Match": '"1"'}).status_code == 412
    assert api.post(f"{path}/test", headers=key).status_code == 409


def test_a_test_event_is_sent_on_request_and_can_be_followed(api: TestClient, club: Club) -> None:
    path = f"/v1/webhook-endpoints/{made(api, club)['endpoint']['id']}"
    sent = api.post(f"{path}/test", headers=bearing(club.head))
    assert (sent.status_code, sent.json()["type"], sent.json()["status"]) == (202, "endpoint.test", "waiting")
    found = api.get(sent.headers["location"], headers=bearing(club.head)).json()
    assert found == sent.json()
    assert api.post(f"{sent.headers['location']}/replay", headers=bearing(club.head)).status_code == 409


def test_what_belongs_to_another_club_is_not_there(api: TestClient, services: Services, club: Club) -> None:
    path = f"/v1/webhook-endpoints/{made(api, club)['endpoint']['id']}"
    other = a_club(services, "Other")
    assert api.get(path, headers=bearing(other.head)).status_code == 404
    assert api.delete(path, headers=bearing(other.head)).status_code == 404
    assert api.get("/v1/webhook-endpoints", headers=bearing(other.head)).json()["items"] == []


def test_a_coachs_key_manages_no_webhooks(api: TestClient, club: Club) -> None:
    assert api.get("/v1/webhook-endpoints", headers=bearing(club.tokens[0])).status_code == 403


def test_one_that_was_removed_is_gone_with_its_deliveries(api: TestClient, club: Club) -> None:
    path = f"/v1/webhook-endpoints/{made(api, club)['endpoint']['id']}"
    api.post(f"{path}/test", headers=bearing(club.head))
    assert api.delete(path, headers=bearing(club.head)).status_code == 204
    assert api.get("/v1/deliveries", headers=bearing(club.head)).json()["items"] == []
