"""Everything that the specification allows, and much that it does not, sent to a real server: `python -m tests.api.fuzz [--examples N]`.

Each kind of database in turn, with every check of schemathesis; `schemathesis.toml` says what counts as a refusal. One line for each,
and the whole account where an answer is a fault of ours, or is none that the specification tells of; then it ends with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from service.jobs import schema
from service.usecases.demo.club import found_club
from tests.api.fuzz_club import Filling
from tests.api.server import free_port, serving
from tests.support.databases import own_server
from tests.support.services import SteppingClock, services_on

LEFT_OUT = ("readFeed", "receiveHook", "greetHook", "finishConsent", "connectByKey", "beginConsent", "revokeKey")
"""Addresses that are secrets, calls that go out to platforms, and the one by which the run would lock itself out."""
ROOT = Path(__file__).parents[2]
CONFIG = Path(__file__).with_name("schemathesis.toml")
SCHEMATHESIS = (sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()")
START = "from service.cli import main; import sys; sys.argv = ['adjuster', 'serve', '--port', '{port}']; main()"


def fuzz(kind: str, url: str, given: argparse.Namespace) -> bool:
    """Whether a run against a server over that database came to no fault."""
    began = time.monotonic()
    schema.upgrade(url)
    services = services_on(url, clock=SteppingClock(datetime.now(UTC)))
    club = found_club(services)
    port = free_port()
    environment = {"ADJUSTER_DATABASE_URL": url, "ADJUSTER_CALLS_PER_MINUTE": "1000000", "ADJUSTER_SOLVES_PER_MINUTE": "1000000"}
    with serving(["-c", START.format(port=port)], port, **environment) as (client, _), _folder(given.keep) as folder:
        client.get("/openapi.json").raise_for_status()  # written once; on a busy machine that takes longer than schemathesis waits
        filling = Filling(services, client, club)
        refs = {"kept": "demo-runner", "given_up": "demo-triathlete", "judged": "demo-cyclist"}
        things = {name: filling.things_of(ref) for name, ref in refs.items()} | {n: filling.a_plan() for n in ("erased", "archived")}
        told = {
            "NO_PROXY": "*", "SCHEMATHESIS_HOOKS": "tests.api.fuzz_hooks", "PYTHONPATH": str(ROOT),
            "FUZZ_TOKEN": club.token, "FUZZ_THINGS": json.dumps(things),
        }  # fmt: skip
        services.store.engine.dispose()
        account, report = folder / f"{kind}.txt", folder / f"{kind}.json"
        with account.open("wb") as out:
            command = [*_command(port, club.token, given), "--report", "json", "--report-json-path", str(report)]
            code = subprocess.run(command, check=False, env=os.environ | told, stdout=out, stderr=subprocess.STDOUT).returncode
        if code != 0:
            print(account.read_text("utf-8"))
        print(f"{kind}: {_sum(report)}, seed {given.seed}; {time.monotonic() - began:.0f} s", flush=True)
    return code == 0


def _command(port: int, token: str, given: argparse.Namespace) -> list[str]:
    command = [
        *SCHEMATHESIS, "--config-file", str(CONFIG), "run", f"http://127.0.0.1:{port}/openapi.json",
        "--header", f"Authorization: Bearer {token}", "--max-examples", str(given.examples), "--seed", str(given.seed),
        "--phases", given.phases, "--workers", "1", "--request-timeout", "30", "--no-color",
    ]  # fmt: skip
    for operation in given.operation:
        command += ["--include-operation-id", operation]
    for operation in LEFT_OUT:
        command += ["--exclude-operation-id", operation]
    return command


def _sum(report: Path) -> str:
    """What the run came to. Its report is empty, or there is none, where it could not begin."""
    told = json.loads(report.read_text("utf-8")) if report.exists() else {}
    if not told.get("operations"):
        return "nothing was sent"
    cases, operations = told["test_cases"], told["operations"]
    faults = cases["unique_failures"] + cases["errored"] + operations["errored"]
    return f"{cases['generated']} cases of {operations['tested']} operations, {faults} faults"


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/fuzz.db"
    else:
        with own_server() as server:
            yield server.create()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10, help="cases for each operation and phase")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phases", default="examples,fuzzing", help="of examples, coverage, fuzzing, stateful; coverage takes long")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--operation", action="append", default=[], help="only those of these operation ids")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the accounts and the reports of schemathesis there")
    given = parser.parse_args()
    is_clean = True
    for kind in [given.only] if given.only else ["sqlite", "postgresql"]:
        with _database(kind) as url:
            is_clean &= fuzz(kind, url, given)
    return 0 if is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
