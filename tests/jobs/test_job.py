from __future__ import annotations

import json
import subprocess
import sys

import pytest

from service.jobs.job import LONGEST_PAUSE_S, MOST_ATTEMPTS, Job
from service.jobs.kinds import LINE_OF, SCHEDULES, JobKind


def a_job(**fields: object) -> Job:
    return Job(**{"kind": JobKind.ADJUST_PLAN, "ids": ("a", "b"), "key": "k", "of": "a", **fields})  # type: ignore[arg-type]


def test_a_job_comes_back_from_the_queue_as_it_went_in() -> None:
    job = a_job(attempt=3, round=2)
    assert Job.of_payload(json.loads(json.dumps(job.as_payload()))) == job


def test_each_attempt_and_each_round_has_an_id_of_its_own() -> None:
    job = a_job()
    ids = {job.id, job.tried_again().id, job.taken_up_again().id, job.tried_again().taken_up_again().id}
    assert ids == {"adjust-plan:k:1.1", "adjust-plan:k:1.2", "adjust-plan:k:2.1"}


def test_pauses_grow_to_an_hour_and_are_spread() -> None:
    pauses = [a_job(attempt=attempt).pause_s for attempt in range(1, MOST_ATTEMPTS + 1)]
    grown = [min(2 * 2**n, LONGEST_PAUSE_S) for n in range(MOST_ATTEMPTS)]
    assert grown[-1] == LONGEST_PAUSE_S
    assert all(least <= pause <= least * 2 for least, pause in zip(grown, pauses, strict=True))
    assert a_job().pause_s != a_job(key="other").pause_s


def test_the_last_attempt_is_the_last() -> None:
    assert a_job(attempt=MOST_ATTEMPTS - 1).may_be_tried_again
    assert not a_job(attempt=MOST_ATTEMPTS).may_be_tried_again


def test_a_job_that_takes_turns_needs_to_be_of_somebody() -> None:
    with pytest.raises(ValueError, match="of whom"):
        a_job(of=None)


def test_every_kind_has_a_line_and_no_schedule_takes_turns() -> None:
    assert set(LINE_OF) == set(JobKind)
    assert not any(LINE_OF[kind].takes_turns for kind in SCHEDULES)


def test_on_a_machine_of_many_cores_each_job_that_is_taken_has_a_thread() -> None:
    """In a process of its own, which takes the number of cores from what it is told."""
    program = (
        "import os; os.cpu_count = lambda: 64; from service.jobs import engine, kinds;"
        " print(kinds.SOLVING.at_once, engine.THREADS - sum(line.at_once for line in kinds.LINES))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert int(said[0]) == 192
    assert int(said[1]) >= len(SCHEDULES)
