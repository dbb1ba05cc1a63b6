"""How soon a platform is answered while the solver works: signed messages at a steady rate, more than two cores can think about.

Measured in both forms: `serve --no-worker` beside one `worker` on PostgreSQL, and `serve` alone on SQLite, each with everything on that
keeps what was acknowledged. Milliseconds run from when a message was due, the connection included; the processor time is that of the
server process, which in the second form does the jobs too.

Run with `uv run python -m tests.benchmarks.hook_load [messages a second] [seconds]`. Prints one table.
"""

from __future__ import annotations

import asyncio
import os

from service.store.engine import open_engine
from tests.benchmarks.both_forms import in_both_forms, rate_given
from tests.support.platform_traffic import filled, messages, proposals, quantile, send
from tests.support.processes import Running

PER_S, SECONDS = 100.0, 20.0
ATHLETES = 300
WARM_UP = 50
HEAD = ("", "messages", "p50 ms", "p95 ms", "p99 ms", "most ms", "server ms of processor each", "athletes answered meanwhile")


def measured(name: str, running: Running, per_s: float, seconds: float) -> tuple[str, ...]:
    clubs = filled(running.url, ATHLETES)
    asyncio.run(send(running.port, messages(clubs, WARM_UP, "warm-up"), 10))
    engine = open_engine(running.url)
    had, before = len(proposals(engine)), running.spent()
    sent = asyncio.run(send(running.port, messages(clubs, int(per_s * seconds), "load"), per_s))
    spent = running.spent().since(before).each(len(sent.took_s))
    answered = len(proposals(engine)) - had
    engine.dispose()
    took = [1000 * second for second in sent.took_s]
    figures = (f"{quantile(took, share):.0f}" for share in (0.5, 0.95, 0.99, 1))
    return (name, str(len(took)), *figures, f"{spent.server:.1f}", str(answered))


if __name__ == "__main__":
    rate = rate_given(PER_S, SECONDS)
    in_both_forms(measured, HEAD, f"{rate[0]:g} messages a second, load average {os.getloadavg()[0]:.1f} before", rate)
