"""What a worker makes of an uploaded file: a draft to look at, and a version to keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.documents.answer_parts import InputWarningPart, LintPart, write_warnings
from service.documents.completions import Records, with_done_sessions
from service.documents.plan import PlanDocument, anchored
from service.documents.plan_diff import PlanDiff
from service.documents.plan_draft import ChoicePart, PlanDraft, QuestionPart
from service.documents.plan_matching import match
from service.documents.session_ids import is_made, with_ids
from service.formats import Draft, OpenQuestions, Question, ReadOptions, draft
from service.usecases.plans.thinking import Standing, Written, answered, linted, parsed, written


@dataclass(frozen=True, slots=True)
class DraftCall:
    """`before` is the plan in whose place the new one comes; `last_import` the version that last came from outside."""

    content: bytes
    name: str
    options: ReadOptions
    today: date
    before: Standing | None
    last_import: bytes | None
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Drafted:
    """`answer` is `plan-draft/1`; `unchanged` says that the file says what the last one said."""

    answer: bytes
    format: str
    written: Written | None
    unchanged: bool


@answered
def read(call: DraftCall) -> Drafted:
    """The file as a draft. A question without an assumption is an answer in a dry run, and a refusal else."""
    made = draft(call.content, name=call.name, options=call.options)
    if made.document is None or not made.is_ready:
        if not call.dry_run:
            raise OpenQuestions(made.questions, place=call.name)
        return Drafted(_answer(made, write_warnings(made.messages), plan=made.document), made.format, None, unchanged=False)
    plan = anchored(with_ids(made.document))
    new = _version(call, plan)
    messages = linted(plan, call.today).warnings
    answer = _answer(made, messages, lints=new.lints, diff=new.diff, plan=plan if call.dry_run else None)
    return Drafted(answer, made.format, new, unchanged=_says_what_the_last_said(call, plan))


def _version(call: DraftCall, plan: PlanDocument) -> Written:
    if call.before is None:
        return written(None, plan, {}, today=call.today)
    before, records = parsed(call.before.document), call.before.records
    return written(before, _following(plan, before, records), records, today=call.today)


def _says_what_the_last_said(call: DraftCall, plan: PlanDocument) -> bool:
    """A caller that sends its plan every night takes back nothing that was decided here since."""
    if call.before is None or call.last_import is None:
        return False
    again = _following(plan, parsed(call.last_import), call.before.records)
    return again.model_dump_json().encode() == call.last_import


def _following(plan: PlanDocument, before: PlanDocument, records: Records) -> PlanDocument:
    """The plan with its sessions under the ids that they had, and those that were done."""
    return with_done_sessions(_recognised(plan, before, records), before, records)


def _recognised(plan: PlanDocument, before: PlanDocument, records: Records) -> PlanDocument:
    """Names that the uploader gave stay. What was done is only ever the session of that sport on that day."""
    known = {session.id for session in before.sessions}
    if any(session.id not in known and not is_made(session.id or "") for session in plan.sessions):
        return plan
    done = {id for id, record in records.items() if record.counts}
    places = {(session.date, session.sport) for session in plan.sessions}
    candidates = [s for s in before.sessions if s.id not in done or (s.date, s.sport) in places]
    return match(before.model_copy(update={"sessions": candidates}), plan).document


def _answer(
    made: Draft, messages: list[InputWarningPart], *, lints: Iterable[LintPart] = (), diff: PlanDiff | None = None,
    plan: PlanDocument | None,
) -> bytes:  # fmt: skip
    document = PlanDraft(
        format=made.format, file=made.file, sha256=made.sha256, ready=made.is_ready, messages=messages, lints=list(lints), diff=diff,
        questions=[_question(question) for question in made.questions], plan=plan,
    )  # fmt: skip
    return document.model_dump_json().encode()


def _question(asked: Question) -> QuestionPart:
    choices = [ChoicePart(value=choice.value, label=choice.label) for choice in asked.choices]
    return QuestionPart(
        code=asked.code, text=asked.text, place=asked.place, options=list(asked.options), choices=choices, assumed=asked.assumed
    )
