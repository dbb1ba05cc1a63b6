from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import text

from service.jobs import records
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.engine import writing
from tests.jobs.bench import Bench


def test_a_job_is_born_in_the_transaction_of_its_rows(resting: Bench) -> None:
    with pytest.raises(ZeroDivisionError), writing(resting.engine, None) as session:
        enqueue(session, JobKind.ADJUST_PLAN, "a", of="a")
        raise ZeroDivisionError
    assert records.list_open(resting.engine) == []
    with writing(resting.engine, None) as session:
        id = enqueue(session, JobKind.ADJUST_PLAN, "a", of="a")
    assert [(record.job.id, record.job.ids, record.state) for record in records.list_open(resting.engine)] == [(id, ("a",), "waiting")]


def test_nobody_sees_a_job_before_the_commit(resting: Bench) -> None:
    with writing(resting.engine, None) as session:
        id = enqueue(session, JobKind.SEND_NOTIFICATION, "n")
        assert resting.status(id) is None
    assert resting.status(id) == "ENQUEUED"


def test_a_key_makes_repetitions_one_job_and_leaves_the_transaction_whole(resting: Bench) -> None:
    first = resting.put("a", key="report-1")
    with writing(resting.engine, None) as session:
        again = enqueue(session, JobKind.ADJUST_PLAN, "b", of="a", key="report-1")
        session.execute(text("INSERT INTO organisations (id, name, created_at) VALUES ('o', 'x', '2026-03-04')"))
    assert first == again
    assert [record.job.ids for record in records.list_open(resting.engine)] == [("a",)]
    with writing(resting.engine, None) as session:
        assert session.execute(text("SELECT count(*) FROM organisations")).scalar_one() == 1


def test_without_a_key_each_call_is_a_job(resting: Bench) -> None:
    assert resting.put("a") != resting.put("a")
    assert len(records.list_open(resting.engine)) == 2


def test_a_job_may_wait_for_its_time(resting: Bench) -> None:
    resting.put("n", kind=JobKind.SEND_NOTIFICATION, delay_s=3600)
    assert [record.state for record in records.list_open(resting.engine)] == ["waiting for its time"]


def test_a_job_that_takes_turns_needs_to_be_of_somebody(resting: Bench) -> None:
    with pytest.raises(ValueError, match="of whom"), writing(resting.engine, None) as session:
        enqueue(session, JobKind.ADJUST_PLAN, "a")


def test_nothing_of_the_queue_is_loaded_before_it_is_used() -> None:
    program = (
        "import sys, service.jobs.engine, service.jobs.enqueuing, service.jobs.records, service.jobs.schema; print('dbos' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "False"
