"""Jobs that we have begun, that run no more, and whose end nobody could write down: the disk was full, the database took no changes.

The queue takes them for running as long as we live, and lets nobody else of the same athlete have a turn.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Set as AbstractSet

from service.jobs.kinds import LINE_OF, JobKind
from service.kit.faults import place_of

ROUND_S = 30.0
log = logging.getLogger(__name__)


class Stranded:
    """Puts such jobs back into the queue, from `start` to `end`. They are done once: what they had stored has its mark."""

    def __init__(self, seat: str, running: AbstractSet[str]) -> None:
        self._seat = seat
        self._running = running
        self._suspects: set[str] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="stranded-jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(ROUND_S):
            try:
                self._look()
            except Exception as error:  # noqa: BLE001  the database may still be unwell; the next round comes
                log.warning("could not look for stranded jobs: %s", place_of(error))

    def _look(self) -> None:
        """What runs no more in two rounds has not just been begun or ended."""
        from dbos import DBOS  # noqa: PLC0415

        kinds = [kind.value for kind in JobKind]
        ours = DBOS.list_workflows(status="PENDING", executor_id=self._seat, name=kinds, load_input=False, load_output=False)
        idle = {job.workflow_id: JobKind(job.name) for job in ours if job.workflow_id not in self._running}
        for id in self._suspects & set(idle):
            DBOS.resume_workflow(id, queue_name=LINE_OF[idle.pop(id)].name)
            log.warning("job %s had stranded and waits again", id)
        self._suspects = set(idle)
