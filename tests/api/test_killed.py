"""A server that is killed under load loses nothing that it acknowledged, and what a caller repeats under its key is there once."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from service.jobs import schema
from service.usecases.keys import Permission, create_key
from tests.api.server import free_port
from tests.jobs.bench import until
from tests.support.services import SteppingClock, a_club, bearing, services_on

CYCLES = 20
SENDERS = 4
START = "from service import bootstrap; from service.cli import api; api.serve_api(bootstrap.read_settings(port={port}), does_jobs=False)"
"""Without the jobs, which would be done meanwhile: this is about what was acknowledged."""


@contextlib.contextmanager
def server(url: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "ADJUSTER_DATABASE_URL": url, "ADJUSTER_SOLVES_AT_ONCE": "1", "ADJUSTER_CALLS_PER_MINUTE": "1000000"}
    process = subprocess.Popen([sys.executable, "-c", START.format(port=port)], env=environment, stderr=subprocess.DEVNULL)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            while True:
                with contextlib.suppress(httpx2.TransportError):
                    if client.get("/livez").status_code == 200:
                        break
                assert process.poll() is None
                time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.wait()


class Sender:
    """Sends one report after the other, each under a key of its own, and again under that key until it is acknowledged."""

    def __init__(self, name: str, path: str, key: dict[str, str]) -> None:
        self.name, self.path, self.key = name, path, key
        self.number = 0
        self.acknowledged: dict[str, str] = {}

    def send_until(self, ended: threading.Event, port: int) -> None:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60) as client:
            while not ended.is_set():
                key = f"{self.name}-{self.number}"
                said = {"observed_at": datetime(2026, 3, 4, tzinfo=UTC).isoformat(), "note": key}
                try:
                    answer = client.post(self.path, json=said, headers=self.key | {"Idempotency-Key": key})
                except httpx2.TransportError:
                    return
                assert answer.status_code == 202, answer.text
                self.acknowledged[key] = answer.json()["id"]
                self.number += 1


def acknowledged_by(senders: list[Sender]) -> int:
    return sum(len(sender.acknowledged) for sender in senders)


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'killed.db'}"
    schema.upgrade(url)
    services = services_on(url, clock=SteppingClock(datetime.now(UTC)))
    club = a_club(services)
    with services.store.writing(club.office) as work:
        athlete = work.athletes.create(name="Eva", timezone="UTC", profile="{}")
    _, token = create_key(services, club.office, name="sender", permissions=Permission)
    senders = [Sender(f"s{n}", f"/v1/athletes/{athlete.id}/reports", bearing(token)) for n in range(SENDERS)]
    chance = random.Random(7)
    for _ in range(CYCLES):
        port, ended, before = free_port(), threading.Event(), acknowledged_by(senders)
        with server(url, port) as process:
            threads = [threading.Thread(target=sender.send_until, args=(ended, port)) for sender in senders]
            for thread in threads:
                thread.start()
            # A busy machine may need a while for the first report; killed before it, the server would have promised nothing.
            until(lambda known=before: acknowledged_by(senders) > known)
            time.sleep(chance.random() * 0.5)
            process.send_signal(signal.SIGKILL)
            for thread in threads:
                thread.join()
    with services.store.reading(club.office) as work:
        kept = work.reports.since(athlete.id, datetime(2026, 1, 1, tzinfo=UTC))
    by_note = [json.loads(report.document)["note"] for report in kept]
    assert len(by_note) == len(set(by_note)), "a report is there twice"
    acknowledged = {id: key for sender in senders for key, id in sender.acknowledged.items()}
    there = {report.id: json.loads(report.document)["note"] for report in kept}
    assert len(acknowledged) > CYCLES
    assert {id: there.get(id) for id in acknowledged} == acknowledged, "an acknowledged report is lost"
    services.store.engine.dispose()
