"""Plans come in over HTTP: in any format, looked at first or stored at once, as they are or by the caller's own name."""

from __future__ import annotations

import pytest

from service.usecases.services import Services
from tests.api.plans.conftest import PLAN, Coach
from tests.api.problem import assert_problem
from tests.support.happened import happened
from tests.support.plain import plain_plan, plain_session
from tests.support.samples import PLANS
from tests.support.services import Club, PoolInPlace

TABLE = (PLANS / "10k.csv").read_bytes()
UNDATED = plain_plan({"day_index": 0, "sport": "run", "kind": "easy"}, {"day_index": 6, "sport": "run", "kind": "race"})


def test_a_plan_is_stored_and_the_athlete_follows_it(coach: Coach) -> None:
    answer = coach.call("POST", f"/athletes/{coach.athlete_id}/plans", json=PLAN)
    stored = answer.json()["stored"]
    assert (answer.status_code, stored["version"], stored["revision"], answer.headers["etag"]) == (201, 1, 1, '"1"')
    assert answer.headers["location"] == f"/v1/plans/{stored['id']}"
    assert coach.get(f"/athletes/{coach.athlete_id}").json()["current_plan_id"] == stored["id"]
    assert coach.get(f"/plans/{stored['id']}").json() == PLAN


def test_a_dry_run_shows_the_draft_and_stores_nothing(coach: Coach) -> None:
    answer = coach.call("POST", f"/athletes/{coach.athlete_id}/plans?dry_run=true", json=PLAN)
    body = answer.json()
    assert (answer.status_code, body["stored"], body["draft"]["ready"]) == (200, None, True)
    assert body["draft"]["plan"] == PLAN
    assert len(body["draft"]["diff"]["added"]) == 3
    assert coach.get(f"/athletes/{coach.athlete_id}/plans").json()["items"] == []


def test_a_dry_run_is_compared_with_the_plan_that_is_followed(coach: Coach) -> None:
    coach.upload()
    moved = {**PLAN, "sessions": [PLAN["sessions"][0], PLAN["sessions"][1], PLAN["sessions"][2] | {"date": "2026-03-07"}]}
    found = coach.call("POST", f"/athletes/{coach.athlete_id}/plans?dry_run=true", json=moved).json()["draft"]["diff"]
    assert [change["session_id"] for change in found["changed"]] == ["sun"]
    assert found["added"] == found["removed"] == []


@pytest.mark.parametrize("media_type", ["text/csv", "application/octet-stream", "application/json"])
def test_the_content_tells_the_format_whatever_it_is_called(coach: Coach, media_type: str) -> None:
    path = f"/athletes/{coach.athlete_id}/plans?file_name=block.csv"
    answer = coach.call("POST", path, content=TABLE, headers={"Content-Type": media_type})
    assert answer.json()["draft"]["format"] == "csv"
    assert answer.json()["draft"]["file"] == "block.csv"


def test_a_file_may_come_in_a_form_and_is_kept_as_it_came(coach: Coach) -> None:
    answer = coach.call("POST", f"/athletes/{coach.athlete_id}/plans", files={"file": ("Frühling 10k.csv", TABLE, "text/csv")})
    assert answer.status_code == 201, answer.text
    plan_id = answer.json()["stored"]["id"]
    (version,) = coach.get(f"/plans/{plan_id}/versions").json()["items"]
    kept = coach.get(f"/plans/{plan_id}/uploads/{version['upload_id']}")
    assert kept.content == TABLE
    assert kept.headers["content-disposition"].endswith("filename*=UTF-8''Fr%C3%BChling%2010k.csv")
    assert kept.headers["content-type"] == "application/octet-stream"


def test_a_form_without_a_file_or_with_more_than_one_is_refused(coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans"
    two = [("file", ("a.csv", TABLE)), ("file", ("b.csv", TABLE))]
    for form in ({"data": {"note": "x"}}, {"files": two}, {"content": b"nonsense", "headers": {"Content-Type": "multipart/form-data"}}):
        assert_problem(coach.call("POST", path, **form), "bad-input")
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert_problem(coach.call("POST", path, content=b"--x\r\nbroken", headers=broken), "bad-input")


def test_what_is_no_plan_is_refused_by_its_content(coach: Coach) -> None:
    for content in (b"%PDF-1.7 ...", b"\x89PNG\r\n"):
        answer = coach.call("POST", f"/athletes/{coach.athlete_id}/plans", content=content, headers={"Content-Type": "text/csv"})
        assert_problem(answer, "unsupported-media-type")


def test_a_plan_that_cannot_be_used_names_every_place(coach: Coach) -> None:
    wrong = {**PLAN, "sessions": [plain_session("2026-02-30", "a"), plain_session("2026-03-05", "b", kind="jog")]}
    answer = coach.call("POST", f"/athletes/{coach.athlete_id}/plans", json=wrong)
    found = assert_problem(answer, "bad-input")["errors"]
    assert [entry["pointer"] for entry in found] == ["/sessions/0/date", "/sessions/1/kind"]


def test_an_undated_plan_is_refused_until_it_is_tied_to_the_calendar(coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans"
    assert_problem(coach.call("POST", path, json=UNDATED), "bad-input")
    answer = coach.call("POST", f"{path}?race_day=2026-04-12&dry_run=true", json=UNDATED)
    assert [session["date"] for session in answer.json()["draft"]["plan"]["sessions"]] == ["2026-04-06", "2026-04-12"]


def test_parameters_that_say_nothing_known_are_refused(coach: Coach) -> None:
    for query in ("unit=furlong", "timezone=Mars/Base", "start=soon", "start=2026-03-01&race_day=2026-04-01", "long_run_weekday=7"):
        assert_problem(coach.call("POST", f"/athletes/{coach.athlete_id}/plans?{query}", json=PLAN), "bad-input")


def test_the_plan_is_read_in_a_worker(coach: Coach, pool: PoolInPlace) -> None:
    coach.upload()
    assert pool.ran == ["read"]


def test_a_plan_for_somebody_elses_athlete_is_not_taken(coach: Coach, other_coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans"
    assert_problem(other_coach.call("POST", path, json=PLAN), "not-found")
    assert_problem(other_coach.call("PUT", f"{path}/by-ref/x", json=PLAN), "not-found")
    assert_problem(other_coach.get(path), "not-found")


def test_the_same_call_sent_twice_makes_one_plan(coach: Coach) -> None:
    once = {"Idempotency-Key": "upload-1"}
    first = coach.upload(headers=once)
    again = coach.call("POST", f"/athletes/{coach.athlete_id}/plans", json=PLAN, headers=once)
    assert (again.status_code, again.json()) == (201, {"stored": first, "draft": None})


def test_a_form_sent_twice_is_the_same_call_in_spite_of_its_boundary(coach: Coach) -> None:
    path, once = f"/athletes/{coach.athlete_id}/plans", {"Idempotency-Key": "form-1"}
    answers = [coach.call("POST", path, files={"file": ("10k.csv", TABLE)}, headers=once) for _ in range(2)]
    assert answers[0].json()["stored"] == answers[1].json()["stored"]


def test_a_plan_by_ref_is_made_once_and_left_alone_while_it_stays_the_same(coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans/by-ref/spring"
    first, again = (coach.call("PUT", path, json=PLAN) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["stored"] == again.json()["stored"]
    assert first.json()["stored"]["ref"] == "spring"


def test_a_plan_by_ref_that_changed_is_the_next_version(coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans/by-ref/spring"
    first = coach.call("PUT", path, json=PLAN).json()["stored"]
    changed = coach.call("PUT", path, json={**PLAN, "name": "Spring, later"})
    assert (changed.status_code, changed.json()["stored"]["id"], changed.json()["stored"]["version"]) == (200, first["id"], 2)
    assert changed.json()["draft"]["diff"]["head"]["after"] == {"name": "Spring, later"}


def test_a_nightly_upload_takes_back_nothing_that_was_decided_here(coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans/by-ref/spring"
    first = coach.call("PUT", path, json=PLAN).json()["stored"]
    coach.edit(first["id"], 1, {"op": "move", "session_id": "sun", "to": "2026-03-07"})
    coach.call("PUT", f"/athletes/{coach.athlete_id}/sessions/thu/completion", json={"status": "done"})
    again = coach.call("PUT", path, json=PLAN).json()["stored"]
    assert (again["version"], again["revision"]) == (2, 3)


def test_a_session_that_was_done_stays_when_a_new_version_leaves_it_out(coach: Coach) -> None:
    path = f"/athletes/{coach.athlete_id}/plans/by-ref/spring"
    plan_id = coach.call("PUT", path, json=PLAN).json()["stored"]["id"]
    coach.call("PUT", f"/athletes/{coach.athlete_id}/sessions/thu/completion", json={"status": "done", "rpe": 4})
    coach.call("PUT", path, json={**PLAN, "sessions": PLAN["sessions"][2:]})
    served = {session["id"]: session for session in coach.get(f"/plans/{plan_id}").json()["sessions"]}
    assert (served["thu"]["status"], served["thu"]["completed"]) == ("completed", {"rpe": 4})


def _table(*rows: str) -> bytes:
    return "\n".join(["date,sport,kind,title,duration_min", *rows]).encode()


def _sent(coach: Coach, *rows: str) -> tuple[str, dict[str, str]]:
    """The plan's id, and the ids of its sessions by date."""
    answer = coach.call(
        "PUT", f"/athletes/{coach.athlete_id}/plans/by-ref/table", content=_table(*rows), headers={"Content-Type": "text/csv"}
    )
    assert answer.status_code in (200, 201), answer.text
    plan_id = answer.json()["stored"]["id"]
    return plan_id, {session["date"]: session["id"] for session in coach.get(f"/plans/{plan_id}").json()["sessions"]}


def test_sessions_of_a_table_without_ids_are_known_again_when_they_move(coach: Coach) -> None:
    _, first = _sent(coach, "2026-03-05,run,easy,Easy,45", "2026-03-08,run,long,Long,90")
    _, moved = _sent(coach, "2026-03-05,run,easy,Easy,50", "2026-03-07,run,long,Long,90")
    assert (moved["2026-03-05"], moved["2026-03-07"]) == (first["2026-03-05"], first["2026-03-08"])


def test_what_was_done_is_taken_for_no_other_session(coach: Coach) -> None:
    plan_id, first = _sent(coach, "2026-03-03,run,easy,Easy,45", "2026-03-08,run,long,Long,90")
    coach.call("PUT", f"/athletes/{coach.athlete_id}/sessions/{first['2026-03-03']}/completion", json={"status": "done"})
    _, second = _sent(coach, "2026-03-04,run,tempo,Tempo,50", "2026-03-08,run,long,Long,90")
    served = {session["date"]: session.get("status", "planned") for session in coach.get(f"/plans/{plan_id}").json()["sessions"]}
    assert served["2026-03-03"] == "completed"
    assert served["2026-03-04"] == "planned"
    assert second["2026-03-03"] == first["2026-03-03"]


def test_a_table_that_is_sent_again_unchanged_makes_no_version(coach: Coach) -> None:
    plan_id, _ = _sent(coach, "2026-03-03,run,easy,Easy,45", "2026-03-08,run,long,Long,90")
    _sent(coach, "2026-03-03,run,easy,Easy,45", "2026-03-08,run,long,Long,90")
    assert coach.get(f"/plans/{plan_id}").headers["etag"] == '"1"'


def test_names_that_the_uploader_gave_stay(coach: Coach) -> None:
    coach.upload()
    renamed = {**PLAN, "sessions": [session | {"id": f"new-{session['id']}"} for session in PLAN["sessions"]]}
    plan = coach.upload(renamed)
    assert coach.get(f"/plans/{plan['id']}").json() == renamed


def test_a_further_version_makes_open_proposals_void_and_is_told(services: Services, club: Club, coach: Coach) -> None:
    plan = coach.upload()
    proposal = happened(services, club).proposed(plan)
    coach.edit(plan["id"], 1, {"op": "move", "session_id": "sun", "to": "2026-03-07"})
    assert happened(services, club).status_of(proposal) == "expired"
    assert happened(services, club).events() == ["plan.version_created", "adjustment.expired", "plan.version_created"]


def test_a_new_plan_makes_proposals_on_the_one_before_void(services: Services, club: Club, coach: Coach) -> None:
    proposal = happened(services, club).proposed(coach.upload())
    coach.upload()
    assert happened(services, club).status_of(proposal) == "expired"


@pytest.mark.parametrize("day", ["0001-01-01", "0423-11-17", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("answer", ["start", "race_day"])
def test_a_start_or_race_outside_our_times_is_refused(coach: Coach, answer: str, day: str) -> None:
    refused = coach.call("POST", f"/athletes/{coach.athlete_id}/plans?{answer}={day}", json=UNDATED)
    assert assert_problem(refused, "bad-input")["errors"]
    assert coach.get(f"/athletes/{coach.athlete_id}/plans").json()["items"] == []
