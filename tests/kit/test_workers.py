from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from service.kit.priority import NICENESS
from service.kit.workers import JobFailed, JobOverran, Limits, WorkerPool, WorkersBusy
from tests.kit import jobs

ONE = Limits(size=1, waiting=0, wait_s=20, wall_s=20)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(jobs.warm, replace(ONE, waiting=4)) as pool:
        yield pool


def wait_for_end(process: psutil.Process) -> None:
    """Without taking note of it: that is for the pool to do."""
    while process.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)


def test_a_job_is_answered_from_another_process(pool: WorkerPool) -> None:
    assert pool.run(jobs.double, 21) == 42
    assert pool.run(jobs.process_id, None) != psutil.Process().pid


def test_the_same_warm_process_serves_one_job_after_the_other(pool: WorkerPool) -> None:
    assert pool.run(jobs.process_id, None) == pool.run(jobs.process_id, None)


def test_a_job_is_done_at_a_lower_priority_than_that_of_whoever_answers_callers(pool: WorkerPool) -> None:
    assert psutil.Process(pool.run(jobs.process_id, None)).nice() >= NICENESS


def test_a_job_that_raises_leaves_its_worker_alive_and_its_words_unspoken(pool: WorkerPool, caplog: pytest.LogCaptureFixture) -> None:
    before = pool.run(jobs.process_id, None)
    with caplog.at_level(logging.ERROR), pytest.raises(JobFailed) as caught:
        pool.run(jobs.fail, "left calf swollen")
    assert "swollen" not in str(caught.value) + caplog.text
    assert "ValueError in fail" in caplog.text
    assert pool.run(jobs.process_id, None) == before


def test_a_worker_that_dies_is_replaced(pool: WorkerPool) -> None:
    before = pool.run(jobs.process_id, None)
    with pytest.raises(JobFailed):
        pool.run(jobs.die, None)
    assert pool.run(jobs.process_id, None) != before


def test_an_idle_worker_that_was_killed_is_replaced_before_the_next_job(pool: WorkerPool) -> None:
    before = pool.run(jobs.process_id, None)
    victim = psutil.Process(before)
    victim.kill()
    wait_for_end(victim)
    assert pool.run(jobs.process_id, None) != before


def test_a_worker_that_is_told_to_end_answers_first(tmp_path: Path) -> None:
    """Supervisors tell all processes of a service at once, while the one that waits for the answer still wants it."""
    with WorkerPool(jobs.warm, ONE) as pool, ThreadPoolExecutor() as threads:
        worker = psutil.Process(pool.run(jobs.process_id, None))
        begun = tmp_path / "begun"
        answer = threads.submit(pool.run, jobs.say_so_and_sleep, str(begun))
        while not begun.exists():
            time.sleep(0.01)
        worker.terminate()
        assert answer.result() == "slept"
        wait_for_end(worker)
        assert pool.run(jobs.process_id, None) != worker.pid


def test_a_worker_without_a_job_ends_as_soon_as_it_is_told_to() -> None:
    with WorkerPool(jobs.warm, ONE) as pool:
        worker = psutil.Process(pool.run(jobs.process_id, None))
        worker.terminate()
        wait_for_end(worker)


def test_a_job_beyond_its_wall_limit_is_given_up_and_its_process_is_gone() -> None:
    with WorkerPool(jobs.warm, replace(ONE, wall_s=0.5)) as pool:
        victim = psutil.Process(pool.run(jobs.process_id, None))
        start = time.monotonic()
        with pytest.raises(JobOverran):
            pool.run(jobs.sleep, 60)
        assert time.monotonic() - start < 5
        assert not victim.is_running()
        assert pool.run(jobs.double, 1) == 2


def test_a_full_line_turns_the_next_one_away_at_once() -> None:
    with WorkerPool(jobs.warm, ONE) as pool, ThreadPoolExecutor() as threads:
        pool.run(jobs.double, 1)
        busy = threads.submit(pool.run, jobs.sleep, 1.5)
        time.sleep(0.3)
        start = time.monotonic()
        with pytest.raises(WorkersBusy):
            pool.run(jobs.double, 1)
        assert time.monotonic() - start < 0.5
        assert busy.result() == "slept"
        assert pool.run(jobs.double, 1) == 2


def test_whoever_waits_too_long_in_line_is_turned_away() -> None:
    with WorkerPool(jobs.warm_slowly, replace(ONE, waiting=1, wait_s=0.05)) as pool, pytest.raises(WorkersBusy):
        pool.run(jobs.double, 1)


def test_as_many_jobs_run_at_once_as_there_are_workers() -> None:
    with WorkerPool(jobs.warm, replace(ONE, size=2, waiting=2)) as pool, ThreadPoolExecutor() as threads:
        list(threads.map(lambda n: pool.run(jobs.double, n), range(4)))
        pids = list(threads.map(lambda _: pool.run(jobs.sleep, 0.5) and pool.run(jobs.process_id, None), range(2)))
        assert len(set(pids)) <= 2
        start = time.monotonic()
        list(threads.map(lambda _: pool.run(jobs.sleep, 1.0), range(2)))
        assert time.monotonic() - start < 1.9


def test_a_job_that_wants_more_memory_than_allowed_fails_alone() -> None:
    with WorkerPool(jobs.warm, replace(ONE, memory_bytes=600 * 2**20)) as pool:
        with pytest.raises(JobFailed):
            pool.run(jobs.hoard, 2**30)
        assert pool.run(jobs.hoard, 2**20) == 2**20


def test_nothing_is_ready_before_a_worker_is_warm_and_everything_ends_with_the_pool() -> None:
    pool = WorkerPool(jobs.warm, ONE)
    assert not pool.is_ready
    with pool:
        worker = psutil.Process(pool.run(jobs.process_id, None))
        assert pool.is_ready
    psutil.wait_procs([worker], timeout=5)
    assert not worker.is_running()
    assert not pool.is_ready


def test_a_pool_that_cannot_warm_up_is_never_ready_and_can_still_be_closed(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.ERROR), WorkerPool(jobs.never_warm, replace(ONE, wait_s=3)) as pool:
        with pytest.raises(WorkersBusy):
            pool.run(jobs.double, 1)
        assert not pool.is_ready
    assert "could not warm up" in caplog.text
