"""The container files name commands, settings and paths that exist. They are not built here: that takes an engine and a registry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.cli.app import app
from service.settings import PREFIX, Settings

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
    assert re.search(r"^USER adjuster$", DOCKERFILE, flags=re.MULTILINE)
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
