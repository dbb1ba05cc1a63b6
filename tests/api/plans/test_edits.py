"""A plan is edited, taken back, put away; what was done of it is recorded."""

from __future__ import annotations

import pytest

from service.usecases.services import Services
from tests.api.plans.conftest import PLAN, Coach
from tests.api.problem import assert_problem
from tests.support.happened import happened
from tests.support.plain import Json
from tests.support.services import Club, PoolInPlace, SteppingClock

LATER: Json = {"op": "move", "session_id": "sun", "to": "2026-03-09"}


@pytest.fixture
def plan(coach: Coach) -> Json:
    return coach.upload()


def _completion(coach: Coach, session_id: str, method: str = "PUT", **word: object) -> Json:
    answer = coach.call(method, f"/athletes/{coach.athlete_id}/sessions/{session_id}/completion", **({"json": word} if word else {}))
    assert answer.status_code == 200, answer.text
    plan: Json = answer.json()
    return plan


def _served(coach: Coach, plan: Json) -> dict[str, Json]:
    return {session["id"]: session for session in coach.get(f"/plans/{plan['id']}").json()["sessions"]}


def test_edits_make_one_new_version_and_show_what_they_changed(coach: Coach, plan: Json) -> None:
    answer = coach.edit(plan["id"], 1, LATER, {"op": "delete", "session_id": "thu"})
    body = answer.json()
    assert (answer.status_code, answer.headers["etag"], body["stored"]["version"]) == (200, '"2"', 2)
    assert [change["session_id"] for change in body["diff"]["changed"]] == ["sun"]
    assert [session["id"] for session in body["diff"]["removed"]] == ["thu"]
    assert [*_served(coach, plan)] == ["mon", "sun"]


def test_a_dry_run_shows_changes_and_lints_and_stores_nothing(coach: Coach, plan: Json) -> None:
    hard = {"sport": "run", "kind": "interval"}
    doubled = [{"op": "upsert", "session": hard | {"id": f"hard-{day}", "date": f"2026-03-{day:02}"}} for day in (6, 7)]
    answer = coach.edit(plan["id"], 1, *doubled, query="?dry_run=true")
    body = answer.json()
    assert (answer.status_code, answer.headers["etag"], body["stored"], len(body["diff"]["added"])) == (200, '"1"', None, 2)
    assert "LINT-SPACING" in {lint["code"] for lint in body["lints"]}
    assert coach.get(f"/plans/{plan['id']}").json() == PLAN


def test_edits_need_the_plan_that_was_read(coach: Coach, plan: Json) -> None:
    path, body = f"/plans/{plan['id']}/edits", {"operations": [LATER]}
    assert_problem(coach.call("POST", path, json=body), "precondition-required")
    assert_problem(coach.call("POST", path, json=body, tag=2), "stale")
    assert_problem(coach.call("POST", path, json=body, tag="1-csv"), "stale")
    assert coach.edit(plan["id"], 1, LATER).status_code == 200
    assert_problem(coach.edit(plan["id"], 1, LATER), "stale")


def test_of_two_who_edit_the_same_plan_at_once_one_is_told(
    coach: Coach, plan: Json, pool: PoolInPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    think = pool.run

    def meanwhile(job: object, payload: object) -> object:
        monkeypatch.setattr(pool, "run", think)
        assert coach.edit(plan["id"], 1, LATER).status_code == 200
        return think(job, payload)

    monkeypatch.setattr(pool, "run", meanwhile)
    assert_problem(coach.edit(plan["id"], 1, {"op": "delete", "session_id": "thu"}), "stale")
    assert [*_served(coach, plan)] == ["mon", "thu", "sun"]


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"operations": []}, "bad-input", "/operations"),
        ({"operations": [{"op": "rename"}]}, "bad-input", "/operations/0"),
        ({"operations": [LATER | {"session_id": "nobody"}]}, "bad-input", "/operations/0/session_id"),
        ({"operations": [LATER, {"op": "delete", "session_id": "mon"}]}, "bad-input", "/operations/1/session_id"),
        ({"operations": [LATER], "force": True}, "bad-input", "/force"),
    ],
    ids=str,
)
def test_edits_that_cannot_be_done_leave_the_plan_as_it_was(coach: Coach, plan: Json, body: Json, code: str, pointer: str) -> None:
    found = assert_problem(coach.call("POST", f"/plans/{plan['id']}/edits", tag=1, json=body), code)
    assert found["errors"][0]["pointer"] == pointer
    assert coach.get(f"/plans/{plan['id']}").headers["etag"] == '"1"'


def test_a_body_that_is_no_json_is_refused(coach: Coach, plan: Json) -> None:
    answer = coach.call("POST", f"/plans/{plan['id']}/edits", tag=1, content=b"{", headers={"Content-Type": "application/json"})
    assert_problem(answer, "not-json")


def test_the_same_edit_sent_twice_is_done_once(coach: Coach, plan: Json) -> None:
    body = {"tag": 1, "json": {"operations": [LATER]}, "headers": {"Idempotency-Key": "edit-1"}}
    first, again = (coach.call("POST", f"/plans/{plan['id']}/edits", **body) for _ in range(2))
    assert (again.status_code, again.json()["stored"], again.json()["diff"]) == (200, first.json()["stored"], None)


def test_undo_gives_back_the_plan_to_the_letter_as_a_new_version(coach: Coach, plan: Json) -> None:
    before = coach.get(f"/plans/{plan['id']}").content
    coach.edit(plan["id"], 1, LATER, {"op": "copy_week", "from": "2026-03-02", "to": "2026-03-09"}, {"op": "delete", "session_id": "thu"})
    undone = coach.call("POST", f"/plans/{plan['id']}/revert", tag=2, json={"to_version": 1, "note": "wrong athlete"})
    assert (undone.status_code, undone.json()["version"], undone.headers["etag"]) == (200, 3, '"3"')
    assert coach.get(f"/plans/{plan['id']}").content == before
    newest = coach.get(f"/plans/{plan['id']}/versions").json()["items"][0]
    assert (newest["origin"], newest["of_version"], newest["note"]) == ("revert", 1, "wrong athlete")


def test_a_session_that_was_done_since_stays_in_a_plan_that_is_taken_back(coach: Coach, plan: Json) -> None:
    coach.edit(plan["id"], 1, {"op": "upsert", "session": {"id": "new", "date": "2026-03-04", "sport": "run", "kind": "easy"}}, LATER)
    _completion(coach, "new", status="done", duration_s=1800)
    coach.call("POST", f"/plans/{plan['id']}/revert", tag=3, json={"to_version": 1})
    served = _served(coach, plan)
    assert (served["sun"]["date"], served["new"]["status"]) == ("2026-03-08", "completed")


def test_a_revert_to_nowhere_or_to_itself_is_refused(coach: Coach, plan: Json) -> None:
    path = f"/plans/{plan['id']}/revert"
    assert_problem(coach.call("POST", path, tag=1, json={"to_version": 1}), "bad-input")
    assert_problem(coach.call("POST", path, tag=1, json={"to_version": 2}), "not-found")
    assert_problem(coach.call("POST", path, json={"to_version": 1}), "precondition-required")


def test_what_was_done_is_recorded_and_makes_no_version(services: Services, club: Club, coach: Coach, plan: Json) -> None:
    proposal = happened(services, club).proposed(plan)
    answer = _completion(coach, "thu", status="done", at="2026-03-05T07:30:00+01:00", duration_s=2400, rpe=4.5)
    assert (answer["version"], answer["revision"]) == (1, 2)
    thu = _served(coach, plan)["thu"]
    assert (thu["status"], thu["completed"]) == ("completed", {"at": "2026-03-05T07:30:00+01:00", "duration_s": 2400, "rpe": 4.5})
    assert coach.get(f"/plans/{plan['id']}/versions/1").json() == PLAN
    assert happened(services, club).status_of(proposal) == "proposed"
    assert happened(services, club).events()[-1] == "completion.recorded"
    assert happened(services, club).audited()[-1] == "completion.recorded"


def test_the_last_word_on_a_session_counts_and_may_be_taken_back(coach: Coach, plan: Json, clock: SteppingClock) -> None:
    for word in ({"status": "done", "rpe": 4}, {"status": "partial", "duration_s": 600}, {"status": "missed"}):
        clock.pass_by(minutes=1)
        _completion(coach, "thu", **word)
    assert (_served(coach, plan)["thu"]["status"], "completed" in _served(coach, plan)["thu"]) == ("skipped", False)
    clock.pass_by(minutes=1)
    _completion(coach, "thu", "DELETE")
    assert coach.get(f"/plans/{plan['id']}").json() == PLAN


def test_the_same_word_twice_changes_nothing(coach: Coach, plan: Json) -> None:
    first, again = (_completion(coach, "thu", status="partial", rpe=6) for _ in range(2))
    assert first == again
    assert first["revision"] == plan["revision"] + 1


def test_what_was_done_outlives_every_edit(coach: Coach, plan: Json) -> None:
    _completion(coach, "thu", status="done", rpe=4)
    assert_problem(coach.edit(plan["id"], 2, {"op": "delete", "session_id": "thu"}), "bad-input")
    coach.edit(plan["id"], 2, LATER, {"op": "upsert", "session": {"id": "thu", "date": "2026-03-05", "sport": "run", "kind": "recovery"}})
    thu = _served(coach, plan)["thu"]
    assert (thu["kind"], thu["status"], thu["completed"]) == ("recovery", "completed", {"rpe": 4})


def test_a_word_about_a_session_that_is_not_there_is_refused(coach: Coach, other_coach: Coach, plan: Json) -> None:
    path = f"/athletes/{coach.athlete_id}/sessions"
    assert_problem(coach.call("PUT", f"{path}/nobody/completion", json={"status": "done"}), "not-found")
    assert_problem(other_coach.call("PUT", f"{path}/thu/completion", json={"status": "done"}), "not-found")
    for wrong in ({"status": "great"}, {"status": "done", "rpe": 11}, {"status": "done", "mood": 1}, {}):
        assert_problem(coach.call("PUT", f"{path}/thu/completion", json=wrong), "bad-input")


def test_a_plan_that_is_put_away_is_followed_no_more_and_can_still_be_read(
    services: Services, club: Club, coach: Coach, plan: Json
) -> None:
    proposal = happened(services, club).proposed(plan)
    assert_problem(coach.call("DELETE", f"/plans/{plan['id']}"), "precondition-required")
    assert coach.call("DELETE", f"/plans/{plan['id']}", tag=1).status_code == 204
    assert coach.get(f"/athletes/{coach.athlete_id}").json()["current_plan_id"] is None
    assert coach.get(f"/plans/{plan['id']}").json() == PLAN
    assert coach.get(f"/athletes/{coach.athlete_id}/plans").json()["items"][0]["archived_at"]
    assert_problem(coach.edit(plan["id"], 2, LATER), "conflict")
    assert_problem(coach.call("DELETE", f"/plans/{plan['id']}", tag=2), "conflict")
    assert happened(services, club).status_of(proposal) == "expired"
    path = f"/athletes/{coach.athlete_id}/sessions/thu/completion"
    assert_problem(coach.call("PUT", path, json={"status": "done"}), "not-found")


def test_another_coach_changes_nothing_of_it(other_coach: Coach, plan: Json) -> None:
    assert_problem(other_coach.edit(plan["id"], 1, LATER), "not-found")
    assert_problem(other_coach.call("POST", f"/plans/{plan['id']}/revert", tag=1, json={"to_version": 1}), "not-found")
    assert_problem(other_coach.call("DELETE", f"/plans/{plan['id']}", tag=1), "not-found")
