"""The inbox shows first what should be looked at first."""

from __future__ import annotations

import pytest

from service.domain.assessment import Urgency
from service.usecases.expiring import expire_passed
from service.usecases.risk import is_race_week, risk_of
from tests.api.test_athletes import taken_in
from tests.support.coached import SWOLLEN, Coached
from tests.support.services import SteppingClock


def _another(coached: Coached) -> Coached:
    athlete_id = taken_in(coached.api, coached.token)["id"]
    other = Coached(coached.api, coached.services, coached.clock, coached.club, coached.token, athlete_id)
    other.upload()
    return other


def test_red_flags_stand_above_what_came_earlier(coached: Coached) -> None:
    coached.report_heavy_week()
    coached.work_off()
    flagged = _another(coached)
    flagged.report(**SWOLLEN)
    flagged.work_off()
    assert [item["athlete_id"] for item in coached.inbox()] == [flagged.athlete_id, coached.athlete_id]
    assert [item["athlete_id"] for item in coached.inbox(f"?athlete_id={coached.athlete_id}")] == [coached.athlete_id]


def test_the_list_goes_on_where_it_stopped(coached: Coached) -> None:
    for athlete in (coached, _another(coached), _another(coached)):
        athlete.report(**SWOLLEN)
        athlete.work_off()
    found, cursor = [], ""
    while cursor is not None:
        page = coached.get("/adjustments?limit=1" + (f"&cursor={cursor}" if cursor else ""))
        found += [item["created_at"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(found) == 3
    assert found == sorted(found)


def test_a_summary_holds_no_words(coached: Coached) -> None:
    coached.report_heavy_week()
    coached.work_off()
    (item,) = coached.inbox()
    assert {"adjustment", "message", "reason"}.isdisjoint(item)


@pytest.mark.parametrize("query", ["?cursor=nonsense", "?status=open", "?order=age", "?limit=0"])
def test_a_list_that_cannot_be_is_refused(coached: Coached, query: str) -> None:
    assert coached.call("GET", f"/adjustments{query}").status_code == 422


def test_reading_a_proposal_is_noted(coached: Coached) -> None:
    coached.heavy_proposal()
    assert "adjustment.read" in coached.audit()


def test_a_proposal_whose_days_are_over_leaves_the_inbox(coached: Coached, clock: SteppingClock) -> None:
    proposal = coached.heavy_proposal()
    clock.now = clock.now.replace(month=3, day=12, hour=11)
    assert expire_passed(coached.services) == 0  # the day is not over everywhere
    clock.pass_by(hours=2)
    assert expire_passed(coached.services) == 1
    assert coached.inbox() == []
    assert coached.get(f"/adjustments/{proposal['id']}")["status"] == "expired"
    assert expire_passed(coached.services) == 0


def test_risk_orders_by_urgency_then_level_then_race() -> None:
    ladder = [
        risk_of(5, Urgency.EMERGENCY, None), risk_of(5, Urgency.PROMPT, 3), risk_of(3, Urgency.PROMPT, 3), risk_of(4, Urgency.ROUTINE, 0),
        risk_of(4, None, 2), risk_of(4, None, 3), risk_of(4, None, None), risk_of(3, None, 0), risk_of(0, None, None),
    ]  # fmt: skip
    assert ladder == sorted(ladder, reverse=True)
    assert len(set(ladder)) == len(ladder)


@pytest.mark.parametrize(("days", "near"), [(None, False), (0, True), (7, True), (8, False)])
def test_race_week_is_the_week_before_a_race(days: int | None, near: bool) -> None:
    assert is_race_week(days) is near
