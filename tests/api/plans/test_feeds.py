"""Calendars behind secret addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from tests.api.plans.conftest import Coach
from tests.api.problem import assert_problem
from tests.support.plain import Json
from tests.support.services import PoolInPlace, SteppingClock


def _made(coach: Coach) -> Json:
    answer = coach.call("POST", f"/athletes/{coach.athlete_id}/feeds")
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def _path(made: Json) -> str:
    return urlsplit(made["url"]).path


def _days(content: bytes) -> dict[str, str]:
    """Local dates by UID."""
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event.decoded("dtstart").isoformat() for event in calendar.walk("VEVENT")}


def test_a_phone_reads_the_calendar_without_a_key(coach: Coach, api: TestClient) -> None:
    coach.upload()
    answer = api.get(_path(_made(coach)))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert sorted(_days(answer.content).values()) == ["2026-03-02", "2026-03-05", "2026-03-08"]


def test_a_session_that_moves_moves_in_the_calendar_also_when_another_plan_is_followed(coach: Coach, api: TestClient) -> None:
    plan, path = coach.upload(), _path(_made(coach))
    before = _days(api.get(path).content)
    coach.edit(plan["id"], 1, {"op": "move", "session_id": "sun", "to": "2026-03-07"})
    after = _days(api.get(path).content)
    assert before.keys() == after.keys()
    assert {after[uid] for uid in before if before[uid] != after[uid]} == {"2026-03-07"}
    coach.upload()
    assert _days(api.get(path).content) == before


def test_a_phone_that_has_the_calendar_is_told_so_without_any_work(coach: Coach, api: TestClient, pool: PoolInPlace) -> None:
    coach.upload()
    path = _path(_made(coach))
    tag = api.get(path).headers["etag"]
    pool.ran.clear()
    again = api.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, pool.ran) == (304, b"", [])


def test_a_new_day_and_a_new_version_are_new_calendars(coach: Coach, api: TestClient, clock: SteppingClock) -> None:
    plan, path = coach.upload(), _path(_made(coach))
    tags = [api.get(path).headers["etag"]]
    clock.pass_by(days=1)
    tags.append(api.get(path).headers["etag"])
    coach.edit(plan["id"], 1, {"op": "delete", "session_id": "thu"})
    tags.append(api.get(path).headers["etag"])
    assert len(set(tags)) == 3


def test_an_athlete_without_a_plan_has_an_empty_calendar(coach: Coach, api: TestClient) -> None:
    answer = api.get(_path(_made(coach)))
    assert answer.status_code == 200
    assert _days(answer.content) == {}


def test_an_address_is_shown_once_and_kept_as_a_hash(coach: Coach) -> None:
    made = _made(coach)
    listed = coach.get(f"/athletes/{coach.athlete_id}/feeds")
    assert listed.json() == {"items": [made["feed"]]}
    assert made["url"].split("/")[-1].removesuffix(".ics") not in listed.text


def test_a_revoked_address_leads_nowhere_and_the_others_stay(coach: Coach, api: TestClient) -> None:
    first, second = _made(coach), _made(coach)
    assert coach.call("DELETE", f"/athletes/{coach.athlete_id}/feeds/{first['feed']['id']}").status_code == 204
    assert_problem(api.get(_path(first)), "not-found")
    assert api.get(_path(second)).status_code == 200
    assert [bool(feed["revoked_at"]) for feed in coach.get(f"/athletes/{coach.athlete_id}/feeds").json()["items"]] == [True, False]


@pytest.mark.parametrize("token", ["x", "A" * 43, "..%2F..%2Fplans"])
def test_a_guessed_address_leads_nowhere(api: TestClient, token: str) -> None:
    assert_problem(api.get(f"/v1/feeds/{token}.ics"), "not-found")


def test_another_coach_makes_sees_and_revokes_none(coach: Coach, other_coach: Coach) -> None:
    id = _made(coach)["feed"]["id"]
    path = f"/athletes/{coach.athlete_id}/feeds"
    for answer in (other_coach.call("POST", path), other_coach.get(path), other_coach.call("DELETE", f"{path}/{id}")):
        assert_problem(answer, "not-found")
