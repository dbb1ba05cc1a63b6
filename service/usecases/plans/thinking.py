"""What the worker processes do with plans: whatever parses a file or a whole plan, so that it never costs the server's time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from hashlib import sha256
from typing import ParamSpec, TypeVar

from service.documents.answer_parts import LintPart
from service.documents.completions import Records, overlaid, with_done_sessions
from service.documents.editing import EditsDocument, edited
from service.documents.json_text import parse_json
from service.documents.lint import LintDocument
from service.documents.plan import PlanDocument, plan_document
from service.documents.plan_diff import PlanDiff, diff
from service.documents.refusal import validated
from service.errors import BadInput, Finding
from service.formats import write_plan_file
from service.usecases.thinking import Refusal

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
FOREIGN = "unknown-format"
BY_OUR_IDS = frozenset({"intervals"})
"""Formats for a calendar that we write into ourselves: whoever uploads the download there replaces what we wrote, and doubles nothing."""


def answered(think: Callable[Asked, Answer]) -> Callable[Asked, Answer | Refusal]:
    """`think`, with a refusal for what it raises: an exception would count as a job that broke."""

    @wraps(think)
    def answer(*asked: Asked.args, **further: Asked.kwargs) -> Answer | Refusal:
        try:
            return think(*asked, **further)
        except BadInput as error:
            foreign = any(finding.code == FOREIGN for finding in error.findings)
            findings = error.findings or (Finding("", "bad-input", error.message),)
            return Refusal("unsupported-media-type" if foreign else "bad-input", error.message, findings)

    return answer


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as it stands: its current version, and what was recorded of it."""

    document: bytes
    records: Records


@dataclass(frozen=True, slots=True)
class Written:
    """A version ready to be kept: `document` as its author wrote it, `rendered` with what was done."""

    name: str
    document: bytes
    rendered: bytes
    diff: PlanDiff
    lints: tuple[LintPart, ...]
    note: str | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.document).hexdigest()


@dataclass(frozen=True, slots=True)
class EditsCall:
    """`edits` is the body as it came."""

    standing: Standing
    edits: bytes
    now: datetime
    today: date


def edit(call: EditsCall) -> Written | Refusal:
    """The plan after the edits."""
    try:
        raw = parse_json(call.edits, name="body")
    except BadInput as error:
        return Refusal("not-json", error.message, error.findings)
    return _after(call, raw)


@answered
def _after(call: EditsCall, raw: object) -> Written:
    edits = validated(EditsDocument, raw, "body")
    before = parsed(call.standing.document)
    recorded = [id for id, record in call.standing.records.items() if record.counts]
    after = edited(before, edits, now=call.now, recorded=recorded)
    return written(before, after, call.standing.records, today=call.today, note=edits.note)


@dataclass(frozen=True, slots=True)
class RevertCall:
    standing: Standing
    earlier: bytes
    today: date


@answered
def take_back(call: RevertCall) -> Written:
    """The plan as an earlier version had it, with the sessions that were done since."""
    before = parsed(call.standing.document)
    after = with_done_sessions(parsed(call.earlier), before, call.standing.records)
    return written(before, after, call.standing.records, today=call.today)


@answered
def compare(call: tuple[bytes, bytes]) -> bytes:
    """`plan-diff/1` between two versions."""
    before, after = call
    return diff(parsed(before), parsed(after)).model_dump_json().encode()


@dataclass(frozen=True, slots=True)
class RenderCall:
    """`plan_id` is the one that we keep the plan under; the plan may have an id of its author's own."""

    document: bytes
    format_name: str
    plan_id: str


@answered
def render(call: RenderCall) -> bytes:
    """A plan as it is served, in the named format."""
    plan = parsed(call.document)
    if call.format_name in BY_OUR_IDS:
        plan = plan.model_copy(update={"id": call.plan_id})
    return write_plan_file(plan, call.format_name)


@dataclass(frozen=True, slots=True)
class FeedCall:
    """`address` is that of the feed itself, `host` what makes the ids of sessions unique in the calendar."""

    document: bytes
    today: date
    address: str
    host: str


@answered
def render_calendar(call: FeedCall) -> bytes:
    """The plan as a calendar to subscribe to."""
    from service.formats.downloads.ics.feed import render_feed  # noqa: PLC0415  brings a library that only downloads need

    return render_feed(parsed(call.document), now=call.today, address=call.address, host=call.host).content


def written(before: PlanDocument | None, after: PlanDocument, records: Records, *, today: date, note: str | None = None) -> Written:
    """`after` as a version that follows `before`. Raises BadInput where it cannot be used as a plan."""
    document = after.model_dump_json().encode()
    return Written(after.name, document, overlaid(document, records), diff(before, after), tuple(linted(after, today).lints), note)


def linted(plan: PlanDocument, today: date) -> LintDocument:
    """What a coach may want to look at. Raises BadInput for a plan that no rule could read, one without dates among them."""
    from service.usecases.lint_plan import lint_plan  # noqa: PLC0415  brings the checker along

    return lint_plan(plan, today=today)


def parsed(document: bytes) -> PlanDocument:
    """A plan that the store kept."""
    return plan_document(json.loads(document))
