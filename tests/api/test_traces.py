"""Traces are off unless they are wanted, tell of calls, and neither of health nor of addresses that are secrets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opentelemetry import trace
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.edge import Edge
from service.usecases.services import Services
from tests.api.test_athletes import taken_in
from tests.support.services import Club, bearing
from tests.support.traces import KeptTraces

NOTE = "calf-thick-and-hot"
REPORT = {"schema": "report/1", "observed_at": "2026-03-04T08:30:00+01:00", "is_run": True, "heaviness": 7, "timing": "whole", "note": NOTE}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> KeptTraces:
    traces = KeptTraces()
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: traces)
    return traces


@pytest.fixture
def traced(services: Services, kept: KeptTraces) -> Iterator[TestClient]:
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0), Edge(traces=True)), raise_server_exceptions=False) as client:
        yield client


def test_a_call_makes_a_span_with_its_route_and_status(traced: TestClient, kept: KeptTraces) -> None:
    traced.get("/v1/rules")
    (span,) = kept.spans
    assert span.name == "GET /v1/rules"
    assert (span.attributes["http.route"], span.attributes["http.response.status_code"]) == ("/v1/rules", 200)


def test_a_span_holds_no_word_of_a_report_nor_the_key(traced: TestClient, club: Club, kept: KeptTraces) -> None:
    eva = taken_in(traced, club.tokens[0])
    sent = traced.post(f"/v1/athletes/{eva['id']}/reports", json=REPORT, headers=bearing(club.tokens[0]))
    assert sent.status_code == 202, sent.text
    refused = traced.post(f"/v1/athletes/{eva['id']}/reports", json=REPORT | {NOTE: NOTE}, headers=bearing(club.tokens[0]))
    assert refused.status_code == 422
    told = "\n".join(map(str, kept.spans))
    assert "/v1/athletes/{athlete_id}/reports" in told
    for secret in (NOTE, "heaviness", eva["name"], club.tokens[0]):
        assert secret not in told


@pytest.mark.parametrize(
    "address",
    ["/v1/hooks/standard/s3cret", "/v1/feeds/s3cret.ics", "/v1/connections/strava/callback?state=s3cret&code=s3cret", "/v1/hooks//s3cret"],
)
def test_addresses_that_are_secrets_make_no_span(traced: TestClient, kept: KeptTraces, address: str) -> None:
    traced.get(address)
    assert "s3cret" not in "\n".join(map(str, kept.spans))


def test_without_being_wanted_no_span_is_made(api: TestClient, kept: KeptTraces) -> None:
    api.get("/v1/rules")
    assert kept.spans == []
