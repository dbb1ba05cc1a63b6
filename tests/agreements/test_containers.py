"""The container files name commands, settings and paths that exist. They are not built here: that takes an engine and a registry.

What they would run is run as processes instead.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
import yaml

from service.api.serving import GRACE_S
from service.cli.app import app
from service.settings import PREFIX, Settings
from service.store.engine import POOL, open_engine
from tests.api.server import free_port
from tests.jobs.bench import until
from tests.support.platform_traffic import filled, messages, proposals, send
from tests.support.processes import ADJUSTER

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
OURS = {name: part for name, part in COMPOSE["services"].items() if "build" in part}
COMMANDS = {command.callback.__name__ for command in app.registered_commands if command.callback} | {g.name for g in app.registered_groups}


def test_what_is_copied_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, flags=re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source


def test_the_image_runs_as_nobody_special_and_is_asked_how_it_is() -> None:
    user = re.search(r"^USER (\d+)$", DOCKERFILE, flags=re.MULTILINE)
    assert user, "a number, so that whoever forbids root can tell that it is another"
    assert f"--uid {user[1]} " in DOCKERFILE
    assert "HEALTHCHECK" in DOCKERFILE
    assert DOCKERFILE.count("FROM ") == 2


@pytest.mark.parametrize("name", OURS)
def test_every_service_runs_a_command_that_there_is(name: str) -> None:
    assert OURS[name]["command"][0] in COMMANDS


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(rf"\b{PREFIX}([A-Z_]+)", DOCKERFILE + (ROOT / "compose.yaml").read_text("utf-8")))
    assert named <= {field.upper() for field in Settings.model_fields}


def test_nothing_starts_before_the_database_stands_at_this_version() -> None:
    for name in ("api", "worker"):
        assert COMPOSE["services"][name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_files_that_are_mounted_are_there() -> None:
    for volume in COMPOSE["services"]["db"]["volumes"]:
        if volume.startswith("./"):
            assert (ROOT / volume.split(":")[0]).exists()


@pytest.mark.parametrize("name", OURS)
def test_every_setting_can_be_given_in_one_file_that_need_not_be_there(name: str) -> None:
    assert OURS[name]["env_file"] == [{"path": ".env", "required": False}]
    assert ".env" in (ROOT / ".gitignore").read_text("utf-8").splitlines(), "it holds secrets"


@pytest.mark.parametrize("name", ["api", "worker"])
def test_nothing_is_killed_before_it_has_finished_what_it_began(name: str) -> None:
    given = int(COMPOSE["services"][name]["stop_grace_period"].removesuffix("s"))
    settings = Settings.model_fields
    assert given > max(settings["job_drain_seconds"].default, settings["drain_seconds"].default + GRACE_S)


def test_the_database_takes_the_connections_of_two_servers_and_four_workers() -> None:
    most = int(COMPOSE["services"]["db"]["command"][-1].removeprefix("max_connections="))
    of_the_server_itself = 10
    assert most - of_the_server_itself >= 6 * (POOL["pool_size"] + POOL["max_overflow"] + 1)


def test_only_the_service_that_listens_is_asked_how_it_is() -> None:
    """The image asks at the port of a server; what has none must not be taken for ill."""
    assert {name for name, part in OURS.items() if not part.get("healthcheck", {}).get("disable")} == {"api"}


def test_what_the_containers_run_works_as_processes(empty_postgres: str) -> None:
    """The very commands of the two files, down to the health check; and a platform's message ends as a proposal."""
    environment = {**os.environ, "ADJUSTER_DATABASE_URL": empty_postgres, "ADJUSTER_SOLVES_AT_ONCE": "1", "ADJUSTER_DRAIN_SECONDS": "0"}
    subprocess.run([ADJUSTER, *OURS["migrate"]["command"]], env=environment, check=True, capture_output=True, timeout=120)
    clubs = filled(empty_postgres, 1)
    port = free_port()
    server = subprocess.Popen([ADJUSTER, *OURS["api"]["command"], "--port", str(port)], env=environment, stderr=subprocess.DEVNULL)
    worker = subprocess.Popen([ADJUSTER, *OURS["worker"]["command"]], env=environment, stderr=subprocess.DEVNULL)
    try:
        until(lambda: is_healthy(port))
        asyncio.run(send(port, messages(clubs, 1, "first"), 1))
        engine = open_engine(empty_postgres)
        until(lambda: proposals(engine))
        engine.dispose()
        assert psutil.Process(worker.pid).nice() > psutil.Process(server.pid).nice(), "servers answer first"
    finally:
        for process in (server, worker):
            process.terminate()
        ends = [process.wait(60) for process in (server, worker)]
    assert ends[0] in (0, -signal.SIGTERM)
    assert ends[1] == 0
    assert not is_healthy(port)


def is_healthy(port: int) -> bool:
    """What the image's own check says of a server at `port`."""
    found = re.search(r"HEALTHCHECK .*\\\n\s*CMD (\[.+\])", DOCKERFILE)
    assert found
    command = [part.replace(":8000/", f":{port}/") for part in json.loads(found[1])]
    return subprocess.run([sys.executable, *command[1:]], check=False, capture_output=True).returncode == 0
