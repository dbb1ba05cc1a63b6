"""Figures for operators, and whether the process should get requests."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from service.api.examples import REQUEST_EXAMPLE
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.kit.workers import JobOverran, Limits
from service.store import migrating
from service.store.engine import open_engine
from service.store.readiness import why_not_ready
from service.usecases import thinking
from service.usecases.measures import MeasuredPool, Measures
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.api.test_athletes import taken_in
from tests.support.services import Club, bearing


def figures(api: TestClient) -> dict[str, float]:
    answer = api.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {name: float(value) for name, value in re.findall(r"^([a-z_]+(?:\{[^}]*\})?) ([0-9.e+-]+)$", answer.text, re.MULTILINE)}


def test_requests_are_counted_by_operation_and_status(api: TestClient, club: Club) -> None:
    taken_in(api, club.tokens[0])
    api.get("/v1/athletes/ath_x", headers=bearing(club.tokens[0]))
    api.get("/nothing")
    found = figures(api)
    assert found['adjuster_http_seconds_count{operation="createAthlete",status="201"}'] == 1
    assert found['adjuster_http_seconds_count{operation="getAthlete",status="404"}'] == 1
    assert found['adjuster_http_seconds_count{operation="none",status="404"}'] == 1
    assert found["adjuster_workers_ready"] == 1


def test_no_label_names_a_person_or_an_organisation(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    api.get(f"/v1/athletes/{eva['id']}", headers=bearing(club.tokens[0]))
    text = api.get("/metrics").text
    for secret in (eva["id"], "Eva", club.org_id, *club.coach_ids, club.tokens[0]):
        assert secret not in text
    assert set(re.findall(r"[{,]([a-z_]+)=", text)) <= {"operation", "status", "job", "outcome", "kind", "line", "state", "platform", "le"}


def test_the_queue_is_counted_by_line_and_state(api: TestClient, services: Services, club: Club) -> None:
    with services.store.writing(club.office) as work:
        for delay in (0, 0, 60):
            enqueue(work.session, JobKind.SEND_NOTIFICATION, club.org_id, "ntf_x", delay_s=delay)
    found = figures(api)
    assert found['adjuster_jobs{line="sending",state="waiting"}'] == 2
    assert found['adjuster_jobs{line="sending",state="delayed"}'] == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (b'{"schema":"adjustment/1","outcome":"revised"}', "revised"),
        (b'{"schema":"lint/1"}', "done"),
        (thinking.Refusal("bad-input", "x", ()), "bad-input"),
        (JobOverran("x"), "took-too-long"),
    ],
)
def test_jobs_are_timed_and_counted_by_how_they_ended(monkeypatch: pytest.MonkeyPatch, answer: object, outcome: str) -> None:
    def run(*_: object) -> object:
        if isinstance(answer, Exception):
            raise answer
        return answer

    measures = Measures()
    pool = MeasuredPool(lambda: None, Limits(1, 1, 1, 1), measures)
    monkeypatch.setattr("service.kit.workers.WorkerPool.run", run)
    try:
        pool.run(thinking.adjust, b"")
    except JobOverran:
        assert isinstance(answer, JobOverran)
    sample = measures.registry.get_sample_value
    assert sample("adjuster_solves_total", {"job": "adjust", "outcome": outcome}) == 1
    assert sample("adjuster_solve_seconds_count", {"job": "adjust"}) == 1


def test_a_process_that_was_told_to_end_is_not_ready_and_still_answers(api: TestClient) -> None:
    assert api.get("/readyz").status_code == 200
    api.app.state.draining = True  # type: ignore[attr-defined]
    assert_problem(api.get("/readyz"), "not-ready")
    assert api.get("/livez").status_code == 200
    assert api.post("/v1/adjust", json=REQUEST_EXAMPLE).status_code == 200


def test_a_database_that_is_not_migrated_or_not_there_is_not_ready(empty_database: str, sqlite_database: str) -> None:
    engines = [open_engine(url) for url in (empty_database, "postgresql://nobody@127.0.0.1:9/x", sqlite_database)]
    reasons = [why_not_ready(engine) for engine in engines]
    for engine in engines:
        engine.dispose()
    assert reasons == [
        "The database is not at the schema of this version: run `adjuster db upgrade`.", "The database does not answer.", None,
    ]  # fmt: skip
    assert migrating.head()
