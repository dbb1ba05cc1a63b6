"""A job that only had to wait for the solver has not failed."""

from __future__ import annotations

import pytest

from service.kit.workers import JobFailed, WorkersBusy
from service.worker.patience import TRIES, patiently


class Solver:
    """Is busy for so many calls, then answers."""

    def __init__(self, busy: int) -> None:
        self.busy = busy
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.asked <= self.busy:
            raise WorkersBusy("All places are taken.")
        return "an answer"


def test_a_job_asks_again_until_there_is_a_place() -> None:
    solver, pauses = Solver(busy=TRIES - 1), list[float]()
    assert patiently(solver, pauses.append) == "an answer"
    assert (solver.asked, len(pauses)) == (TRIES, TRIES - 1)
    assert min(pauses) > 0


def test_a_solver_that_is_never_free_is_a_failure() -> None:
    solver = Solver(busy=TRIES)
    with pytest.raises(WorkersBusy):
        patiently(solver, lambda _: None)
    assert solver.asked == TRIES


def test_what_fails_for_another_reason_is_not_tried_again_here() -> None:
    def broken() -> str:
        raise JobFailed("The job failed.")

    with pytest.raises(JobFailed):
        patiently(broken, lambda _: pytest.fail("there is nothing to wait for"))
