"""Assessment alone: what the reports add up to, and what they would ask of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from service.assessment import assess
from service.documents.adjust_request import AdjustRequestDocument, read_request
from service.documents.assessment import AssessmentDocument, write_assessment
from service.documents.own_policy import read_policy
from service.domain.adjustment import Request
from service.domain.assessment import Assessment
from service.usecases.decide import read_past


@dataclass(frozen=True, slots=True)
class Answer:
    """The assessment as a document, and the thoughts behind it for whoever shows them."""

    request: Request
    assessment: Assessment
    document: AssessmentDocument


def assess_reports(document: AdjustRequestDocument) -> AssessmentDocument:
    """One `adjust-request/1` answered with `assessment/1`; the plan is read for its history and not changed.

    Raises BadInput with the place and the mend.
    """
    return answer(document).document


def answer(document: AdjustRequestDocument) -> Answer:
    """As `assess_reports`, with the request as it was understood and the assessment before it was written down."""
    policy = read_policy(document.policy)
    request, warnings = read_request(document, policy)
    timeline, reference = read_past(request, policy)
    assessment = assess(
        request.now, request.reports, reference, request.athlete, request.state, request.overrides, request.clearances, policy,
        perf_trend=request.perf_trend, timeline=timeline,
    )  # fmt: skip
    return Answer(request, assessment, write_assessment(request, assessment, policy, extra_warnings=warnings))
