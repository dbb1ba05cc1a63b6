"""Reads a policy from its data files: one file a section, each number with its rows and its source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from service.domain.policy import Aims, Causes, Levels, LintNumbers, PlatformScores, Policy, SessionNumbers, Spacing, Thresholds
from service.errors import BadInput

SECTIONS: Mapping[str, type] = {
    "sessions": SessionNumbers,
    "thresholds": Thresholds,
    "levels": Levels,
    "spacing": Spacing,
    "aims": Aims,
    "causes": Causes,
    "lints": LintNumbers,
    "platform_scores": PlatformScores,
}
DEFAULT = "default"
DEFAULT_VERSION = 1


@cache
def load_policy(name: str = DEFAULT) -> Policy:
    """The policy of that name that travels with the package.

    Raises BadInput when there is none, or when a number is missing or unknown.
    """
    folder = files("service.documents") / "policies" / name
    if not name.isidentifier() or not folder.is_dir():
        raise BadInput(f"There is no policy named {name!r}. Known: {DEFAULT}.")
    sections = {key: _section(key, json.loads((folder / f"{key}.json").read_text("utf-8"))) for key in SECTIONS}
    return Policy(name=name, version=DEFAULT_VERSION, **sections)


def _section(name: str, document: Mapping[str, Mapping[str, Any]]) -> Any:
    kind = SECTIONS[name]
    wanted, given = {f.name for f in fields(kind)}, set(document)
    if wanted != given:
        raise BadInput(f"Policy section {name}: missing {sorted(wanted - given)}, unknown {sorted(given - wanted)}.")
    return _build(kind, {key: entry["value"] for key, entry in document.items()})


def _build(kind: Any, value: Any) -> Any:
    """A frozen value of the annotated type from plain JSON."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{key: _build(hints[key], item) for key, item in value.items()})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in value)
    if origin is not None and isinstance(value, dict):
        return MappingProxyType({key: _build(arguments[1], item) for key, item in value.items()})
    return value
