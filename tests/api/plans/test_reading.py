"""Plans and versions as they are read: by ETag, in any format, in pages."""

from __future__ import annotations

import io
import zipfile

import pytest

from service.formats import WRITERS
from service.formats.session_keys import key_of
from tests.api.plans.conftest import PLAN, Coach
from tests.api.problem import assert_problem
from tests.support.plain import Json, plain_plan, plain_session
from tests.support.services import PoolInPlace


@pytest.fixture
def plan(coach: Coach) -> Json:
    return coach.upload()


def _later(coach: Coach, plan: Json, tag: int = 1) -> None:
    assert coach.edit(plan["id"], tag, {"op": "move", "session_id": "sun", "to": f"2026-03-{8 + tag:02}"}).status_code == 200


def test_a_reader_who_has_the_plan_is_not_sent_it_again(coach: Coach, plan: Json, pool: PoolInPlace) -> None:
    first = coach.get(f"/plans/{plan['id']}")
    again = coach.get(f"/plans/{plan['id']}", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", '"1"')
    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"
    assert first.headers["vary"] == again.headers["vary"] == "Accept"
    assert pool.ran == ["read"]


def test_a_reader_who_has_an_older_one_is_sent_the_plan(coach: Coach, plan: Json) -> None:
    _later(coach, plan)
    answer = coach.get(f"/plans/{plan['id']}", headers={"If-None-Match": '"1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')


def test_a_plan_comes_in_every_format_that_can_be_written(coach: Coach) -> None:
    plan = coach.upload(plain_plan(plain_session("2026-03-05", "ride", sport="bike", planned={"duration_s": 3600})))
    for name, writer in WRITERS.items():
        answer = coach.get(f"/plans/{plan['id']}?format={name}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(writer.media_type)
        assert answer.headers["etag"] == ('"1"' if name == "json" else f'"1-{name}"')


def test_accept_decides_where_no_format_is_named(coach: Coach, plan: Json) -> None:
    accept = {"Accept": "text/csv;q=0.5, text/calendar"}
    assert coach.get(f"/plans/{plan['id']}", headers=accept).headers["content-type"] == "text/calendar; charset=utf-8"
    assert_problem(coach.get(f"/plans/{plan['id']}", headers={"Accept": "image/png"}), "not-acceptable")
    assert_problem(coach.get(f"/plans/{plan['id']}?format=docx"), "not-acceptable")


def test_a_format_by_name_wins_over_accept_and_is_a_download(coach: Coach) -> None:
    plan = coach.upload({**PLAN, "name": "Frühling"})
    answer = coach.get(f"/plans/{plan['id']}?format=xlsx", headers={"Accept": "text/csv"})
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''Fr%C3%BChling.xlsx")


def test_an_etag_of_another_format_is_another_etag(coach: Coach, plan: Json) -> None:
    tag = coach.get(f"/plans/{plan['id']}?format=csv").headers["etag"]
    path = f"/plans/{plan['id']}"
    assert coach.get(path, headers={"If-None-Match": tag}).status_code == 200
    assert coach.get(f"{path}?format=csv", headers={"If-None-Match": tag}).status_code == 304


def test_a_version_never_changes_and_may_be_kept_for_good(coach: Coach, plan: Json) -> None:
    _later(coach, plan)
    first = coach.get(f"/plans/{plan['id']}/versions/1")
    assert first.json() == PLAN
    assert first.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = coach.get(f"/plans/{plan['id']}/versions/1", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_versions_come_newest_first_in_pages(coach: Coach, plan: Json) -> None:
    for tag in (1, 2):
        _later(coach, plan, tag)
    path = f"/plans/{plan['id']}/versions?limit=2"
    first = coach.get(path).json()
    rest = coach.get(f"{path}&cursor={first['next_cursor']}").json()
    listed = [(version["number"], version["origin"]) for version in (*first["items"], *rest["items"])]
    assert listed == [(3, "edit"), (2, "edit"), (1, "import")]
    assert rest["next_cursor"] is None


def test_a_forged_place_in_the_list_is_refused(coach: Coach, plan: Json) -> None:
    for cursor in ("x", "WyIyMDI2LTAzLTA0VDE4OjAwOjAwKzAwOjAwIiwgInBsYW4iXQ"):
        assert_problem(coach.get(f"/plans/{plan['id']}/versions?cursor={cursor}"), "bad-input")


def test_two_versions_are_compared(coach: Coach, plan: Json) -> None:
    _later(coach, plan)
    there, back = (coach.get(f"/plans/{plan['id']}/diff?from={a}&to={b}").json() for a, b in ((1, 2), (2, 1)))
    assert there["changed"] == [{"session_id": "sun", "before": {"date": "2026-03-08"}, "after": {"date": "2026-03-09"}}]
    assert back["changed"][0]["after"] == {"date": "2026-03-08"}
    assert coach.get(f"/plans/{plan['id']}/diff?from=1&to=1").json()["changed"] == []


def test_plans_are_listed_without_their_sessions(coach: Coach, plan: Json) -> None:
    (listed,) = coach.get(f"/athletes/{coach.athlete_id}/plans").json()["items"]
    assert listed == plan


def test_what_is_not_there_is_not_found(coach: Coach, plan: Json) -> None:
    id = plan["id"]
    for path in (
        "/plans/plan_x", "/plans/plan_x/versions", f"/plans/{id}/versions/2", f"/plans/{id}/diff?from=1&to=2", f"/plans/{id}/uploads/upl_x",
    ):  # fmt: skip
        assert_problem(coach.get(path), "not-found")


def test_the_file_of_another_plan_is_not_found_at_this_one(coach: Coach, plan: Json) -> None:
    other = coach.upload()
    (version,) = coach.get(f"/plans/{other['id']}/versions").json()["items"]
    assert_problem(coach.get(f"/plans/{plan['id']}/uploads/{version['upload_id']}"), "not-found")


def test_another_coach_sees_nothing_of_it(other_coach: Coach, plan: Json) -> None:
    id = plan["id"]
    for path in (id, f"{id}?format=csv", f"{id}/versions", f"{id}/versions/1", f"{id}/diff?from=1&to=1", f"{id}/uploads/x"):
        assert_problem(other_coach.get(f"/plans/{path}"), "not-found")


def test_a_download_for_a_platform_names_sessions_as_we_do_there_ourselves(coach: Coach) -> None:
    plan = coach.upload({**PLAN, "id": "of-the-author"})
    events = coach.get(f"/plans/{plan['id']}?format=intervals").json()
    assert {event["external_id"] for event in events} == {key_of(plan["id"], session["id"]) for session in PLAN["sessions"]}
