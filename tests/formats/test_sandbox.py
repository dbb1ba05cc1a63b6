"""What parses strange files does it in a process of its own, within limits."""

import time

import pytest

from service.errors import BadInput
from service.formats.sandbox import LIMITS, Limits, guarded


def doubled(number: int) -> int:
    return 2 * number


def chatty(number: int) -> int:
    print("noise from a library")
    return number


def stuck(_: int) -> int:
    while True:
        time.sleep(1)


def greedy(amount: int) -> int:
    return len(bytearray(amount))


def broken(_: int) -> int:
    raise RuntimeError("private words of an athlete")


def refused(job: object, payload: int, **limits: float) -> BadInput:
    with pytest.raises(BadInput) as caught:
        guarded(job, payload, name="plan.xlsx", limits=Limits(**limits))  # type: ignore[arg-type]
    return caught.value


def test_the_answer_comes_back_and_printing_does_no_harm() -> None:
    assert guarded(doubled, 21, name="x") == 42
    assert guarded(chatty, 7, name="x") == 7


def test_a_job_that_overruns_its_time_is_killed_and_named() -> None:
    error = refused(stuck, 0, seconds=2)
    assert (error.place, error.findings[0].code) == ("plan.xlsx", "took-too-long")


def test_a_job_that_needs_too_much_memory_or_breaks_is_unreadable_and_says_nothing_private() -> None:
    for error in (refused(greedy, 700 * 1024 * 1024), refused(broken, 0)):
        assert (error.place, error.findings[0].code) == ("plan.xlsx", "unreadable")
        assert "private" not in error.message


def test_a_file_from_a_stranger_may_take_twenty_seconds_and_512_mebibytes() -> None:
    assert (LIMITS.seconds, LIMITS.memory) == (20, 512 * 1024 * 1024)
