"""The life of a worker process: work until somebody asks it to stop, finish what is begun, and go."""

from __future__ import annotations

import logging
import os
import signal
import threading
from contextlib import nullcontext
from typing import NoReturn

from service.jobs.engine import JobEngine
from service.kit.memory import settle
from service.kit.priority import let_servers_go_first
from service.usecases.services import Services
from service.worker.figures import serving_figures
from service.worker.handlers import job_engine

log = logging.getLogger(__name__)


def work_until_told_to_stop(jobs: JobEngine, drain_s: int) -> None:
    """Returns after SIGTERM or SIGINT, once running jobs are done. What is not done in `drain_s` seconds ends with the process.

    Raises AlreadyAtWork.
    """
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    jobs.launch()
    settle()
    log.info("at work")
    told.wait()
    log.info("told to stop; running jobs have %d seconds", drain_s)
    if not jobs.drain(drain_s):
        leave_running_jobs(0)


def leave_running_jobs(code: int) -> NoReturn:
    """End the process with jobs still running in it, for whose threads the interpreter would wait."""
    log.warning("some jobs were not done in time; they are begun anew elsewhere")
    logging.shutdown()
    os._exit(code)


def work(services: Services, drain_s: int, *, figures_at: tuple[str, int] | None = None) -> None:
    """As `work_until_told_to_stop`, with the solver's processes warm.

    `figures_at` (address and port) serves figures for Prometheus until the last job has ended. Raises AlreadyAtWork, BadInput.
    """
    let_servers_go_first()
    with services.pool, nullcontext() if figures_at is None else serving_figures(services, *figures_at):
        work_until_told_to_stop(job_engine(services), drain_s)
