import pytest

from service.domain.assessment import Confidence, TagName
from service.domain.report import Fuelling, Report, Timing
from service.domain.report_class import ReportClass
from tests.assessment.cases import a_case, names, tags_of
from tests.support.builders import a_report, at, plan_a

NOW = at("2026-03-04", "20:00")
NO_TIMES = plan_a(weeks=0)


def heavy_start(clock: str = "18:00", **fields: object) -> Report:
    return a_report(at("2026-03-04", clock), fields.pop("heaviness", 5), **{"timing": Timing.START, **fields})


@pytest.mark.parametrize(("minutes", "found"), [(4, True), (5, False), (None, False)])
def test_a_start_after_less_than_five_minutes_of_warm_up_points_to_it(minutes: int | None, found: bool) -> None:
    case = a_case(NOW, [heavy_start(warmup_min=minutes)], ReportClass.P1_START, plan=NO_TIMES)
    assert (TagName.WARMUP in names(case)) is found


@pytest.mark.parametrize(("heavy10", "found"), [(1.0, True), (2.0, False)])
def test_a_whole_run_counts_only_while_it_is_a_single_one(heavy10: float, found: bool) -> None:
    case = a_case(NOW, [heavy_start(warmup_min=0, timing=Timing.WHOLE)], ReportClass.P3_WHOLE_RUN, plan=NO_TIMES, heavy10=heavy10)
    assert (TagName.WARMUP in names(case)) is found


@pytest.mark.parametrize(("clock", "found"), [("08:59", True), ("09:00", False)])
def test_before_nine_the_body_is_cool(clock: str, found: bool) -> None:
    case = a_case(NOW, [heavy_start(clock)], ReportClass.P1_START, plan=NO_TIMES)
    assert (TagName.WARMUP in names(case)) is found


def test_the_written_part_of_the_day_counts_and_not_the_hour_of_the_report() -> None:
    case = a_case(NOW, [heavy_start("12:30")], ReportClass.P1_START)
    assert TagName.WARMUP in names(case)


def test_an_early_start_alone_is_a_likely_cause_only() -> None:
    (warm_up,) = (t for t in tags_of(a_case(NOW, [heavy_start("07:00")], ReportClass.P1_START)) if t.tag is TagName.WARMUP)
    assert warm_up.confidence is Confidence.LOW


def test_an_empty_start_is_also_a_matter_of_warm_up() -> None:
    found = names(a_case(NOW, [heavy_start(fuelling=Fuelling.FASTED)], ReportClass.P1_START, plan=NO_TIMES))
    assert {TagName.WARMUP, TagName.FUEL} <= found


@pytest.mark.parametrize(
    ("onset", "temp", "warm_up", "found"),
    [(25, 5, 20, True), (26, 5, 20, False), (25, 6, 20, False), (25, 6, 9, True), (25, 6, 10, False), (None, 0, 5, False)],
)
def test_legs_that_go_soon_after_the_start_of_a_cold_run(onset: int | None, temp: int, warm_up: int, found: bool) -> None:
    report = heavy_start(timing=Timing.MIDDLE, onset_min=onset, temp_c=temp, warmup_min=warm_up)
    assert (TagName.WARMUP in names(a_case(NOW, [report], ReportClass.P2_MIDWAY, plan=NO_TIMES))) is found


def test_a_heavy_day_before_asks_for_a_longer_warm_up() -> None:
    yesterday = a_report(at("2026-03-03", "18:00"), 4, timing=Timing.MIDDLE)
    today = heavy_start(timing=Timing.MIDDLE, onset_min=20)
    assert TagName.WARMUP in names(a_case(NOW, [yesterday, today], ReportClass.P2_MIDWAY, plan=NO_TIMES))


def test_good_legs_need_no_cause() -> None:
    case = a_case(NOW, [heavy_start("07:00", heaviness=2, warmup_min=0)], ReportClass.GOOD)
    assert TagName.WARMUP not in names(case)
