"""Throws thousands of broken and made-up files at every reader.

    uv run python -m tests.benchmarks.reader_fuzz --examples 2000 --seed 0

Each reader has a process of its own, which decodes in itself what the service decodes in a child: a decoder that breaks is counted
and refused, as the service does it. Prints one row a reader: what was accepted, refused, and neither (with the seed of each; exit 1),
the most memory that the process ever had, and the slowest input. Linux only.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from service.documents.refusal import refuse
from service.errors import BadInput, Finding
from service.formats import READERS, ReadOptions, draft
from service.formats.fit import decoding
from service.formats.spreadsheets import reader as spreadsheets
from service.formats.text import read_session_text
from tests.support.broken_files import SOURCES, broken

Payload = TypeVar("Payload")
Answer = TypeVar("Answer")
SAID = ReadOptions(start=date(2026, 3, 2), timezone="Europe/Vienna", long_run_weekday=6, date_order="dmy")
WORDS = "words of a session"
LONGEST_RUN_S = 3600


@dataclass
class Row:
    """What happened to one reader. Megabytes are MiB."""

    reader: str
    counts: dict[str, int] = field(default_factory=dict)
    broke: int = 0
    """Inputs that broke the decoder, which in the service has a process of its own."""
    uncaught: list[str] = field(default_factory=list)
    idle_mb: float = 0
    peak_mb: float = 0
    slowest_ms: float = 0
    slowest_bytes: int = 0


def read(name: str, content: bytes) -> None:
    """Through the reader alone and, what it takes, through everything that an upload goes through. Raises BadInput."""
    if name == WORDS:
        read_session_text(content.decode("utf-8", "replace")).fields()
        return
    READERS[SOURCES[name].reader].read(content, name="upload", options=SAID)
    draft(content, name="upload", options=SAID)


def decode_here(row: Row) -> None:
    """Decodes in this process: one for each of thousands of inputs would take hours."""

    def guarded(job: Callable[[Payload], Answer], payload: Payload, *, name: str, **_: Any) -> Answer:
        try:
            return job(payload)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            row.broke += 1
            refuse([Finding("", "unreadable", "The file is damaged.")], name)

    decoding.guarded = guarded  # type: ignore[attr-defined]
    spreadsheets.guarded = guarded  # type: ignore[attr-defined]


def fuzz(name: str, examples: int, seed: int) -> Row:
    row, counts = Row(name), Counter[str]()
    decode_here(row)
    for sample in SOURCES[name].samples():
        read(name, sample)
    row.idle_mb = memory("VmRSS")
    for number in range(seed, seed + examples):
        content = broken(SOURCES[name], number)
        began = time.process_time()
        counts[outcome(row, name, number, content)] += 1
        spent = (time.process_time() - began) * 1000
        if spent > row.slowest_ms:
            row.slowest_ms, row.slowest_bytes = spent, len(content)
    row.counts, row.peak_mb = dict(counts), memory("VmHWM")
    return row


def outcome(row: Row, name: str, number: int, content: bytes) -> str:
    try:
        read(name, content)
    except BadInput as error:
        if error.findings and all(finding.detail for finding in error.findings):
            return "refused"
        row.uncaught.append(f"seed {number}: refused without a reason")
        return "uncaught"
    except Exception as error:  # noqa: BLE001  what this run is for
        row.uncaught.append(f"seed {number}: {type(error).__name__}: {str(error)[:120]}")
        return "uncaught"
    return "accepted"


def memory(field_name: str) -> float:
    """MiB of this process as the system counts them."""
    found = re.search(rf"{field_name}:\s*(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) / 1024


def in_process(name: str, examples: int, seed: int) -> Row:
    """The row of one reader, from a process of its own."""
    command = [sys.executable, "-W", "error::RuntimeWarning", "-m", "tests.benchmarks.reader_fuzz", "--only", name]
    command += ["--examples", str(examples), "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_RUN_S)
    if done.returncode != 0:
        return Row(name, uncaught=[f"the process died with {done.returncode}: {done.stderr.strip()[-300:]}"])
    return Row(**json.loads(done.stdout))


def shown(rows: list[Row]) -> Table:
    table = Table("reader", "inputs", "accepted", "refused", "uncaught", "decoder broke", "idle MiB", "peak MiB", "slowest ms (bytes)")
    for row in rows:
        counts = (sum(row.counts.values()), row.counts.get("accepted", 0), row.counts.get("refused", 0), len(row.uncaught), row.broke)
        slowest = f"{row.slowest_ms:.0f} ({row.slowest_bytes})"
        table.add_row(row.reader, *(str(count) for count in counts), f"{row.idle_mb:.0f}", f"{row.peak_mb:.0f}", slowest)
    return table


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=2000, help="inputs for each reader")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=list(SOURCES), help="one reader, in this process; prints its row as JSON")
    options = parser.parse_args()
    if options.only:
        print(json.dumps(asdict(fuzz(options.only, options.examples, options.seed))))
        return 0
    rows = [in_process(name, options.examples, options.seed) for name in SOURCES]
    Console(width=140).print(shown(rows))
    for row in rows:
        for text in row.uncaught:
            print(f"{row.reader}: {text}")
    return int(any(row.uncaught for row in rows))


if __name__ == "__main__":
    sys.exit(main())
