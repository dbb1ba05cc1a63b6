"""YAML from strangers: plain values only, of bounded size, depth and repetition."""

from __future__ import annotations

from typing import Any

import yaml

from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.decoding import decoded, label

MOST_BYTES = 1024 * 1024
DEEPEST = 32
MOST_NODES = 50_000
"""Counted with every alias written out: a few lines of aliases of aliases would otherwise mean billions."""
PLAIN_TAGS = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "seq", "map"))
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(content: bytes, *, name: str) -> object:
    """The value of the one document in `content`.

    Raises BadInput with line and column for broken YAML, tags of its own (`!include`), several documents, aliases that multiply or
    contain themselves, and too deep nesting.
    """
    text, _ = decoded(content, name=name, most=MOST_BYTES)
    try:
        _look_through(text, name)
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, or its twin in C
    except yaml.MarkedYAMLError as error:
        refuse(
            [Finding(_place(error.problem_mark), "broken-yaml", f"Not valid YAML here: {label(error.problem or 'it cannot be read')}.")],
            name,
        )
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError):
        refuse([Finding("", "broken-yaml", "Not valid YAML; check it with the program that wrote it.")], name)


def _look_through(text: str, name: str) -> None:
    """Everything that makes YAML dangerous, seen event by event before anything is built."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []
    total = documents = 0
    for event in yaml.parse(text, Loader=Loader):
        place = _place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes:
                refuse(
                    [
                        Finding(
                            place,
                            "endless-alias",
                            f"The alias *{label(event.anchor)} names nothing that is complete before it; write it out.",
                        )
                    ],
                    name,
                )
            total += sizes[event.anchor]
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            total += 1
            _check_tag(event.tag, place, name)
            if isinstance(event, yaml.CollectionStartEvent):
                open_nodes.append((event.anchor, total))
            elif event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_nodes.pop()
            if anchor:
                sizes[anchor] = total - before + 1
        _check_bounds(total, len(open_nodes), documents, place, name)


def _place(mark: Any) -> str:
    return "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}"


def _check_tag(tag: str | None, place: str, name: str) -> None:
    if tag is not None and tag != "!" and tag not in PLAIN_TAGS:
        detail = f"The tag {label(tag)[:60]} is not followed; put what it stands for into this file."
        refuse([Finding(place, "unknown-tag", detail)], name)


def _check_bounds(total: int, depth: int, documents: int, place: str, name: str) -> None:
    if total > MOST_NODES:
        refuse([Finding(place, "too-many", f"Stands for more than {MOST_NODES} values with its aliases written out; split it.")], name)
    if depth > DEEPEST:
        refuse([Finding(place, "too-deep", f"Nested deeper than {DEEPEST} levels; flatten it.")], name)
    if documents > 1:
        refuse([Finding(place, "several-documents", "Holds several documents; send one plan a file.")], name)
