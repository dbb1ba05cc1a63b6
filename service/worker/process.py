"""The life of a worker process: work until somebody asks it to stop, finish what is begun, and go."""

from __future__ import annotations

import logging
import signal
import threading

from service.jobs.engine import JobEngine
from service.usecases.services import Services
from service.worker.handlers import handlers

log = logging.getLogger(__name__)


def work_until_told_to_stop(jobs: JobEngine, drain_s: int) -> None:
    """Returns after SIGTERM or SIGINT, once running jobs are done or `drain_s` seconds are over. What is left goes on elsewhere.

    Raises AlreadyAtWork.
    """
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    jobs.launch()
    log.info("at work")
    told.wait()
    log.info("told to stop; running jobs have %d seconds", drain_s)
    jobs.drain(drain_s)


def work(services: Services, drain_s: int) -> None:
    """As `work_until_told_to_stop`, with the solver's processes warm. Raises AlreadyAtWork."""
    with services.pool:
        work_until_told_to_stop(JobEngine(services.store.engine, handlers(services)), drain_s)
