"""Which use case does which job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from service.jobs.engine import Alarm, Handler, JobEngine
from service.jobs.kinds import JobKind
from service.jobs.records import forget_done
from service.usecases.answer_reports import answer_reports
from service.usecases.digests import send_due_digests
from service.usecases.expiring import expire_passed
from service.usecases.platforms.forgetting import forget_platform_events
from service.usecases.platforms.poll import poll_connection, poll_platforms
from service.usecases.platforms.process import process_event
from service.usecases.platforms.publish import publish_plan
from service.usecases.platforms.subscriptions import keep_subscriptions
from service.usecases.privacy import forget_what_is_old
from service.usecases.reconcile import order_clean_up, reconcile
from service.usecases.send_notification import send_notification
from service.usecases.services import Services
from service.usecases.unanswered import tell_of_message, tell_of_reports
from service.usecases.webhooks.deliver import deliver_webhook
from service.worker.patience import patiently

JOBS_KEPT = timedelta(days=7)
"""So long is a job that was done known as a repetition when it comes again."""


def handlers(services: Services) -> Mapping[JobKind, Handler]:
    """One for every kind."""
    return {
        JobKind.ADJUST_PLAN: lambda org_id, athlete_id, *operation: patiently(
            lambda: answer_reports(services, org_id, athlete_id, *operation)
        ),
        JobKind.SEND_NOTIFICATION: lambda org_id, letter_id: send_notification(services, org_id, letter_id),
        JobKind.PROCESS_EVENT: lambda org_id, inbox_id: process_event(services, org_id, inbox_id),
        JobKind.DELIVER_WEBHOOK: lambda org_id, delivery_id: deliver_webhook(services, org_id, delivery_id),
        JobKind.PUBLISH_PLAN: lambda org_id, connection_id: publish_plan(services, org_id, connection_id),
        JobKind.POLL_CONNECTION: lambda org_id, connection_id, _day: poll_connection(services, org_id, connection_id),
        JobKind.POLL_PLATFORMS: lambda _tick: _done(poll_platforms(services)),
        JobKind.WRITE_DIGESTS: lambda _tick: _done(send_due_digests(services)),
        JobKind.RECONCILE: lambda _tick: _reconcile(services),
        JobKind.CLEAN_UP: lambda _tick: _clean_up(services),
    }


def alarms(services: Services) -> Mapping[JobKind, Alarm]:
    """Of jobs that a person waits for without knowing."""
    return {JobKind.ADJUST_PLAN: partial(tell_of_reports, services), JobKind.PROCESS_EVENT: partial(tell_of_message, services)}


def job_engine(services: Services) -> JobEngine:
    """One that knows how everything is done."""
    return JobEngine(services.store.engine, handlers(services), alarms=alarms(services))


class AtWork:
    """A process that does jobs from now until `stop`. Raises AlreadyAtWork."""

    def __init__(self, services: Services, drain_s: int) -> None:
        self._engine: JobEngine | None = job_engine(services)
        self._drain_s = drain_s
        self._is_done = True
        self._engine.launch()

    def stop(self) -> bool:
        """Take no more jobs and give running ones their time; whether that was enough. A second call says the same."""
        engine, self._engine = self._engine, None
        if engine is not None:
            self._is_done = engine.drain(self._drain_s)
        return self._is_done


def _done(_count: int) -> None:
    """A sweep leaves nothing to be saved with its end: it may be done twice."""


def _reconcile(services: Services) -> None:
    order_clean_up(services)
    reconcile(services)


def _clean_up(services: Services) -> None:
    expire_passed(services)
    forget_what_is_old(services)
    forget_platform_events(services)
    keep_subscriptions(services)
    forget_done(services.store.engine, services.clock() - JOBS_KEPT)
