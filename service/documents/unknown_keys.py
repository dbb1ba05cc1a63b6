"""Keys of a plan that nobody here knows: kept in `extensions`, and named, because one may be a slip of the pen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from service.documents.base import PlanPart
from service.documents.refusal import escape, known_names, model_in, nearest
from service.domain.adjustment import InputWarning

SHELF = "unknown"
"""The entry of `extensions` that unknown keys go to, under their path from there."""


def shelve_unknown(raw: Mapping[str, Any], model: type[PlanPart]) -> tuple[dict[str, Any], tuple[InputWarning, ...]]:
    """`raw` with every unknown key moved into the nearest `extensions` above it, and a warning for each."""
    warnings: list[InputWarning] = []
    return _known_part(raw, model, "", "", {}, warnings), tuple(warnings)


def _known_part(
    raw: Mapping[str, Any], model: type[BaseModel], at: str, path: str, shelf: dict[str, Any], warnings: list[InputWarning]
) -> dict[str, Any]:
    """What is known of `raw`. `at` is the place in the document, `path` the place below the part that holds the shelf."""
    names = _names(model)
    holds_shelf = "extensions" in names
    if holds_shelf:
        shelf, path = {}, ""
    known: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in names:
            shelf[f"{path}/{escape(key)}".lstrip("/")] = value
            warnings.append(_warning(f"{at}/{escape(key)}", key, model))
        elif (inner := names[key]) is None:
            known[key] = value
        else:
            known[key] = _known_value(value, inner, f"{at}/{key}", f"{path}/{key}", shelf, warnings)
    if holds_shelf and shelf:
        _put_on_shelf(known, shelf)
    return known


def _known_value(value: object, model: type[BaseModel], at: str, path: str, shelf: dict[str, Any], warnings: list[InputWarning]) -> object:
    if isinstance(value, dict):
        return _known_part(value, model, at, path, shelf, warnings)
    if isinstance(value, list):
        return [_known_value(item, model, f"{at}/{n}", f"{path}/{n}", shelf, warnings) for n, item in enumerate(value)]
    return value


def _put_on_shelf(known: dict[str, Any], shelf: Mapping[str, Any]) -> None:
    given = known.get("extensions")
    if given is None or isinstance(given, dict):
        extensions = dict(given or {})
        before = extensions.get(SHELF)
        extensions[SHELF] = {**(before if isinstance(before, dict) else {}), **shelf}
        known["extensions"] = extensions


@cache
def _names(model: type[BaseModel]) -> Mapping[str, type[BaseModel] | None]:
    """Every key of the model as it is written, with the model of its value if it has one."""
    return {field.alias or name: model_in(field.annotation) for name, field in model.model_fields.items()}


def _warning(pointer: str, key: str, model: type[BaseModel]) -> InputWarning:
    meant = {
        name: f"{part}.{name}" for part, inner in reversed(list(_names(model).items())) if inner is not None for name in known_names(inner)
    }
    meant.update((name, name) for name in known_names(model))
    close = nearest(key, meant)
    hint = f" Did you mean {meant[close]}?" if close else ""
    return InputWarning("unknown-key", pointer, f"{escape(key)} is not known here; it is kept in extensions and not used.{hint}")
