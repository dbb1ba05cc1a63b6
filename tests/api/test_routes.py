from __future__ import annotations

import json
import subprocess
import sys

from starlette.testclient import TestClient

from service import __version__
from service.api.examples import REQUEST_EXAMPLE
from service.rules import all_rules
from tests.api.problem import assert_problem
from tests.support.services import PoolInPlace


def test_the_process_lives_even_when_nothing_is_ready(client: TestClient, pool: PoolInPlace) -> None:
    pool.is_ready = False
    assert client.get("/livez").json() == {"status": "ok"}
    response = client.get("/readyz")
    assert_problem(response, "not-ready")
    assert response.headers["retry-after"]


def test_it_is_ready_once_a_worker_is_warm(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}


def test_the_version_is_told(client: TestClient) -> None:
    assert client.get("/version").json() == {"name": "coaching-plan-adjuster", "version": __version__}


def test_the_catalogue_lists_every_rule(client: TestClient) -> None:
    listed = client.get("/v1/rules").json()["rules"]
    assert [rule["id"] for rule in listed] == [rule.id for rule in all_rules()]


def test_one_rule_is_found_in_any_case(client: TestClient) -> None:
    rule = client.get("/v1/rules/s2-62").json()
    assert rule["id"] == "S2-62"
    assert rule["statement"]
    assert rule["source"]


def test_a_rule_that_does_not_exist_is_a_problem_with_a_hint(client: TestClient) -> None:
    problem = assert_problem(client.get("/v1/rules/S2-99999"), "unknown-rule")
    assert "nearest" in problem["detail"]


def test_the_example_of_the_specification_is_adjusted(client: TestClient) -> None:
    response = client.post("/v1/adjust", json=REQUEST_EXAMPLE)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer["schema"] == "adjustment/1"
    assert answer["outcome"] == "revised"
    assert answer["athlete_ref"] == "a-17"
    assert {session["id"] for session in answer["plan"]["sessions"]} >= {"s-1", "s-2", "s-3", "s-4", "s-5"}
    assert answer["check"]["violations"] == []


def test_the_same_request_gets_the_same_answer(client: TestClient) -> None:
    answers = [client.post("/v1/adjust", json=REQUEST_EXAMPLE).json() for _ in range(2)]
    for answer in answers:
        del answer["id"], answer["solver"]["wall_ms"]
    assert answers[0] == answers[1]


def test_an_assessment_leaves_the_plan_alone(client: TestClient) -> None:
    response = client.post("/v1/assess", json=REQUEST_EXAMPLE)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer["schema"] == "assessment/1"
    assert "plan" not in answer


def test_a_plan_is_linted_with_and_without_a_date(client: TestClient) -> None:
    for address in ("/v1/lint", "/v1/lint?today=2026-03-04"):
        response = client.post(address, json=REQUEST_EXAMPLE["plan"])
        assert response.status_code == 200, response.text
        assert response.json()["schema"] == "lint/1"


def test_importing_the_application_builds_nothing_and_loads_no_solver() -> None:
    code = (
        "import sys, json, service.api.app; from service.bootstrap import build_services, read_settings; "
        "from service.api.body import BodyLimits; "
        "app = service.api.app.create_app(build_services(read_settings()), BodyLimits(1, 1)); app.openapi(); "
        "print(json.dumps([m for m in ('ortools', 'pandas', 'numpy', 'service.solver') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
