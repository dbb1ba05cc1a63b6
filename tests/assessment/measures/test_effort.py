"""Effort above plan, and pace at equal effort."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from service.domain.adjustment import PerfTrend
from service.domain.session import Completion, PlannedSession, Status
from tests.assessment.asking import march, seen, whole
from tests.assessment.measures.looking import NOW, TODAY, looks
from tests.support.builders import PLAN_A, a_plan, a_session


def _hard_weeks(over: Sequence[float]) -> object:
    done = [
        a_session(f"e{n}", TODAY - timedelta(days=n + 1), rpe=3, status=Status.COMPLETED, completed=Completion(rpe=3 + more))
        for n, more in enumerate(over)
    ]
    return a_plan(done)


@pytest.mark.parametrize(("over", "sign"), [((2,), False), ((2, 2), True), ((1.9, 2), False), ((3, 2, 4), True)])
def test_effort_two_points_above_plan_in_two_sessions_is_strain(over: Sequence[float], sign: bool) -> None:
    assert ("effort" in looks(plan=_hard_weeks(over)).strain) is sign


def test_effort_that_only_a_report_tells_counts_as_well() -> None:
    plan = a_plan([a_session("a", march(19), rpe=3), a_session("b", march(18), rpe=3)])
    told = [whole(19, 1, srpe_done=5), whole(18, 1, srpe_done=5)]
    assert "effort" in seen(NOW, told, plan=plan).strain


def _runs(older_m: int, newer_m: int, rpe_newer: float = 3) -> object:
    def run(n: int, metres: int, rpe: float) -> PlannedSession:
        done = Completion(duration_s=2700, distance_m=metres, rpe=rpe)
        return a_session(f"r{n}", TODAY - timedelta(days=n), rpe=3, status=Status.COMPLETED, completed=done)

    return a_plan([*(run(n, newer_m, rpe_newer) for n in (2, 5)), *(run(n, older_m, 3) for n in (16, 20))])


@pytest.mark.parametrize(("metres", "trend"), [
    (7690, PerfTrend.DECLINING), (7760, PerfTrend.DECLINING), (7761, PerfTrend.STABLE), (8000, PerfTrend.STABLE), (8239, PerfTrend.STABLE),
    (8241, PerfTrend.IMPROVING),
])  # fmt: skip
def test_performance_is_pace_at_equal_effort(metres: int, trend: PerfTrend) -> None:
    assert looks(plan=_runs(8000, metres)).perf_trend is trend


def test_unequal_effort_and_assumed_runs_say_nothing_about_performance() -> None:
    assert looks(plan=_runs(8000, 7000, rpe_newer=4)).perf_trend is PerfTrend.UNKNOWN
    assert looks(plan=PLAN_A).perf_trend is PerfTrend.UNKNOWN
