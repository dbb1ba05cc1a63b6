"""A report that is put right soon counts as if it had never been wrong; later on, a level comes down as it always does."""

from __future__ import annotations

import pytest

from tests.support.coached import GOOD_LEGS, SWOLLEN, Coached
from tests.support.plain import Json

BY_MISTAKE: Json = {"id": "r-1", "observed_at": "2026-03-04T17:00:00Z", "is_run": True, "heaviness": 9, "timing": "whole"}


def _level(coached: Coached) -> int:
    return int(coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]["level"])


def _withdraw(coached: Coached, receipt: Json) -> None:
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/reports/{receipt['id']}/withdraw")
    assert answer.status_code == 202
    coached.work_off()


@pytest.mark.parametrize(("hours", "is_undone"), [(71, True), (73, False)])
def test_for_three_days_a_mistake_leaves_no_trace_in_the_level(coached: Coached, hours: int, is_undone: bool) -> None:
    receipt = coached.report(**BY_MISTAKE)
    coached.work_off()
    assert _level(coached) > 0
    coached.clock.pass_by(hours=hours)
    _withdraw(coached, receipt)
    assert (_level(coached) == 0) is is_undone


def test_a_smaller_number_put_in_its_place_counts_as_said_the_first_time(coached: Coached) -> None:
    coached.report(**BY_MISTAKE)
    coached.work_off()
    coached.clock.pass_by(hours=2)
    coached.report(**BY_MISTAKE | {"heaviness": 1})
    coached.work_off()
    assert _level(coached) == 0


def test_what_was_heard_beside_the_mistake_is_not_forgotten(coached: Coached) -> None:
    mistake = coached.report(**BY_MISTAKE)
    coached.work_off()
    coached.report(**SWOLLEN)
    coached.work_off()
    coached.clock.pass_by(hours=2)
    _withdraw(coached, mistake)
    assert _level(coached) == 5


def test_a_level_that_another_report_gives_stays(coached: Coached) -> None:
    mistake = coached.report(**BY_MISTAKE)
    coached.work_off()
    coached.report(**BY_MISTAKE | {"id": "r-2", "heaviness": 6, "observed_at": "2026-03-04T17:30:00Z"})
    coached.work_off()
    _withdraw(coached, mistake)
    assert _level(coached) == 2


def test_good_legs_put_right_are_no_way_down(coached: Coached) -> None:
    coached.report(**BY_MISTAKE)
    coached.work_off()
    before = _level(coached)
    coached.clock.pass_by(hours=2)
    good = coached.report(**GOOD_LEGS | {"observed_at": "2026-03-04T19:00:00Z"})
    coached.work_off()
    _withdraw(coached, good)
    assert _level(coached) == before
