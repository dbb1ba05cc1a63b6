"""What a worker counts can be asked for on a port of its own, where an operator wants that."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection

import pytest

from service.errors import BadInput
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.settings import Settings
from service.usecases.figures import figures
from service.usecases.services import Services
from service.worker.figures import serving_figures
from tests.api.server import free_port
from tests.support.services import Club

HERE = "127.0.0.1"
WORKER = "from service.cli import main; import sys; sys.argv = ['adjuster', 'worker']; main()"


def asked(port: int) -> tuple[int, str]:
    connection = HTTPConnection(HERE, port, timeout=10)
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def names(text: str) -> set[str]:
    return set(re.findall(r"^# TYPE (\S+)", text, re.MULTILINE))


def test_a_worker_serves_the_figures_that_a_server_has_and_the_queue_among_them(services: Services, club: Club) -> None:
    with services.store.writing(club.office) as work:
        enqueue(work.session, JobKind.DELIVER_WEBHOOK, club.org_id, "d1")
    services.measures.webhooks.labels("delivered").inc()
    services.measures.solve.labels("adjust").observe(0.2)
    with serving_figures(services, HERE, 0) as port:
        status, told = asked(port)
    assert status == 200
    assert names(told) == names(figures(services).decode())
    for line in (
        'adjuster_jobs{line="sending",state="waiting"} 1.0', 'adjuster_webhooks_total{outcome="delivered"} 1.0',
        'adjuster_solve_seconds_count{job="adjust"} 1.0', "adjuster_workers_ready 1.0",
    ):  # fmt: skip
        assert line in told


def test_nothing_answers_any_more_once_the_worker_has_ended(services: Services) -> None:
    with serving_figures(services, HERE, 0) as port:
        assert asked(port)[0] == 200
    with pytest.raises(ConnectionRefusedError):
        asked(port)


def test_a_port_that_is_taken_is_named(services: Services) -> None:
    with (
        serving_figures(services, HERE, 0) as port,
        pytest.raises(BadInput, match=f"{HERE}:{port}") as caught,
        serving_figures(services, HERE, port),
    ):
        pass
    assert caught.value.findings[0].pointer == "ADJUSTER_WORKER_METRICS_PORT"


def test_without_the_setting_nothing_is_served_and_with_it_only_to_this_machine() -> None:
    assert Settings.model_fields["worker_metrics_port"].default is None
    assert Settings.model_fields["worker_metrics_host"].default == HERE


def test_a_worker_that_is_told_to_stop_takes_its_port_along(database: str) -> None:
    port = free_port()
    ours = {"ADJUSTER_DATABASE_URL": database, "ADJUSTER_WORKER_METRICS_PORT": str(port), "ADJUSTER_SOLVES_AT_ONCE": "1"}
    command = [sys.executable, "-c", WORKER]
    with subprocess.Popen(command, env={**os.environ, **ours}, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr is not None
        try:
            assert any('"at work"' in line for line in worker.stderr)
            assert "adjuster_workers_ready" in asked(port)[1]
        finally:
            worker.send_signal(signal.SIGTERM)
            worker.stderr.read()
    assert worker.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        asked(port)
