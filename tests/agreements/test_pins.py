"""Every dependency is pinned exactly, the indirect ones too."""

from __future__ import annotations

import tomllib
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]
OURS = "coaching-plan-adjuster"


def _pins(key: str) -> dict[str, str]:
    return dict(pin.split("==") for pin in UV[key])


def test_every_installed_package_is_the_pinned_one() -> None:
    pins = _pins("constraint-dependencies")
    installed = {d.metadata["Name"].lower().replace("_", "-").replace(".", "-"): d.version for d in distributions()}
    installed.pop(OURS, None)
    unpinned = {name: version for name, version in installed.items() if pins.get(name) != version and name not in {"pip", "setuptools"}}
    assert unpinned == {}


def test_the_build_tool_is_pinned_with_what_it_needs() -> None:
    assert {"hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers"} <= set(_pins("build-constraint-dependencies"))


def test_no_file_under_version_control_is_a_lock_file() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8").split()
