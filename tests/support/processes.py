"""The shipped commands as processes over a real database, and the processor time that each part of them takes.

The solver runs in children of the process that does the jobs: what those take is the thinking (reading the document, assessing,
solving, explaining), and everything else is the engine.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

import psutil

from tests.api.server import free_port
from tests.support.databases import CrashableServer, crashable_server

ADJUSTER = str(Path(sys.executable).parent / "adjuster")
HOST = "127.0.0.1"
PATIENCE_S = 90


@dataclass(frozen=True)
class Spent:
    """Processor seconds."""

    server: float = 0.0
    jobs: float = 0.0
    """Of workers. Where the server does the jobs too, its own figure holds them."""
    database: float = 0.0
    thinking: float = 0.0

    @property
    def engine(self) -> float:
        return self.server + self.jobs + self.database

    def since(self, before: Spent) -> Spent:
        return Spent(*(now - then for now, then in zip(astuple(self), astuple(before), strict=True)))

    def each(self, count: float) -> Spent:
        """Milliseconds for each of `count`."""
        return Spent(*(1000 * seconds / count for seconds in astuple(self)))


@dataclass
class Running:
    """What is up. `port` is that of the server."""

    url: str
    port: int
    server: psutil.Process
    workers: list[psutil.Process]
    postmaster: psutil.Process | None

    def spent(self) -> Spent:
        return Spent(
            _own_s(self.server),
            sum(_own_s(worker) for worker in self.workers),
            0.0 if self.postmaster is None else _tree_s(self.postmaster),
            sum(_own_s(child) for parent in (self.server, *self.workers) for child in parent.children()),
        )


@contextmanager
def scaled(workers: int = 1, **settings: str) -> Iterator[Running]:
    """A server that does no jobs, workers, and PostgreSQL with everything on that keeps what it has acknowledged."""
    with crashable_server() as postgres, ExitStack() as stack:
        url = postgres.server.create()
        environment = _environment(url, settings)
        subprocess.run([ADJUSTER, "db", "upgrade"], env=environment, check=True, stdout=subprocess.DEVNULL)
        running = [stack.enter_context(_process(["worker"], environment)) for _ in range(workers)]
        port = free_port()
        alone = {"ADJUSTER_SOLVES_AT_ONCE": "1"}  # a server without jobs thinks only for callers of the stateless routes
        server = stack.enter_context(_process(["serve", "--no-worker", "--port", str(port)], environment | alone))
        _wait_until_ready(port, server)
        yield Running(url, port, server, running, _postmaster(postgres))


@contextmanager
def embedded(**settings: str) -> Iterator[Running]:
    """One process that serves and does the jobs, over a SQLite file."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        url, port = f"sqlite:///{folder}/load.db", free_port()
        server = stack.enter_context(_process(["serve", "--port", str(port)], _environment(url, settings)))
        _wait_until_ready(port, server)
        yield Running(url, port, server, [], None)


@contextmanager
def _process(arguments: list[str], environment: dict[str, str]) -> Iterator[psutil.Process]:
    process = subprocess.Popen([ADJUSTER, *arguments], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment(url: str, settings: dict[str, str]) -> dict[str, str]:
    ours = {"ADJUSTER_DATABASE_URL": url, "ADJUSTER_LOG_LEVEL": "ERROR", "ADJUSTER_JOB_DRAIN_SECONDS": "1", "ADJUSTER_DRAIN_SECONDS": "0"}
    return {**os.environ, **ours, **settings}


def _wait_until_ready(port: int, server: psutil.Process) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        assert server.is_running(), "the server did not start"
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the server did not become ready")


def _postmaster(postgres: CrashableServer) -> psutil.Process:
    return psutil.Process(int((postgres.cluster / "postmaster.pid").read_text().splitlines()[0]))


def _own_s(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def _tree_s(process: psutil.Process) -> float:
    """With all children, those that have ended included."""
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system) + sum(_own_s(c) for c in process.children())
