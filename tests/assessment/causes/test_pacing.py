import pytest

from service.domain.assessment import TagName
from service.domain.report import Timing
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, names
from tests.support.builders import a_report, at

NOW = at("2026-03-04", "20:00")


@pytest.mark.parametrize(
    ("rpe", "timing", "calm", "found"),
    [
        (5, Timing.MIDDLE, None, True),
        (5, Timing.LATE, None, True),
        (4.5, Timing.MIDDLE, None, False),
        (5, Timing.START, None, False),
        (5, Timing.MIDDLE, True, False),
        (None, Timing.MIDDLE, None, False),
    ],
)
def test_pace_is_the_cause_when_an_easy_run_costs_two_points_more(
    rpe: float | None, timing: Timing, calm: bool | None, found: bool
) -> None:
    report = a_report(at("2026-03-04", "08:00"), 5, session_id="wed-0302", timing=timing, srpe_done=rpe, breathing_ok=calm)
    assert (TagName.PACING in names(a_case(NOW, [report], ReportClass.P2_MIDWAY))) is found
