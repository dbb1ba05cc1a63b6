"""A process that lives long does not look through what it loaded again and again."""

from __future__ import annotations

import json
import subprocess
import sys

ASK = """
import gc, json
from service.kit.memory import settle
circle = []
circle.append(circle)
del circle
before = gc.get_freeze_count()
settle()
walked = len(gc.get_objects())
late = []
late.append(late)
del late
print(json.dumps({"before": before, "frozen": gc.get_freeze_count(), "walked": walked, "enabled": gc.isenabled(), "late": gc.collect()}))
"""


def what_a_settled_process_says() -> dict[str, int]:
    """Asked of a process of its own: what is frozen stays so."""
    ended = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, int] = json.loads(ended.stdout)
    return found


def test_what_is_loaded_when_a_process_settles_is_not_looked_through_again_and_what_comes_later_is():
    found = what_a_settled_process_says()
    assert found["before"] == 0
    assert found["frozen"] > 1_000
    assert found["walked"] < found["frozen"] / 10
    assert found["enabled"]
    assert found["late"] >= 1
