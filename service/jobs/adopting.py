"""Keeping the seat, taking over the jobs of workers that died, and stopping at once when others may take us for dead."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable

from service.jobs.seats import NumberedSeat

ROUND_S = 2.0
FENCED = 75
"""Exit code (EX_TEMPFAIL): start me again."""
log = logging.getLogger(__name__)


class Adoption:
    """Lets PostgreSQL hear every two seconds, from `start` to `end`, that we live.

    From `begin` to `rest` it also looks whose begun jobs belong to nobody alive, and puts those back into the queue.
    """

    def __init__(self, seat: NumberedSeat, round_s: float = ROUND_S, stop_process: Callable[[int], object] = os._exit) -> None:
        self._seat = seat
        self._round_s = round_s
        self._stop_process = stop_process
        self._adopts = False
        self._looking = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="job-adoption", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def begin(self) -> None:
        """The queue is there: look round from now on."""
        self._adopts = True

    def rest(self) -> None:
        """The queue is about to go: look round no more. The seat is kept until our own running jobs are done."""
        with self._looking:
            self._adopts = False

    def end(self) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self._round_s):
            if not self._seat.is_held():
                # Somebody else may be doing our jobs by now. Nothing that we would still store may reach the database.
                log.critical("the seat at the job queue was lost; stopping at once so that no job is done twice")
                self._stop_process(FENCED)
                return
            try:
                self._look_round()
            except Exception as error:  # noqa: BLE001  whatever it is, this thread must live: it alone notices that the seat is lost
                log.warning("could not look for jobs of dead workers: %s", type(error).__name__)

    def _look_round(self) -> None:
        with self._looking:
            if self._adopts:
                self.adopt()

    def adopt(self) -> None:
        """One look round."""
        from dbos import DBOS  # noqa: PLC0415

        begun = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        for name in sorted({job.executor_id for job in begun if job.executor_id} - {self._seat.name}):
            with self._seat.of_the_dead(name) as is_dead:
                if is_dead:
                    # Reads anew which jobs those are: until now their owner may have lived and finished.
                    adopted = DBOS._recover_pending_workflows([name])  # noqa: SLF001  the public way forgets the count of attempts
                    log.warning("took over %d jobs of %s", len(adopted), name)
