"""Several versions of one report become one: what was written last wins, field by field (document ruling 5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from service.domain.policy import Policy
from service.domain.report import Report

UNSAID: tuple[object, ...] = (None, ())
"""A field with one of these says nothing and lets the earlier word stand."""


def written_order(report: Report) -> tuple[object, ...]:
    """A total order that does not depend on the order of the input."""
    return (report.observed_at, report.submitted_at, report.id, repr(report))


def layered(versions: Sequence[Report]) -> Report:
    """One report from several, the last one on top; red flags are never taken back by a later version."""
    merged = versions[0]
    for later in versions[1:]:
        said = {f.name: value for f in fields(Report) if (value := getattr(later, f.name)) not in UNSAID}
        merged = replace(merged, **said)
    asked = [version.flags for version in versions if version.flags is not None]
    return replace(merged, flags=tuple(sorted({code for flags in asked for code in flags})) if asked else None)


def amended(reports: Iterable[Report], policy: Policy) -> tuple[Report, ...]:
    """One report an id, in the order of observation (N2)."""
    by_id: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda r: (r.submitted_at, *written_order(r))):
        by_id.setdefault(report.id, []).append(report)
    merged = [layered(versions) for versions in by_id.values()]
    return tuple(sorted(merged, key=written_order) if policy.on("N2") else merged)
