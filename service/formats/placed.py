"""Plans checked like any other, with each fault named at its place in the file that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from service.documents.base import DEFAULT_ZONE
from service.documents.plan import PlanDocument, plan_document
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import BadInput, Finding
from service.formats.base import ReadOptions
from service.formats.shown_units import counted_in, shown_units


def placed_plan(raw: Mapping[str, Any], places: Sequence[str], *, name: str, warnings: Iterable[InputWarning] = ()) -> PlanDocument:
    """`raw` as a plan with these warnings; `places` tell for each session where in the file it stands. Raises BadInput."""
    if not raw["sessions"]:
        refuse([Finding("", "no-sessions", "No session was found in this file; send one that holds a plan.")], name)
    try:
        stated = raw.get("display_units", {})
        units = shown_units(counted_in(raw["sessions"], stated), stated)
        plan = plan_document({"schema": "plan/1", **raw, **({"display_units": units} if units else {})}, name=name)
    except BadInput as error:
        refuse([_placed(finding, places) for finding in error.findings], name)
    return plan.with_warnings(tuple(warnings))


def _placed(finding: Finding, places: Sequence[str]) -> Finding:
    steps = finding.pointer.strip("/").split("/")
    if steps[0] != "sessions" or len(steps) < 2:
        return finding
    field = "/".join(steps[2:])
    place = places[int(steps[1])]
    return Finding(", ".join(part for part in (place, field) if part), finding.code, finding.detail)


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
    """One warning of each code, the first; how many more places it holds for is told in it."""
    by_code: dict[str, list[InputWarning]] = {}
    for warning in warnings:
        by_code.setdefault(warning.code, []).append(warning)
    return tuple(replace(first, text=first.text + _more(len(others))) for first, *others in by_code.values())


def _more(count: int) -> str:
    return f" (and at {count} more place{'' if count == 1 else 's'})" if count else ""
