"""The demo's intervals.icu: a calendar to look at, and two words that the demo athlete can say there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from service.kit.clock import Clock
from service.platforms.fake_server import Asked, FakeServer, Told
from service.platforms.intervals_icu.fake import KEY, FakeIntervals
from service.store.tenancy import Scope
from service.usecases.demo.club import DemoClub
from service.usecases.platforms.connect import connect_by_key
from service.usecases.platforms.hooks import HookSecretsGiven, create_hook
from service.usecases.services import Services
from service.usecases.webhooks.endpoints import create_endpoint

PROVIDER = "intervals_icu"
RUNNER = "demo-runner"


@dataclass
class DemoPlatform:
    """`POST /demo/wellness` and `/demo/activity` let the athlete say something; `GET /demo/webhooks` shows what reached a listener."""

    clock: Clock
    icu: FakeIntervals
    hook_url: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Told:
        match asked.method, asked.path:
            case "POST", "/demo/listener":
                self.heard.append({"headers": {n: v for n, v in asked.headers.items() if n.startswith("webhook-")}, "body": asked.json()})
                return Told(204, b"")
            case "GET", "/demo/webhooks":
                return Told(body=self.heard)
            case "GET", "/demo/calendar":
                return Told(body=[{"date": e["start_date_local"][:10], "name": e["name"]} for e in self.icu.events.values()])
            case "POST", "/demo/wellness":
                return Told(body=self.icu.records_wellness(self.hook_url, {"id": self.clock().date().isoformat(), **_said(asked)}))
            case "POST", "/demo/activity":
                return Told(body=self.icu.completes(self.hook_url, {**self._run(), **_said(asked)}))
            case _:
                return self.icu.answer(asked)

    def _run(self) -> dict[str, Any]:
        began = (self.clock() - timedelta(hours=1)).replace(microsecond=0)
        return {
            "id": f"i{began.timestamp():.0f}", "type": "Run", "start_date_local": began.isoformat()[:19], "start_date": began.isoformat(),
            "moving_time": 2400, "elapsed_time": 2400, "distance": 7000.0,
        }  # fmt: skip


@contextmanager
def demo_platform(clock: Clock, *, port: int) -> Iterator[tuple[DemoPlatform, str]]:
    """The platform and its address, while the block lasts."""
    platform = DemoPlatform(clock, FakeIntervals(clock=clock))
    with FakeServer(platform.answer, port=port) as server:
        yield platform, server.url


def connect_runner(services: Services, club: DemoClub, platform: DemoPlatform, *, api_url: str, platform_url: str) -> None:
    """The demo runner's account there, our hook for its messages, and a listener for our webhooks."""
    scope = Scope(club.org_id, "demo", services.clock().date(), sees_all=True)
    hook = create_hook(services, scope, PROVIDER, HookSecretsGiven(signing=platform.icu.webhook_secret))
    platform.hook_url = f"{api_url}/v1/hooks/{PROVIDER}/{hook.key}"
    connect_by_key(services, scope, club.athlete_ids[RUNNER], PROVIDER, KEY)
    create_endpoint(services, scope, f"{platform_url}/demo/listener", ["*"])


def _said(asked: Asked) -> Mapping[str, Any]:
    said: Mapping[str, Any] = json.loads(asked.body) if asked.body else {}
    return said
