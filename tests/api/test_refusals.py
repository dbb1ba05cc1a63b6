from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from service.api.examples import REQUEST_EXAMPLE
from service.api.guard import SECURITY_HEADERS
from service.api.problems import MOST_FINDINGS
from service.errors import AlarmedByChecker
from service.kit.workers import JobFailed, JobOverran, WorkersBusy
from tests.api.conftest import MOST_BYTES
from tests.api.problem import assert_problem
from tests.support.services import PoolInPlace

JSON = {"Content-Type": "application/json"}
SECRET = "left calf swollen"


def test_an_unknown_address_is_a_problem(client: TestClient) -> None:
    assert_problem(client.get("/v1/nothing"), "not-found")


def test_a_trailing_slash_is_another_address_and_not_redirected(client: TestClient) -> None:
    assert_problem(client.post("/v1/adjust/", content=b"{}", headers=JSON), "not-found")


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient) -> None:
    response = client.get("/v1/adjust")
    assert_problem(response, "method-not-allowed")
    assert response.headers["allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", ""]
)
def test_a_body_that_does_not_say_json_is_refused_unread(client: TestClient, pool: PoolInPlace, kind: str) -> None:
    response = client.post("/v1/adjust", content=b"{}", headers={"Content-Type": kind})
    assert_problem(response, "unsupported-media-type")
    assert response.headers["accept-post"] == "application/json"
    assert pool.ran == []


def test_a_packed_body_is_refused_for_it_could_be_a_bomb(client: TestClient) -> None:
    response = client.post("/v1/adjust", content=b"{}", headers={**JSON, "Content-Encoding": "gzip"})
    assert_problem(response, "unsupported-media-type")


def test_a_charset_after_the_type_is_welcome(client: TestClient) -> None:
    response = client.post("/v1/adjust", content=b"{}", headers={"Content-Type": "Application/JSON; charset=utf-8"})
    assert_problem(response, "bad-input")


def test_a_body_declared_too_large_is_refused(client: TestClient, pool: PoolInPlace) -> None:
    assert_problem(client.post("/v1/adjust", content=b" " * (MOST_BYTES + 1), headers=JSON), "body-too-large")
    assert pool.ran == []


def test_a_body_of_exactly_the_limit_is_read(client: TestClient) -> None:
    assert_problem(client.post("/v1/adjust", content=b"{}".ljust(MOST_BYTES), headers=JSON), "bad-input")


def test_a_chunked_body_that_grows_too_large_is_refused(client: TestClient, pool: PoolInPlace) -> None:
    def chunks():  # type: ignore[no-untyped-def]
        for _ in range(MOST_BYTES // 1000 + 1):
            yield b" " * 1000

    assert_problem(client.post("/v1/adjust", content=chunks(), headers=JSON), "body-too-large")
    assert pool.ran == []


@pytest.mark.parametrize("path", ["/v1/adjust", "/v1/assess", "/v1/lint"])
@pytest.mark.parametrize(
    "body",
    [
        b"", b"   ", b"{", b"nonsense",
        b'{"a": 1} {"b": 2}', b'{"now": 1, "now": 2}', b'{"x": NaN}', b'{"x": Infinity}', b'{"x": -Infinity}',
        b'{"x": 1e400}', b'{"x": 99999999999999999999}', b'{"x": "\\ud800"}', b'{"\\ud800": 1}', b'{"x": "\\u0000"}', b"\xff\xfe{\x00}\x00",
        b'{"x": "\xff"}', b"[" * 3000, b'{"a":' * 3000,
    ],
)  # fmt: skip
def test_json_that_cannot_be_read_one_way_only_is_refused_with_its_place(client: TestClient, path: str, body: bytes) -> None:
    problem = assert_problem(client.post(path, content=body, headers=JSON), "not-json")
    assert problem["errors"]


@pytest.mark.parametrize("body", [b"null", b"[]", b"1", b'"text"', b"{}", b'{"schema": "adjust-request/2"}', b'{"schema": true}'])
@pytest.mark.parametrize("path", ["/v1/adjust", "/v1/assess", "/v1/lint"])
def test_json_of_another_shape_is_refused_with_pointers(client: TestClient, path: str, body: bytes) -> None:
    problem = assert_problem(client.post(path, content=body, headers=JSON), "bad-input")
    assert problem["errors"]


def test_a_refusal_never_repeats_what_came_in(client: TestClient) -> None:
    body = {
        "schema": "adjust-request/1",
        "now": SECRET,
        "plan": SECRET,
        "reports": [{"note": SECRET, "flags": SECRET, "heaviness": SECRET}],
    }
    response = client.post("/v1/adjust", json=body)
    problem = assert_problem(response, "bad-input")
    assert {"/now", "/plan", "/reports/0/heaviness"} <= {entry["pointer"] for entry in problem["errors"]}
    assert SECRET not in response.text


def test_a_flood_of_faults_is_cut_at_fifty(client: TestClient) -> None:
    body = {"schema": "adjust-request/1", "now": "2026-03-04T19:00:00+01:00", "reports": [{}] * 400, "plan": None}
    problem = assert_problem(client.post("/v1/adjust", json=body), "bad-input")
    assert len(problem["errors"]) == MOST_FINDINGS


def test_an_answer_in_ascii_survives_any_key_that_came_in(client: TestClient) -> None:
    response = client.post("/v1/adjust", content=json.dumps({"schlüssel ✕ " + "k" * 300: 1}).encode(), headers=JSON)
    assert_problem(response, "bad-input")
    assert response.content.isascii()


def test_a_bad_parameter_is_a_problem_without_its_value(client: TestClient) -> None:
    response = client.post("/v1/lint?today=swollen", json={})
    problem = assert_problem(response, "bad-input")
    assert problem["errors"][0]["pointer"] == "query today"
    assert "swollen" not in response.text


@pytest.mark.parametrize(
    ("error", "code", "retry"),
    [
        (WorkersBusy("All places are taken."), "over-capacity", "2"),
        (JobOverran("Not finished."), "took-too-long", None),
        (JobFailed(SECRET), "internal", None),
        (RuntimeError(SECRET), "internal", None),
    ],
)
def test_trouble_behind_the_edge_is_a_problem_without_its_words(
    client: TestClient, pool: PoolInPlace, caplog: pytest.LogCaptureFixture, error: Exception, code: str, retry: str | None
) -> None:
    pool.broken = error
    response = client.post("/v1/adjust", content=b"{}", headers=JSON)
    assert_problem(response, code)
    assert response.headers.get("retry-after") == retry
    assert SECRET not in response.text + caplog.text


def test_an_answer_that_fails_its_own_check_is_withheld_and_raises_an_alarm(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def alarmed(_: object) -> None:
        raise AlarmedByChecker(SECRET)

    monkeypatch.setattr("service.usecases.adjust_plan.adjust_plan", alarmed)
    response = client.post("/v1/adjust", json=REQUEST_EXAMPLE)
    assert_problem(response, "answer-breaks-rules")
    assert "broke a rule" in caplog.text
    assert SECRET not in response.text + caplog.text


def test_every_answer_carries_the_security_headers(client: TestClient, pool: PoolInPlace) -> None:
    pool.broken = RuntimeError("x")
    answers = [
        client.get("/livez"),
        client.get("/nothing"),
        client.post("/v1/adjust"),
        client.post("/v1/adjust", content=b"{}", headers=JSON),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 415, 500]
    for answer in answers:
        assert all(answer.headers[name] == value for name, value in SECURITY_HEADERS.items())


def test_every_answer_has_its_own_number(client: TestClient) -> None:
    assert client.get("/livez").headers["x-request-id"] != client.get("/livez").headers["x-request-id"]
