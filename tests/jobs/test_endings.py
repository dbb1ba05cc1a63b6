"""A worker ends when it is told to, and can begin again."""

from __future__ import annotations

import threading

import pytest

from service.jobs import records
from tests.jobs.bench import Bench, until


def test_a_tidy_end_waits_for_running_jobs(resting: Bench) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(*_ids: str) -> None:
        begun.set()
        may_end.wait(120)

    resting.does["slow"] = slow
    engine = resting.job_engine()
    engine.launch()
    running = resting.put("slow")
    assert begun.wait(120)
    threading.Timer(0.3, may_end.set).start()
    engine.drain(20)
    assert resting.status(running) == "SUCCESS"
    assert resting.done == [("slow",)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_engine_can_be_launched_again_after_it_was_drained(resting: Bench) -> None:
    for round in ("one", "two"):
        engine = resting.job_engine()
        engine.launch()
        resting.put(round)
        until(lambda: len(records.list_open(resting.engine)) == 0)
        engine.drain(5)
    assert resting.done == [("one",), ("two",)]
