"""Everything that the specification allows, and much that it does not, sent to a real server: `python -m tests.api.fuzz [--examples N]`.

Each kind of database in turn, with every check of schemathesis; `schemathesis.toml` says what counts as a refusal. Ends with 1 when
an answer is a fault of ours, or is none that the specification tells of.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from service.jobs import schema
from service.usecases.keys import Permission, create_key
from tests.api.server import free_port, serving
from tests.support.databases import own_server
from tests.support.services import a_club, services_on

LEFT_OUT = ("readFeed", "receiveHook", "greetHook", "finishConsent", "connectByKey", "beginConsent", "revokeKey")
"""Addresses that are secrets, calls that go out to platforms, and the one by which the run would lock itself out."""
ROOT = Path(__file__).parents[2]
CONFIG = Path(__file__).with_name("schemathesis.toml")
START = "from service.cli import main; import sys; sys.argv = ['adjuster', 'serve', '--port', '{port}']; main()"


def fuzz(url: str, examples: int, seed: int, phases: str) -> int:
    """Exit code of the run against a server over that database."""
    schema.upgrade(url)
    services = services_on(url)
    club = a_club(services)
    _, token = create_key(services, club.office, name="fuzz", permissions=Permission)
    services.store.engine.dispose()
    port = free_port()
    environment = {"ADJUSTER_DATABASE_URL": url, "ADJUSTER_CALLS_PER_MINUTE": "1000000", "ADJUSTER_SOLVES_PER_MINUTE": "1000000"}
    with serving(["-c", START.format(port=port)], port, **environment):
        command = [
            "schemathesis", "--config-file", str(CONFIG), "run", f"http://127.0.0.1:{port}/openapi.json",
            "--header", f"Authorization: Bearer {token}", "--max-examples", str(examples), "--seed", str(seed),
            "--phases", phases, "--workers", "1", "--request-timeout", "30", "--no-color",
        ]  # fmt: skip
        for operation in LEFT_OUT:
            command += ["--exclude-operation-id", operation]
        told = {"NO_PROXY": "*", "SCHEMATHESIS_HOOKS": "tests.api.fuzz_hooks", "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, check=False, env=os.environ | told).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10, help="cases for each operation and phase")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phases", default="examples,fuzzing", help="`examples,coverage,fuzzing` for all; takes a quarter of an hour")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    given = parser.parse_args()
    codes = []
    if given.only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            codes.append(fuzz(f"sqlite:///{folder}/fuzz.db", given.examples, given.seed, given.phases))
    if given.only != "sqlite":
        with own_server() as server:
            codes.append(fuzz(server.create(), given.examples, given.seed, given.phases))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
