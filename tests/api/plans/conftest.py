"""A coach's key, an athlete of theirs, and a plan that the athlete follows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.api.test_athletes import taken_in
from tests.support.plain import Json, plain_plan, plain_session
from tests.support.services import Club, bearing

PLAN = plain_plan(
    plain_session("2026-03-02", "mon", completed={"duration_s": 2700}, status="completed"),
    plain_session("2026-03-05", "thu", title="Easy"),
    plain_session("2026-03-08", "sun", kind="long", planned={"duration_s": 5400}),
)


@dataclass
class Coach:
    """One caller of the API, and the athlete of theirs that a test is about."""

    api: TestClient
    token: str
    athlete_id: str

    def call(self, method: str, path: str, *, tag: int | str | None = None, **rest: object) -> Response:
        given: dict[str, str] = rest.pop("headers", {})  # type: ignore[assignment]
        condition = {} if tag is None else {"If-Match": f'"{tag}"'}
        return self.api.request(method, f"/v1{path}", headers=bearing(self.token) | condition | given, **rest)  # type: ignore[arg-type]

    def get(self, path: str, **rest: object) -> Response:
        return self.call("GET", path, **rest)

    def upload(self, plan: Json = PLAN, **rest: object) -> Json:
        answer = self.call("POST", f"/athletes/{self.athlete_id}/plans", json=plan, **rest)
        assert answer.status_code == 201, answer.text
        found: Json = answer.json()["stored"]
        return found

    def edit(self, plan_id: str, tag: int, *operations: Json, query: str = "") -> Response:
        return self.call("POST", f"/plans/{plan_id}/edits{query}", tag=tag, json={"operations": list(operations)})


@pytest.fixture
def coach(api: TestClient, club: Club) -> Coach:
    """Coach of one athlete."""
    return Coach(api, club.tokens[0], taken_in(api, club.tokens[0])["id"])


@pytest.fixture
def other_coach(api: TestClient, club: Club, coach: Coach) -> Coach:
    """Of the same club, who does not see the athlete."""
    return Coach(api, club.tokens[1], coach.athlete_id)
