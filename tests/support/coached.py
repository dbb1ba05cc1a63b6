"""A coach with one athlete, over the API and with the worker's part done on request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from service.jobs.job import Job
from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.store import engine as database
from service.usecases.answer_reports import answer_reports
from service.usecases.services import Services
from tests.support.plain import Json
from tests.support.samples import PLANS, raw_request
from tests.support.services import Club, PoolInPlace, SteppingClock, bearing

HEAVY: Json = raw_request("half-marathon-heavy-week")
"""Three heavy runs in a row: a session is moved, one shortened, one becomes rest."""
PLAN: Json = json.loads((PLANS / "half-marathon-km.json").read_text("utf-8"))
GOOD_LEGS: Json = {"observed_at": "2026-03-04T17:00:00Z", "is_run": True, "heaviness": 1, "flags": [], "pain": 0}
SWOLLEN: Json = {"observed_at": "2026-03-04T17:30:00Z", "is_run": True, "heaviness": 5, "flags": ["RF_SWELL_ONE"]}


class QuickPool(PoolInPlace):
    """Leaves out the prices of changes: each is a solve of its own, and these tests are not about them."""

    def run(self, job: Any, payload: Any) -> Any:
        if isinstance(payload, bytes) and b"adjust-request/1" in payload:
            document = json.loads(payload)
            document.get("request", document).setdefault("options", {})["explain"] = False
            payload = json.dumps(document).encode()
        return super().run(job, payload)


@dataclass
class Coached:
    api: TestClient
    services: Services
    clock: SteppingClock
    club: Club
    token: str
    athlete_id: str
    plan_id: str | None = None

    def call(self, method: str, path: str, *, tag: int | None = None, headers: dict[str, str] | None = None, **rest: Any) -> Response:
        condition = {} if tag is None else {"If-Match": f'"{tag}"'}
        return self.api.request(method, f"/v1{path}", headers=bearing(self.token) | condition | (headers or {}), **rest)

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def upload(self, plan: Json = PLAN) -> None:
        answer = self.call("POST", f"/athletes/{self.athlete_id}/plans", json=plan)
        assert answer.status_code == 201, answer.text
        self.plan_id = answer.json()["stored"]["id"]

    def report(self, **said: Any) -> Json:
        answer = self.call("POST", f"/athletes/{self.athlete_id}/reports", json=said)
        assert answer.status_code in (200, 202), answer.text
        receipt: Json = answer.json()
        return receipt

    def report_heavy_week(self) -> None:
        for report in HEAVY["reports"]:
            self.report(**report)

    def work_off(self) -> int:
        """Do what a worker would do for the athlete's jobs, whose number is given back; a minute passes."""
        self.clock.pass_by(minutes=1)
        waiting = [record.job for record in list_open(self.services.store.engine) if record.job.kind is JobKind.ADJUST_PLAN]
        for job in waiting:
            self._do(job)
        return len(waiting)

    def _do(self, job: Job) -> None:
        save = answer_reports(self.services, *job.ids)
        if save is not None:
            with database.writing(self.services.store.engine, None) as session:
                save(session)

    def work_off_operations(self) -> None:
        """The same for those jobs that somebody waits for."""
        for record in list_open(self.services.store.engine):
            if record.job.kind is JobKind.ADJUST_PLAN and len(record.job.ids) == 3:
                self._do(record.job)

    def inbox(self, query: str = "?status=proposed") -> list[Json]:
        items: list[Json] = self.get(f"/adjustments{query}")["items"]
        return items

    def proposal(self) -> Json:
        """The one proposal that waits, as a whole."""
        (item,) = self.inbox()
        found: Json = self.get(f"/adjustments/{item['id']}")
        return found

    def heavy_proposal(self) -> Json:
        self.report_heavy_week()
        self.work_off()
        return self.proposal()

    def decide(self, proposal: Json, verb: str, *, tag: int | None = None, **body: Any) -> Response:
        return self.call("POST", f"/adjustments/{proposal['id']}/{verb}", tag=tag or proposal["version"], json=body)

    def plan(self) -> Json:
        found: Json = self.get(f"/plans/{self.plan_id}")
        return found

    def plan_version(self) -> int:
        versions = self.get(f"/plans/{self.plan_id}/versions")["items"]
        return int(versions[0]["number"])

    def events(self) -> list[str]:
        with self.services.store.reading(self.club.office) as work:
            return [event.type for event in work.events.after(0, 1000)]

    def audit(self) -> list[str]:
        with self.services.store.reading(self.club.office) as work:
            assert work.audit.broken_at() is None
            return [entry.action for entry in work.audit.list(limit=500)]


def keys_of(proposal: Json) -> list[str]:
    return [change["key"] for change in proposal["adjustment"]["changes"]]
