"""A worker has no API; what it counts and times is served on a port of its own, where the operator wants that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import start_http_server

from service.errors import BadInput, Finding
from service.usecases.figures import all_figures
from service.usecases.services import Services

log = logging.getLogger(__name__)


@contextmanager
def serving_figures(services: Services, host: str, port: int) -> Iterator[int]:
    """`/metrics` for as long as this is open; the port, which is a free one for 0. Raises BadInput where it cannot be taken."""
    try:
        server, thread = start_http_server(port, host, all_figures(services))
    except OSError as error:
        detail = f"Figures cannot be served at {host}:{port}: {error.strerror or error}."
        findings = [Finding("ADJUSTER_WORKER_METRICS_PORT", "bad-setting", detail)]
        raise BadInput(detail, findings=findings, place="environment") from None
    log.info("figures at http://%s:%d/metrics", host, server.server_port)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
