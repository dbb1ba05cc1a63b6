"""The worker's side of the queue: it takes jobs, has them done, tries again later what failed, and forgets nothing when it dies.

A job that fails is not an error of the queue, which would end it for good: it is put back with a pause, twelve times, and is
dead after that. So is one whose worker died of it, lest it kill one worker after the other and hold up all the rest. Dead jobs
stay visible until somebody takes them up again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.errors import ServiceError
from service.jobs.adopting import Adoption
from service.jobs.depths import starts_of
from service.jobs.ending import Save, commit, end
from service.jobs.enqueuing import APPLICATION, put
from service.jobs.job import GivenUp, Job
from service.jobs.kinds import LINE_OF, LINES, SCHEDULES, JobKind
from service.jobs.library_log import AttemptFailed, quieten
from service.jobs.schema import plain_url
from service.jobs.seats import NumberedSeat, OnlySeat, take_seat
from service.jobs.stranded import Stranded
from service.kit.faults import place_of
from service.store.engine import open_queue_engine
from service.store.faults import DatabaseBusy, is_away, unreachable
from service.store.line import giving_way

Handler = Callable[..., Save | None]
"""Does a job, given its ids, and may do it twice when the process dies in between. What must not be done twice it hands back:
that is run in the very transaction that ends the job."""
Alarm = Callable[..., None]
"""Tells people of a job that fails again and again, given the last error and the ids of the job."""

VERSION = "1"
"""Jobs begun under one version are never taken up under another: raise it only with an empty queue."""
MOST_CRASHES = 50
"""The library's own limit, never reached: it knows no pauses."""
THREADS = max(32, sum(line.at_once for line in LINES) + 2 * len(SCHEDULES))
"""A job that was taken and found no thread would look as if it had stranded."""
ALARMING = 6
"""So many attempts take one to two minutes. What still fails then is more than a database that was away for a moment."""
UNWELL_S = 10.0
"""Between tries to put a job back into a database that takes no changes."""
NOBODY_WAITS: Mapping[JobKind, Alarm] = {}
log = logging.getLogger(__name__)


class WorkerDied(ServiceError):
    """A job was begun, and its worker did not live to finish it. It may have been the job that killed it."""

    code = "worker-died"


class JobEngine:
    """Runs jobs in threads of this process, from `launch` to `drain`. There can be one in a process."""

    def __init__(
        self,
        engine: Engine,
        handlers: Mapping[JobKind, Handler],
        schedules: Mapping[JobKind, str] = SCHEDULES,
        alarms: Mapping[JobKind, Alarm] = NOBODY_WAITS,
    ) -> None:
        if missing := sorted(set(JobKind) - set(handlers)):
            raise ValueError(f"nobody does {', '.join(missing)}: such jobs would wait for ever")
        self._engine = engine
        self._handlers = handlers
        self._schedules = schedules
        self._alarms = alarms
        self._queue_engine = open_queue_engine(engine)
        self._seat: OnlySeat | NumberedSeat | None = None
        self._adoption: Adoption | None = None
        self._stranded: Stranded | None = None
        self._running: set[str] = set()

    def launch(self) -> None:
        """Take a seat, take up what was left lying under its name, and begin. Raises AlreadyAtWork, DatabaseUnreachable.

        To be called, like `drain`, from a thread in which no event loop runs.
        """
        from dbos import DBOS  # noqa: PLC0415  a second of loading that most commands can do without

        self._seat = take_seat(self._engine)
        if isinstance(self._seat, NumberedSeat):
            self._adoption = Adoption(self._seat)
            self._adoption.start()
        try:
            self._configure(self._seat.name)
            ticks = {kind: self._declare(kind) for kind in JobKind}
            DBOS.launch()
            for line in LINES:
                one = 1 if line.takes_turns else None
                DBOS.register_queue(line.name, worker_concurrency=line.at_once, partition_concurrency=one, polling_interval_sec=line.look_s)
            DBOS.apply_schedules(
                [{"schedule_name": kind.value, "workflow_fn": ticks[kind], "schedule": cron} for kind, cron in self._schedules.items()]
            )
        except BaseException as error:
            self.drain(0)
            if is_away(error):
                raise unreachable(f"The database takes no changes now: {place_of(error)}.") from None
            raise
        self._stranded = Stranded(self._seat.name, self._running)
        self._stranded.start()
        if self._adoption is not None:
            self._adoption.begin()

    def drain(self, timeout_s: int) -> bool:
        """Take no more jobs, give running ones `timeout_s` seconds, and stop. What is not finished goes on after the next launch.

        False when something is still running, in threads that nothing can end but the end of the process; it stores nothing any more.
        """
        from dbos import DBOS  # noqa: PLC0415

        if self._stranded is not None:
            self._stranded.end()
            self._stranded = None
        if self._adoption is not None:
            self._adoption.rest()
        DBOS.destroy(workflow_completion_timeout_sec=timeout_s, destroy_registry=True)
        if self._adoption is not None:
            self._adoption.end()
            self._adoption = None
        if self._queue_engine is not self._engine:
            self._queue_engine.dispose()
        if self._seat is not None:
            self._seat.leave()
            self._seat = None
        return not self._running

    def _configure(self, name: str) -> None:
        from dbos import DBOS, DBOSPortableJSONSerializer  # noqa: PLC0415

        quieten()
        DBOS(
            config={
                "name": APPLICATION, "system_database_engine": self._queue_engine,
                "system_database_url": plain_url(self._engine.url), "executor_id": name, "application_version": VERSION,
                "serializer": DBOSPortableJSONSerializer(), "max_executor_threads": THREADS, "log_level": "WARNING",
                "run_migrations": False,
            }
        )  # fmt: skip

    def _declare(self, kind: JobKind) -> Callable[..., None]:
        """Tell the queue how a kind is done; gives what its schedule would run."""
        from dbos import DBOS  # noqa: PLC0415

        def work(payload: dict[str, Any]) -> None:
            self._carry_out(Job.of_payload(payload))

        def tick(instant: Any, _context: Any) -> None:
            minute = str(instant)
            commit(self._engine, lambda session: put(session, Job(kind, (minute,), minute), 0))

        DBOS.workflow(name=kind.value, max_recovery_attempts=MOST_CRASHES)(work)
        if LINE_OF[kind].takes_turns:
            return tick
        return DBOS.workflow(name=f"{kind.value}-tick", max_recovery_attempts=MOST_CRASHES)(tick)

    def _carry_out(self, job: Job) -> None:
        self._running.add(job.id)
        try:
            with giving_way():
                self._attempt(job)
        finally:
            self._running.discard(job.id)

    def _attempt(self, job: Job) -> None:
        try:
            self._expect_first_start(job)
            save = self._handlers[job.kind](*job.ids)
            if save is not None:
                end(self._engine, job.id, save)
        except Exception as error:  # noqa: BLE001  whatever a job died of, the queue lives on
            reason = AttemptFailed(place_of(error) if not isinstance(error, ServiceError) else f"{error.code}: {place_of(error)}")
            is_over = isinstance(error, GivenUp) or not job.may_be_tried_again
            if job.attempt == ALARMING or not job.may_be_tried_again:
                self._raise_alarm(job, error)
        else:
            return
        if is_over:
            log.error("job %s is dead: %s", job.id, reason.message)
            raise reason
        log.warning("job %s failed and is tried again: %s", job.id, reason.message)
        self._put_back(job)

    def _raise_alarm(self, job: Job, error: Exception) -> None:
        """Before the job is put back: whoever dies in between tells twice rather than never."""
        alarm = self._alarms.get(job.kind)
        if alarm is None:
            return
        try:
            alarm(error, *job.ids)
        except Exception as failed:  # noqa: BLE001  the job is tried again whether or not anybody could be told
            log.error("nobody could be told that job %s fails: %s", job.id, place_of(failed))  # noqa: TRY400  its words may quote a person

    def _expect_first_start(self, job: Job) -> None:
        if starts_of(self._queue_engine, job.id) > 1:
            raise WorkerDied("The worker that began it died before it was done.")

    def _put_back(self, job: Job) -> None:
        """However long the database takes no changes: a job that is not put back would be dead without having had its attempts."""
        while True:
            try:
                return end(self._engine, job.id, lambda session: put(session, job.tried_again(), job.pause_s))
            except (SQLAlchemyError, DatabaseBusy) as error:
                log.warning("job %s cannot be put back yet: %s", job.id, place_of(error))
            except Exception as error:  # noqa: BLE001  the queue writes down what it gets, and words of an error may quote what was to be stored
                raise AttemptFailed(place_of(error)) from None
            time.sleep(UNWELL_S)
