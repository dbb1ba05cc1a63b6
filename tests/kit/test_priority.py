from __future__ import annotations

import os
import subprocess
import sys

import pytest

from service.kit.priority import NICENESS, SHORT_TURN_S

ASKS = "import os, sys; from service.kit import priority; {}; print(os.getpriority(os.PRIO_PROCESS, 0), sys.getswitchinterval())"


def said(do: str) -> tuple[int, float]:
    told = subprocess.run([sys.executable, "-c", ASKS.format(do)], capture_output=True, text=True, check=True).stdout.split()
    return int(told[0]), float(told[1])


def test_whoever_lets_servers_go_first_has_a_lower_priority_and_once_only() -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert said("priority.let_servers_go_first(); priority.let_servers_go_first()")[0] == max(own, NICENESS)


def test_who_is_further_behind_stays_there() -> None:
    assert said(f"os.setpriority(os.PRIO_PROCESS, 0, {NICENESS + 5}); priority.let_servers_go_first()")[0] == NICENESS + 5


def test_threads_of_a_server_take_short_turns() -> None:
    assert said("priority.take_short_turns()")[1] == pytest.approx(SHORT_TURN_S)
