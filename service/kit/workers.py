"""Warm worker processes for jobs that may run long, eat memory or die.

A job is a function that a spawned process can import. Each job has a wall limit; a worker that overruns it, or dies, is
killed and replaced, so nothing that one job does is felt by the next. Threads wait for answers; they hold no lock of the
interpreter while they wait.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self, TypeVar

from service.errors import ServiceError
from service.kit.faults import place_of
from service.kit.memory import limit_memory, settle
from service.kit.priority import let_servers_go_first

Payload = TypeVar("Payload")
Answer = TypeVar("Answer")

log = logging.getLogger(__name__)
RESTART_PAUSE_S = 1.0
"""Pause before a worker that could not even warm up is tried again."""


class WorkersBusy(ServiceError):
    """Every worker is taken and the line is full, or nobody came free in time."""

    code = "over-capacity"


class JobOverran(ServiceError):
    """The job was still running at its wall limit; its worker was killed."""

    code = "took-too-long"


class JobFailed(ServiceError):
    """The job raised something unforeseen, or its worker died."""

    code = "internal"


@dataclass(frozen=True, slots=True)
class Limits:
    """`size` jobs at once; `waiting` more may stand in line, each for `wait_s` at most; each job may take `wall_s`."""

    size: int
    waiting: int
    wait_s: float
    wall_s: float
    memory_bytes: int | None = None
    """Address space of one worker; None leaves it to the machine."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a job died of: the sort of error and where, never its words, which may quote a person's answers."""

    place: str


@dataclass(slots=True)
class _Duty:
    """Whether a worker has a job, and whether it was told to end: then it answers first."""

    busy: bool = False
    told: bool = False

    def end(self, *_: Any) -> None:
        self.told = True
        if not self.busy:
            sys.exit(0)


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    line: Connection

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        with suppress(OSError):  # two threads may give it up at the same moment
            self.line.close()


class WorkerPool:
    """Runs jobs in `limits.size` processes that called `warm` before their first job."""

    def __init__(self, warm: Callable[[], None], limits: Limits) -> None:
        self.limits = limits
        self._warm = warm
        self._context = multiprocessing.get_context("spawn")
        self._free: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._workers: set[_Worker] = set()
        self._lock = threading.Lock()
        self._inside = 0
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def open(self) -> None:
        """Start warming; returns at once. Jobs given now wait in line."""
        for _ in range(self.limits.size):
            self._hire()

    def close(self) -> None:
        """Kill every worker, busy or not."""
        self._closed.set()
        with self._lock:
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.kill()

    @property
    def is_ready(self) -> bool:
        """Whether at least one worker is warm."""
        with self._lock:
            return bool(self._workers)

    def run(self, job: Callable[[Payload], Answer], payload: Payload) -> Answer:
        """The answer of `job(payload)`, computed in a worker.

        Raises WorkersBusy, JobOverran, or JobFailed.
        """
        self._enter()
        try:
            worker = self._take()
            return self._ask(worker, job, payload)
        finally:
            with self._lock:
                self._inside -= 1

    def _enter(self) -> None:
        with self._lock:
            if self._inside >= self.limits.size + self.limits.waiting:
                raise WorkersBusy("All places are taken. Try again shortly.")
            self._inside += 1

    def _take(self) -> _Worker:
        while True:
            try:
                worker = self._free.get(timeout=self.limits.wait_s)
            except queue.Empty:
                raise WorkersBusy("No place came free in time. Try again shortly.") from None
            if worker.process.is_alive():
                return worker
            self._replace(worker)

    def _ask(self, worker: _Worker, job: Callable[[Payload], Answer], payload: Payload) -> Answer:
        try:
            worker.line.send((job, payload))
            if not worker.line.poll(self.limits.wall_s):
                self._replace(worker)
                raise JobOverran(f"Not finished within {self.limits.wall_s:g} seconds; given up.")
            answer: Any = worker.line.recv()
        except (EOFError, OSError):
            self._replace(worker)
            raise JobFailed("The worker died.") from None
        self._free.put(worker)
        if isinstance(answer, _Failure):
            log.error("job %s failed: %s", job.__name__, answer.place)
            raise JobFailed("The job failed.")
        return answer  # type: ignore[no-any-return]

    def _replace(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.kill()
        self._hire()

    def _hire(self) -> None:
        threading.Thread(target=self._train, name="worker-warm-up", daemon=True).start()

    def _train(self) -> None:
        """Start one worker and put it in line once it is warm; try again until that works or the pool is closed."""
        while not self._closed.is_set():
            here, there = self._context.Pipe()
            process = self._context.Process(target=_work, args=(there, self._warm, self.limits.memory_bytes), daemon=True)
            process.start()
            there.close()
            worker = _Worker(process, here)
            with suppress(EOFError, OSError):
                here.recv()
                self._enlist(worker)
                return
            log.error("a worker could not warm up")
            worker.kill()
            self._closed.wait(RESTART_PAUSE_S)

    def _enlist(self, worker: _Worker) -> None:
        with self._lock:
            if not self._closed.is_set():
                self._workers.add(worker)
                self._free.put(worker)
                return
        worker.kill()


def _work(line: Connection, warm: Callable[[], None], memory_bytes: int | None) -> None:
    """Life of a worker: warm up, then one job after the other until the line is cut or somebody says that it is enough."""
    duty = _Duty()
    # Ctrl-C reaches the whole process group; the parent decides what it means. So does a supervisor's SIGTERM, while the
    # parent still finishes what is begun.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, duty.end)
    if memory_bytes is not None:
        limit_memory(memory_bytes)
    warm()
    settle()
    let_servers_go_first()
    line.send("warm")
    while not duty.told:
        try:
            job, payload = line.recv()
        except EOFError:
            return
        duty.busy = True
        line.send(_attempt(job, payload))
        duty.busy = False


def _attempt(job: Callable[[Any], Any], payload: Any) -> Any:
    try:
        return job(payload)
    except Exception as error:  # noqa: BLE001  the edge of the process: whatever it is, the worker lives on
        return _Failure(place_of(error))
