"""Who may write next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from service.store.line import MOST_AHEAD, Line, giving_way

LONG_S = 60.0


class Crowd:
    """People who want to enter a line that somebody holds, in the order in which they came."""

    def __init__(self) -> None:
        self.line = Line()
        assert self.line.enter(0)
        self.served: list[str] = []
        self.threads: list[threading.Thread] = []

    def comes(self, name: str, *, gives_way: bool = False) -> None:
        def want() -> None:
            assert self.line.enter(LONG_S, gives_way=gives_way)
            self.served.append(name)
            self.line.leave()

        before = self.line.waiting
        self.threads.append(threading.Thread(target=want, daemon=True))
        self.threads[-1].start()
        until(lambda: self.line.waiting > before)

    def let_in(self) -> list[str]:
        self.line.leave()
        for thread in self.threads:
            thread.join(LONG_S)
        return self.served


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG_S
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.001)


def test_callers_go_before_jobs_and_each_of_their_like_in_turn() -> None:
    crowd = Crowd()
    for name in ("job 1", "caller 1", "job 2", "caller 2"):
        crowd.comes(name, gives_way=name.startswith("job"))
    assert crowd.let_in() == ["caller 1", "caller 2", "job 1", "job 2"]


def test_a_job_does_not_wait_for_ever_behind_callers() -> None:
    crowd = Crowd()
    crowd.comes("job", gives_way=True)
    for number in range(2 * MOST_AHEAD):
        crowd.comes(f"caller {number}")
    assert crowd.let_in().index("job") == MOST_AHEAD


def test_whoever_waits_in_vain_leaves_the_line_and_takes_nobody_s_place() -> None:
    crowd = Crowd()
    assert not crowd.line.enter(0.01)
    assert not crowd.line.enter(0.01, gives_way=True)
    crowd.comes("patient")
    assert crowd.let_in() == ["patient"]
    assert crowd.line.enter(0)


def test_work_that_nobody_waits_for_gives_way_without_saying_so_each_time() -> None:
    crowd = Crowd()

    def work() -> None:
        with giving_way():
            assert crowd.line.enter(LONG_S)
        crowd.served.append("job")
        crowd.line.leave()

    crowd.threads.append(threading.Thread(target=work, daemon=True))
    crowd.threads[-1].start()
    until(lambda: crowd.line.waiting == 1)
    crowd.comes("caller")
    assert crowd.let_in() == ["caller", "job"]


def test_of_many_who_come_and_give_up_at_any_moment_one_at_a_time_is_in_and_the_place_is_free_in_the_end() -> None:
    line, inside, entered = Line(), threading.Lock(), []

    def comes_and_goes(number: int) -> None:
        for turn in range(200):
            if not line.enter(0.0005 * (turn % 3), gives_way=number % 2 == 0):
                continue
            assert inside.acquire(blocking=False), "two are in"
            entered.append(number)
            inside.release()
            line.leave()

    threads = [threading.Thread(target=comes_and_goes, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_S)
    assert entered
    assert line.enter(0)
    assert line.waiting == 0
