"""Starts a server process and waits until it is ready."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(arguments: list[str], port: int, **environment: str) -> Iterator[tuple[httpx2.Client, subprocess.Popen[bytes]]]:
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environment}, stderr=subprocess.PIPE)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
            _wait(client, process)
            yield client, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)


def _wait(client: httpx2.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx2.TransportError):
            if client.get("/readyz").status_code == 200:
                return
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    raise AssertionError("the server did not become ready")
