"""Starts a server process over a new database and waits until it is ready."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import httpx2

from service.store import migrating


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(arguments: list[str], port: int, **environment: str) -> Iterator[tuple[httpx2.Client, subprocess.Popen[bytes]]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/served.db"
        migrating.upgrade(url)
        with (
            Path(folder, "log").open("w+b") as log,
            _started(arguments, port, log, {"ADJUSTER_DATABASE_URL": url, **environment}) as started,
        ):
            yield started


@contextlib.contextmanager
def _started(
    arguments: list[str], port: int, log: IO[bytes], environment: dict[str, str]
) -> Iterator[tuple[httpx2.Client, subprocess.Popen[bytes]]]:
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environment}, stderr=log)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
            _wait(client, process, log)
            yield client, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def _wait(client: httpx2.Client, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    for _ in range(600):
        with contextlib.suppress(httpx2.TransportError):
            if client.get("/readyz").status_code == 200:
                return
        assert process.poll() is None, Path(log.name).read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the server did not become ready")
