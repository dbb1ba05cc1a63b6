"""Assessment alone: what the reports add up to, and what they would ask of the plan."""

from __future__ import annotations

from service.assessment import assess
from service.documents.adjust_request import AdjustRequestDocument, read_request
from service.documents.assessment import AssessmentDocument, write_assessment
from service.documents.policy import load_policy
from service.usecases.decide import read_past


def assess_reports(document: AdjustRequestDocument) -> AssessmentDocument:
    """One `adjust-request/1` answered with `assessment/1`; the plan is read for its history and not changed.

    Raises BadInput with the place and the mend.
    """
    policy = load_policy(document.policy)
    request, warnings = read_request(document, policy)
    timeline, reference = read_past(request)
    assessment = assess(
        request.now, request.reports, reference, request.athlete, request.state, request.overrides, request.clearances, policy,
        perf_trend=request.perf_trend, timeline=timeline,
    )  # fmt: skip
    return write_assessment(request, assessment, policy, extra_warnings=warnings)
