"""For the crash run: a club whose athletes all have heavy legs, senders that tell of them, and a receiver that wants to know."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2

from service.kit.clock import system_clock
from service.platforms.fake_server import Asked, Told
from service.platforms.standard.signing import headers_for, new_secret
from service.store.tenancy import Scope
from service.usecases.demo.club import found_club
from service.usecases.platforms.hooks import HookSecretsGiven, create_hook
from tests.support.platform_traffic import TEMPLATE, with_athletes
from tests.support.services import SteppingClock, services_on

MOST_REPEATS = 3
FAILS = 0.1
PAUSE_S = 0.3


@dataclass(frozen=True)
class CrashClub:
    """`athletes` by the name that the sender knows them by; one event each, so that each has to become one proposal."""

    hook: str
    secret: str
    athletes: Sequence[str]


def founded(url: str, receiver: str, athletes: int) -> CrashClub:
    services = services_on(url, clock=SteppingClock(system_clock()))
    demo = found_club(services)
    scope = Scope(demo.org_id, "crash", services.clock().date(), sees_all=True)
    refs = with_athletes(services, scope, demo.athlete_ids[TEMPLATE], athletes)
    with services.store.writing(scope) as work:
        work.endpoints.create(receiver, "report.received adjustment.proposed", json.dumps([{"secret": new_secret()}]))
    secret = new_secret()
    hook = create_hook(services, scope, "standard", HookSecretsGiven(signing=secret))
    services.store.engine.dispose()
    return CrashClub(f"/v1/hooks/standard/{hook.key}", secret, refs)


@dataclass
class Receiver:
    """Fails one call in ten. `taken` are the ids of those that it said yes to."""

    chance: random.Random
    taken: list[str] = field(default_factory=list)
    failed: int = 0

    def __call__(self, asked: Asked) -> Told:
        if self.chance.random() < FAILS:
            self.failed += 1
            return Told(503)
        self.taken.append(asked.headers["webhook-id"])
        return Told(204, b"")


class Senders:
    """Each sends its share of the events one to three times, each time again until somebody says yes."""

    def __init__(self, club: CrashClub, ports: Sequence[int], seed: int, *, count: int = 4) -> None:
        self._club, self._ports = club, ports
        self.messages = 0
        """Those that were acknowledged, repetitions included."""
        shares = [(random.Random(seed * 100 + number), club.athletes[number::count]) for number in range(count)]
        self._threads = [threading.Thread(target=self._send_all, args=share, daemon=True) for share in shares]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    @property
    def are_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def _send_all(self, chance: random.Random, athletes: Sequence[str]) -> None:
        for athlete in athletes:
            for _ in range(chance.randint(1, MOST_REPEATS)):
                while not self._is_taken(chance.choice(self._ports), athlete):
                    time.sleep(PAUSE_S)
            time.sleep(PAUSE_S)

    def _is_taken(self, port: int, athlete: str) -> bool:
        now = system_clock()
        report = {"observed_at": now.isoformat(), "is_run": True, "heaviness": 7, "timing": "whole", "runs_heavy_in_row": 2}
        told = {"type": "report.submitted", "timestamp": now.isoformat(), "data": {"athlete_ref": athlete, "report": report}}
        body = json.dumps(told).encode()
        headers = headers_for([self._club.secret], f"message-{athlete}", now, body)
        try:
            answer = httpx2.post(f"http://127.0.0.1:{port}{self._club.hook}", content=body, headers=headers, timeout=10, trust_env=False)
        except httpx2.TransportError:
            return False
        assert answer.is_success or answer.status_code >= 500, answer.text
        self.messages += answer.is_success
        return answer.is_success
