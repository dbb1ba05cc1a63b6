"""Plans checked like any other, with each fault named at its place in the file that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from service.documents.base import DEFAULT_ZONE
from service.documents.plan import PlanDocument, plan_document
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import BadInput, Finding
from service.formats.base import ReadOptions


def placed_plan(raw: Mapping[str, Any], places: Sequence[str], *, name: str, warnings: Iterable[InputWarning] = ()) -> PlanDocument:
    """`raw` as a plan with these warnings; `places` tell for each session where in the file it stands. Raises BadInput."""
    if not raw["sessions"]:
        refuse([Finding("", "no-sessions", "No session was found in this file; send one that holds a plan.")], name)
    try:
        plan = plan_document({"schema": "plan/1", **raw}, name=name)
    except BadInput as error:
        refuse([_placed(finding, places) for finding in error.findings], name)
    return plan.with_warnings(tuple(warnings))


def _placed(finding: Finding, places: Sequence[str]) -> Finding:
    steps = finding.pointer.strip("/").split("/")
    if steps[0] != "sessions" or len(steps) < 2:
        return finding
    field = "/".join(steps[2:])
    place = places[int(steps[1])]
    return Finding(f"{place}, {field}" if field else place, finding.code, finding.detail)


def named_after(file_name: str) -> str:
    """The name of a plan that states none."""
    return PurePath(file_name).stem[:300] or "plan"


def zone_and_warnings(options: ReadOptions, stated: str | None = None) -> tuple[str, tuple[InputWarning, ...]]:
    """The plan's zone: what the uploader said, what the file states, else UTC with a warning."""
    if zone := options.timezone or stated:
        return zone, ()
    text = f"The file names no timezone; {DEFAULT_ZONE} is taken unless the athlete has one."
    return DEFAULT_ZONE, (InputWarning("no-timezone", "", text),)


def folded(warnings: Iterable[InputWarning]) -> tuple[InputWarning, ...]:
    """One warning for each thing said, at the first of its places; how many more there are is told in it."""
    by_text: dict[tuple[str, str], list[str]] = {}
    for warning in warnings:
        by_text.setdefault((warning.code, warning.text), []).append(warning.pointer)
    return tuple(
        InputWarning(code, places[0], text if len(places) == 1 else f"{text} (and at {len(places) - 1} more places)")
        for (code, text), places in by_text.items()
    )
