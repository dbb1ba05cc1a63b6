"""What the reports add up to, as a document: inside `adjustment/1`, and alone as `assessment/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.documents.answer_parts import EnginePart, InputWarningPart, PolicyPart, this_engine, write_policy, write_warnings
from service.documents.base import Instant, LocalDate, Part
from service.documents.directives import DirectivesDocument, write_directives
from service.documents.state import StateDocument, write_state
from service.domain.adjustment import InputWarning, Request
from service.domain.assessment import AdviceCard, Assessment, Confidence, Question, TagName, Urgency
from service.domain.policy import Policy
from service.domain.report_class import ReportClass
from service.domain.state import OverrideResult


class TagPart(Part):
    tag: TagName
    confidence: Confidence
    rows: list[str]
    evidence: bool


class ReferralPart(Part):
    urgency: Urgency
    codes: list[str]


class AdviceLinePart(Part):
    text: str
    rows: list[str]
    evidence: str


class AdvicePart(Part):
    card: str
    title: str
    lines: list[AdviceLinePart]


class NoticePart(Part):
    code: str
    text: str
    rows: list[str]


class CheckPart(Part):
    """A habit that was looked at, and what was found."""

    side: str
    name: str
    finding: str
    rows: list[str]


class OverrideAnswerPart(Part):
    index: int
    result: OverrideResult
    reason: str


class AssessmentPart(Part):
    """The pattern in the reports, never a diagnosis."""

    report_class: ReportClass = Field(alias="class")
    secondary: list[ReportClass]
    subtype: str | None
    level: int
    computed_level: int
    confidence: Confidence
    override: OverrideResult | None
    overrides: list[OverrideAnswerPart]
    tags: list[TagPart]
    referral: ReferralPart | None
    questions: list[Question]
    advice: list[AdvicePart]
    notices: list[NoticePart]
    checks: list[CheckPart]
    review_on: LocalDate | None
    needs_coach: bool
    rules: list[str]
    report_ids: list[str]
    state: StateDocument


class AssessmentDocument(Part):
    """`assessment/1`: the assessment and what it asks of the plan, without a plan."""

    document: Literal["assessment/1"] = Field(default="assessment/1", alias="schema")
    now: Instant
    athlete_ref: str | None
    policy: PolicyPart
    engine: EnginePart
    assessment: AssessmentPart
    directives: DirectivesDocument
    warnings: list[InputWarningPart]


def write_assessment(
    request: Request, assessment: Assessment, policy: Policy, *, extra_warnings: tuple[InputWarning, ...] = ()
) -> AssessmentDocument:
    return AssessmentDocument(
        now=request.now,
        athlete_ref=request.athlete.ref,
        policy=write_policy(policy),
        engine=this_engine(),
        assessment=write_assessment_part(assessment),
        directives=write_directives(assessment.directives),
        warnings=write_warnings(extra_warnings),
    )


def write_assessment_part(found: Assessment) -> AssessmentPart:
    referral = found.referral
    return AssessmentPart(
        report_class=found.klass,
        secondary=list(found.secondary),
        subtype=found.subtype,
        level=found.level,
        computed_level=found.computed_level,
        confidence=found.confidence,
        override=found.override,
        overrides=[OverrideAnswerPart(index=o.index, result=o.result, reason=o.reason) for o in found.overrides],
        tags=[TagPart(tag=t.tag, confidence=t.confidence, rows=list(t.rows), evidence=t.evidence) for t in found.tags],
        referral=None if referral is None else ReferralPart(urgency=referral.urgency, codes=list(referral.codes)),
        questions=list(found.questions),
        advice=[_advice(card) for card in found.advice],
        notices=[NoticePart(code=n.code, text=n.text, rows=list(n.rows)) for n in found.notices],
        checks=[CheckPart(side=c.side, name=c.name, finding=c.finding, rows=list(c.rows)) for c in found.checks],
        review_on=found.review_on,
        needs_coach=found.needs_coach,
        rules=list(found.rules),
        report_ids=list(found.report_ids),
        state=write_state(found.state),
    )


def _advice(card: AdviceCard) -> AdvicePart:
    lines = [AdviceLinePart(text=line.text, rows=list(line.rows), evidence=line.evidence) for line in card.lines]
    return AdvicePart(card=card.card, title=card.title, lines=lines)
