"""Would a program that was written against one specification still work with another?

    python -m tests.agreements.breaking_changes OLD NEW

prints what would break it, and ends with 1 when anything does. What callers were promised stands in `openapi/released.json`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Spec = Mapping[str, Any]
UPPER, LOWER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems"), ("minimum", "exclusiveMinimum", "minLength", "minItems")
DEEPEST = 12
"""Schemas that hold themselves are followed so far."""


def breaking_changes(old: Spec, new: Spec) -> list[str]:
    """One line for each thing that would break a caller; empty when there is none."""
    return sorted(set(_changes(old, new)))


def _changes(old: Spec, new: Spec) -> Iterator[str]:
    for path, methods in old["paths"].items():
        if path not in new["paths"]:
            yield f"{path}: the path is gone"
            continue
        for method, operation in methods.items():
            place = f"{method.upper()} {path}"
            if method not in new["paths"][path]:
                yield f"{place}: the operation is gone"
            else:
                yield from _operation(place, Pair(old, new), operation, new["paths"][path][method])


class Pair:
    """Two specifications, to look up what their schemas refer to."""

    def __init__(self, old: Spec, new: Spec) -> None:
        self.old = old
        self.new = new

    @staticmethod
    def resolved(spec: Spec, schema: Any) -> Any:
        while isinstance(schema, dict) and "$ref" in schema:
            found: Any = spec
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema


def _operation(place: str, pair: Pair, old: Any, new: Any) -> Iterator[str]:
    if old["operationId"] != new["operationId"]:
        yield f"{place}: the operation has another id"
    yield from _security(place, old.get("security", []), new.get("security", []))
    yield from _parameters(place, pair, old.get("parameters", []), new.get("parameters", []))
    yield from _request(place, pair, old.get("requestBody"), new.get("requestBody"))
    yield from _responses(place, pair, old["responses"], new["responses"])


def _security(place: str, old: list[Any], new: list[Any]) -> Iterator[str]:
    had = {permission for entry in old for scheme in entry.values() for permission in scheme}
    needs = {permission for entry in new for scheme in entry.values() for permission in scheme}
    if new and not old:
        yield f"{place}: a key is needed now"
    elif needs - had:
        yield f"{place}: another permission is needed now: {', '.join(sorted(needs - had))}"


def _parameters(place: str, pair: Pair, old: list[Any], new: list[Any]) -> Iterator[str]:
    known, given = {(p["name"], p["in"]): p for p in old}, {(p["name"], p["in"]): p for p in new}
    for key, parameter in given.items():
        if parameter.get("required") and not known.get(key, {}).get("required"):
            yield f"{place}: the parameter {key[0]} is needed now"
    for key, parameter in known.items():
        if key not in given:
            yield f"{place}: the parameter {key[0]} is not taken any more"
        else:
            yield from _narrowed(f"{place}: parameter {key[0]}", pair, parameter.get("schema", {}), given[key].get("schema", {}))


def _request(place: str, pair: Pair, old: Any, new: Any) -> Iterator[str]:
    if new is not None and new.get("required") and old is None:
        yield f"{place}: a body is needed now"
    if old is None or new is None:
        return
    for media_type, described in old["content"].items():
        if media_type not in new["content"]:
            yield f"{place}: a body of {media_type} is not taken any more"
        else:
            yield from _narrowed(f"{place}: body", pair, described.get("schema", {}), new["content"][media_type].get("schema", {}))


def _responses(place: str, pair: Pair, old: Any, new: Any) -> Iterator[str]:
    for status, answer in old.items():
        if status >= "400":
            continue
        if status not in new:
            yield f"{place}: the answer {status} is gone"
            continue
        for media_type, described in answer.get("content", {}).items():
            if media_type not in new[status].get("content", {}):
                yield f"{place}: the answer {status} is not {media_type} any more"
            else:
                there = new[status]["content"][media_type].get("schema", {})
                yield from _weakened(f"{place}: answer {status}", pair, described.get("schema", {}), there)


def _narrowed(place: str, pair: Pair, old: Any, new: Any, depth: int = 0) -> Iterator[str]:
    """What was a good thing to send and is none any more."""
    old, new = pair.resolved(pair.old, old), pair.resolved(pair.new, new)
    if depth > DEEPEST or old == new:
        return
    yield from _lost(place, "takes", _types(old), _types(new))
    if "enum" in new or "const" in new:
        lost = [value for value in _values(old) if value not in _values(new)]
        if lost or not _values(old):
            yield f"{place}: takes fewer values: {', '.join(map(str, lost)) or 'only some now'}"
    yield from _limits(place, old, new)
    if new.get("additionalProperties") is False and old.get("additionalProperties", True) is not False:
        yield f"{place}: takes no unknown keys any more"
    for name in set(new.get("required", [])) - set(old.get("required", [])):
        yield f"{place}/{name}: is needed now"
    for name, schema in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            if new.get("additionalProperties") is False:
                yield f"{place}/{name}: is not taken any more"
        else:
            yield from _narrowed(f"{place}/{name}", pair, schema, new["properties"][name], depth + 1)
    yield from _inside(place, pair, old, new, depth, _narrowed)


def _limits(place: str, old: Any, new: Any) -> Iterator[str]:
    for name in UPPER:
        if name in new and new[name] < old.get(name, float("inf")):
            yield f"{place}: {name} is {new[name]} now"
    for name in LOWER:
        if name in new and new[name] > old.get(name, float("-inf")):
            yield f"{place}: {name} is {new[name]} now"
    for name in ("pattern", "format"):
        if name in new and new[name] != old.get(name):
            yield f"{place}: {name} is another now"


def _weakened(place: str, pair: Pair, old: Any, new: Any, depth: int = 0) -> Iterator[str]:
    """What a caller could count on in an answer and cannot any more."""
    old, new = pair.resolved(pair.old, old), pair.resolved(pair.new, new)
    if depth > DEEPEST or old == new:
        return
    yield from _lost(place, "may hold", _types(new), _types(old))
    if _values(old) and (more := [value for value in _values(new) if value not in _values(old)]):
        yield f"{place}: may hold new values: {', '.join(map(str, more))}"
    for name, schema in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{place}/{name}: is gone"
            continue
        if name in old.get("required", []) and name not in new.get("required", []):
            yield f"{place}/{name}: may be left out now"
        yield from _weakened(f"{place}/{name}", pair, schema, new["properties"][name], depth + 1)
    yield from _inside(place, pair, old, new, depth, _weakened)


def _inside(place: str, pair: Pair, old: Any, new: Any, depth: int, compare: Any) -> Iterator[str]:
    if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
        yield from compare(f"{place}[]", pair, old["items"], new["items"], depth + 1)
    if isinstance(old.get("additionalProperties"), dict) and isinstance(new.get("additionalProperties"), dict):
        yield from compare(f"{place}/*", pair, old["additionalProperties"], new["additionalProperties"], depth + 1)
    for word in ("anyOf", "oneOf", "allOf"):
        # Choices are compared by their place: generated in one order, they are only ever added at the end.
        for number, (one, other) in enumerate(zip(old.get(word, []), new.get(word, []), strict=False)):
            yield from compare(f"{place}({number})", pair, one, other, depth + 1)


def _lost(place: str, verb: str, had: frozenset[str], have: frozenset[str]) -> Iterator[str]:
    """`verb` takes: what was taken before and is not now. May hold: what may come now and could not before."""
    lost = had - have - ({"integer"} if "number" in have else set())
    if had and have and lost:
        no = "no " if verb == "takes" else ""
        yield f"{place}: {verb} {no}{', '.join(sorted(lost))}{' any more' if no else ' now'}"


def _types(schema: Any) -> frozenset[str]:
    """Empty for a schema that does not say."""
    if "anyOf" in schema or "oneOf" in schema:
        return frozenset(name for part in schema.get("anyOf", schema.get("oneOf", [])) for name in _types(part) or {"$ref"})
    found = schema.get("type", [])
    return frozenset([found] if isinstance(found, str) else found)


def _values(schema: Any) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema.get("enum", []))


def _read(name: str) -> Spec:
    found: Spec = json.loads(Path(name).read_text("utf-8"))
    return found


if __name__ == "__main__":
    changes = breaking_changes(_read(sys.argv[1]), _read(sys.argv[2]))
    print("\n".join(changes) or "nothing that would break a caller")
    sys.exit(1 if changes else 0)
