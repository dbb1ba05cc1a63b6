import pytest

from service.domain.assessment import TagName
from service.domain.report import Timing
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, names
from tests.support.builders import a_report, at

NOW = at("2026-03-04", "20:00")


@pytest.mark.parametrize(
    ("hours", "pain", "timing", "found"),
    [
        (4, 2, Timing.START, True),
        (3.9, 0, Timing.START, False),
        (4, 3, Timing.START, False),
        (8, 0, Timing.WHOLE, False),
        (None, 0, Timing.START, False),
    ],
)
def test_stiffness_is_a_heavy_start_after_sitting_and_hardly_hurts(hours: float | None, pain: int, timing: Timing, found: bool) -> None:
    report = a_report(at("2026-03-04", "18:00"), 5, timing=timing, sitting_hours=hours, pain=pain)
    assert (TagName.STIFF in names(a_case(NOW, [report], ReportClass.P1_START))) is found
