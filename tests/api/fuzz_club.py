"""A club in which there is one of everything, so that the fuzz finds what it asks for. Made over HTTP, with plans about these days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2

from service.store import engine as database
from service.store.tenancy import Scope
from service.usecases.answer_reports import answer_reports
from service.usecases.demo.club import DemoClub, report_of_today
from service.usecases.services import Services
from tests.support.plain import Json
from tests.support.samples import PLANS
from tests.support.services import bearing

RECORDING = PLANS / "uploads" / "tempo-run-done.fit"
Things = Mapping[str, str]
"""Ids by the part of an address that they stand behind: `{"athletes": "ath_…", "plans": "plan_…"}`."""


@dataclass(frozen=True)
class Filling:
    """Makes things by the calls that a coach would make."""

    services: Services
    client: httpx2.Client
    club: DemoClub

    def things_of(self, ref: str) -> Things:
        """One of everything about that athlete, and one of everything else. Nothing of it is shared with another athlete."""
        athlete_id = self.club.athlete_ids[ref]
        at, plan_id = f"/v1/athletes/{athlete_id}", self._get(f"/v1/athletes/{athlete_id}")["current_plan_id"]
        report = self._post(f"{at}/reports", **report_of_today(self.services))
        return {
            "athletes": athlete_id,
            "plans": plan_id,
            "versions": "1",
            "uploads": self._get(f"/v1/plans/{plan_id}/versions")["items"][0]["upload_id"],
            "sessions": self._get(f"/v1/plans/{plan_id}")["sessions"][-1]["id"],
            "reports": report["id"],
            "adjustments": self._proposal(athlete_id),
            "operations": self._call("POST", f"{at}/adjustments", headers={"Prefer": "respond-async"})["operation"]["id"],
            "suggestions": self._call("POST", f"{at}/activities", content=RECORDING.read_bytes())["suggestions"][0],
            "feeds": self._post(f"{at}/feeds")["feed"]["id"],
            "connections": self._connection(athlete_id),
            **self._things_of_the_office(ref),
        }

    def a_plan(self) -> Things:
        """A further athlete, who follows it, and nothing else."""
        athlete = self._post("/v1/athletes", name="Ann", timezone="Europe/Vienna")["id"]
        content = f"date,sport,kind,duration\n{self.services.clock().date()},run,easy,45 min\n"
        at = f"/v1/athletes/{athlete}/plans?timezone=Europe/Vienna"
        made = self._call("POST", at, content=content, headers={"Content-Type": "text/csv"})
        return {"athletes": athlete, "plans": made["stored"]["id"]}

    def _things_of_the_office(self, name: str) -> Things:
        today = self.services.clock().date()
        coach, other = (self._post("/v1/coaches", name=f"{who} of {name}", timezone="Europe/Vienna")["id"] for who in ("Coach", "Deputy"))
        days = {"from_date": f"{today}", "until_date": f"{today + timedelta(days=9)}"}
        endpoint = self._post("/v1/webhook-endpoints", url="https://hooks.example.com/in")["endpoint"]["id"]
        self._call("PUT", f"/v1/policies/{name}", json={"numbers": {"spacing.hard_to_hard": 3}})
        return {
            "coaches": coach,
            "other-coaches": other,
            "deputies": self._post(f"/v1/coaches/{coach}/deputies", deputy_id=other, **days)["id"],
            "webhook-endpoints": endpoint,
            "deliveries": self._post(f"/v1/webhook-endpoints/{endpoint}/test")["id"],
            "hooks": self._post("/v1/hooks", provider="standard")["hook"]["id"],
            "policies": name,
        }

    def _proposal(self, athlete_id: str) -> str:
        """What a worker would propose."""
        save = answer_reports(self.services, self.club.org_id, athlete_id)
        assert save is not None
        with database.writing(self.services.store.engine, None) as session:
            save(session)
        (item,) = self._get(f"/v1/adjustments?status=proposed&athlete_id={athlete_id}")["items"]
        return str(item["id"])

    def _connection(self, athlete_id: str) -> str:
        """An account with a platform that is asked for nothing."""
        scope = Scope(self.club.org_id, "fuzz", self.services.clock().date(), sees_all=True)
        with self.services.store.writing(scope) as work:
            made = work.connections.connect(athlete_id, "oura", f"of-{athlete_id}", granted="", credentials="{}", expires_at=None)
        return made.id

    def _get(self, path: str) -> Json:
        return self._call("GET", path)

    def _post(self, path: str, **said: Any) -> Json:
        return self._call("POST", path, json=said)

    def _call(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **rest: Any) -> Json:
        answer = self.client.request(method, path, headers=bearing(self.club.token) | dict(headers or {}), **rest)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        made: Json = answer.json()
        return made
