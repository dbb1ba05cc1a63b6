from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.store.engine import writing
from service.usecases.services import Services
from service.worker.handlers import JOBS_KEPT, handlers
from tests.jobs.bench import Bench
from tests.support.services import NOW, services_on


@pytest.fixture
def services(database: str) -> Iterator[Services]:
    services = services_on(database)
    yield services
    services.store.engine.dispose()


def test_every_kind_of_job_is_done_by_somebody(services: Services) -> None:
    assert set(handlers(services)) == set(JobKind)


def test_the_nightly_clean_up_forgets_what_was_done_long_ago_and_nothing_else(services: Services) -> None:
    bench = Bench(services.store.engine)
    ended = {"old": ("SUCCESS", JOBS_KEPT), "new": ("SUCCESS", JOBS_KEPT - timedelta(hours=1)), "dead": ("ERROR", 9 * JOBS_KEPT)}
    ids = {name: bench.put(name, key=name) for name in (*ended, "waiting")}
    with writing(services.store.engine, None) as session:
        for name, (status, age) in ended.items():
            session.execute(
                text(f"UPDATE {bench.queue_table} SET status = :status, completed_at = :at WHERE workflow_uuid = :id"),
                {"status": status, "at": int((NOW - age).timestamp() * 1000) - 1, "id": ids[name]},
            )
    handlers(services)[JobKind.CLEAN_UP]("tick")
    assert {name: bench.status(id) for name, id in ids.items()} == {"old": None, "new": "SUCCESS", "dead": "ERROR", "waiting": "ENQUEUED"}


def test_the_safety_net_orders_the_clean_up_of_the_day(services: Services) -> None:
    handlers(services)[JobKind.RECONCILE]("tick")
    assert [record.job.kind for record in list_open(services.store.engine)] == [JobKind.CLEAN_UP]
