"""From the files that a command was given to one `adjust-request/1`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from service.cli.files import name_of, read_bytes
from service.cli.plans import read_plan
from service.documents.adjust_request import AdjustRequestDocument
from service.documents.athlete import RequestAthlete
from service.documents.json_text import parse_json
from service.documents.refusal import validated
from service.documents.report_files import report_documents
from service.documents.state import StateDocument
from service.errors import BadInput, Finding

ANSWERS = ("adjustment/1", "assessment/1")
"""What holds a state for the next request."""


@dataclass(frozen=True, slots=True)
class Files:
    """What was named on the command line: either one whole request, or a plan and what goes with it."""

    plan: str | None = None
    reports: str | None = None
    now: str | None = None
    athlete: str | None = None
    state: str | None = None
    policy: str | None = None
    request: str | None = None


@contextmanager
def told_of(files: Files) -> Iterator[None]:
    """Refusals of the request inside name the file that holds the fault."""
    try:
        yield
    except BadInput as error:
        if error.place in (None, "request"):
            error.place = _holder(files, error.findings[0].pointer if error.findings else "")
        raise


def _holder(files: Files, pointer: str) -> str:
    """The file in which the part that `pointer` leads to was written."""
    if files.request is not None:
        return name_of(files.request)
    parts = {"/plan": files.plan, "/reports": files.reports, "/athlete": files.athlete, "/state": files.state}
    held = next((path for part, path in parts.items() if path is not None and pointer.startswith(part)), None)
    return "command line" if held is None else name_of(held)


def read_request_files(files: Files) -> AdjustRequestDocument:
    """The request. Raises BadInput that names the file, or the option that is missing."""
    if files.request is not None:
        _alone(files)
        raw = parse_json(read_bytes(files.request), name=name_of(files.request))
        return validated(AdjustRequestDocument, raw, name_of(files.request))
    plan = _wanted(files.plan, "PLAN", "name a plan, or a whole request with --request FILE")
    now = _wanted(files.now, "--now", "say for which moment, with an offset: --now 2026-03-04T19:00:00+01:00")
    parts: dict[str, Any] = {"schema": "adjust-request/1", "now": now, "plan": read_plan(plan)}
    if files.reports is not None:
        parts["reports"] = list(report_documents(read_bytes(files.reports), name=name_of(files.reports)))
    if files.athlete is not None:
        parts["athlete"] = validated(RequestAthlete, parse_json(read_bytes(files.athlete), name=files.athlete), files.athlete)
    if files.state is not None:
        parts["state"] = _state_in(files.state)
    if files.policy is not None:
        parts["policy"] = files.policy
    return validated(AdjustRequestDocument, parts, "command line")


def _state_in(path: str) -> StateDocument:
    """The `state/1` in a file, or the one inside the whole earlier answer."""
    raw = parse_json(read_bytes(path), name=name_of(path))
    if isinstance(raw, dict) and raw.get("schema") in ANSWERS:
        assessment = raw.get("assessment")
        state = assessment.get("state") if isinstance(assessment, dict) else None
        return validated(StateDocument, state, name_of(path), at="/assessment/state")
    return validated(StateDocument, raw, name_of(path))


def _wanted(value: str | None, option: str, mend: str) -> str:
    if value is None:
        raise BadInput(f"{option} is missing: {mend}.", findings=[Finding(option, "missing", f"missing; {mend}.")], place="command line")
    return value


def _alone(files: Files) -> None:
    """A request is whole; a second source for one of its parts would leave open which one counts."""
    others = {"PLAN": files.plan, "--reports": files.reports, "--now": files.now, "--athlete": files.athlete, "--state": files.state}
    given = [name for name, value in others.items() if value is not None]
    if given:
        detail = f"goes without {', '.join(given)}: the request holds them already."
        raise BadInput(f"--request {detail}", findings=[Finding("--request", "twice", detail)], place="command line")
