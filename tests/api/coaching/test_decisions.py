"""A coach accepts, refuses a part, rejects, and is never overtaken unseen."""

from __future__ import annotations

import threading

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from service.store.repositories.plans import NewVersion
from service.store.tables import Origin
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.support.coached import Coached, keys_of
from tests.support.plain import Json
from tests.support.services import Club, a_club, bearing


def _statuses(coached: Coached) -> dict[str, str]:
    return {item["id"]: item["status"] for item in coached.inbox("?order=newest")}


def test_an_accepted_proposal_is_the_next_version_of_the_plan(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    answer = coached.decide(proposal, "accept")
    assert (answer.status_code, answer.json()["outcome"]) == (200, "accepted")
    decided = answer.json()["adjustment"]
    assert (decided["status"], decided["resulting_version"], decided["auto_applied"]) == ("accepted", 2, False)
    assert coached.plan_version() == 2
    before = {s["id"]: s for s in proposal["adjustment"]["plan"]["sessions"]}
    assert {s["id"]: s["date"] for s in coached.plan()["sessions"]} == {id: s["date"] for id, s in before.items()}
    assert {"adjustment.accepted", "plan.version_created"} <= set(coached.events())
    assert "adjustment.accepted" in coached.audit()


def test_the_athlete_is_told_in_the_coachs_own_words(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    coached.decide(proposal, "accept", message="Two quiet days, then we look again.")
    (told,) = coached.get(f"/athletes/{coached.athlete_id}/messages")["items"]
    assert (told["direction"], told["words"]) == ("to_athlete", "Two quiet days, then we look again.")
    assert told["adjustment_id"] == proposal["id"]


def test_without_words_of_the_coach_the_draft_is_sent(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    coached.decide(proposal, "accept")
    (told,) = coached.get(f"/athletes/{coached.athlete_id}/messages")["items"]
    assert told["words"] == proposal["message"] == proposal["adjustment"]["message"]["to_athlete"]


def test_what_was_done_stays_recorded_in_the_new_version(coached: Coached) -> None:
    done = {"status": "done", "duration_s": 2400}
    coached.call("PUT", f"/athletes/{coached.athlete_id}/sessions/int-0303/completion", json=done)
    proposal = coached.heavy_proposal()
    coached.decide(proposal, "accept")
    session = next(s for s in coached.plan()["sessions"] if s["id"] == "int-0303")
    assert (session["status"], session["completed"]["duration_s"]) == ("completed", 2400)


@pytest.mark.parametrize("kept", [["tempo-0305:move"], ["e-0307:shorten", "e-0311:rest"], ["tempo-0305:move", "e-0311:rest"]])
def test_some_changes_alone_are_solved_again_and_nothing_else_is_slipped_in(coached: Coached, kept: list[str]) -> None:
    proposal = coached.heavy_proposal()
    answer = coached.decide(proposal, "accept", accept=kept).json()
    made = answer["adjustment"]
    assert made["supersedes"] == proposal["id"]
    assert _statuses(coached)[proposal["id"]] == "superseded"
    if answer["outcome"] == "accepted":
        assert set(keys_of(made)) <= set(kept)
        assert coached.plan_version() == 2
    else:
        assert made["status"] == "proposed"
        assert set(keys_of(made)).isdisjoint(set(keys_of(proposal)) - set(kept))
        assert coached.plan_version() == 1


def test_changes_that_are_not_there_cannot_be_accepted(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    answer = coached.decide(proposal, "accept", accept=["tempo-0305:move", "tempo-0305:drop"])
    assert_problem(answer, "bad-input")
    assert answer.json()["errors"][0]["pointer"] == "/accept/1"
    assert_problem(coached.decide(proposal, "accept", accept=[]), "bad-input")
    assert coached.plan_version() == 1


def test_a_rejected_proposal_leaves_the_plan_and_keeps_the_reason(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    answer = coached.decide(proposal, "reject", reason="She raced on Sunday; heavy legs are meant to be.")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["reason"]) == ("rejected", "She raced on Sunday; heavy legs are meant to be.")
    assert coached.plan_version() == 1
    assert coached.inbox() == []


def test_a_decided_proposal_cannot_be_decided_again(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    rejected = coached.decide(proposal, "reject", reason="No.").json()
    assert_problem(coached.decide(proposal, "accept"), "stale")
    for verb, body in (("accept", {}), ("reject", {"reason": "No."}), ("resolve", {})):
        assert_problem(coached.decide(rejected, verb, **body), "conflict")


def test_a_proposal_whose_plan_has_moved_on_cannot_be_accepted(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    edit = {"operations": [{"op": "move", "session_id": "e-0311", "to": "2026-03-12"}]}
    revision = coached.call("GET", f"/plans/{coached.plan_id}").headers["etag"].strip('"')
    assert coached.call("POST", f"/plans/{coached.plan_id}/edits", tag=int(revision), json=edit).status_code == 200
    answer = coached.decide(proposal, "accept")
    assert answer.status_code in (409, 412)
    assert coached.plan_version() == 2


def test_a_version_that_slipped_in_unseen_is_not_overwritten(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    with coached.services.store.writing(coached.club.office) as work:
        plan = work.plans.get(coached.plan_id or "")
        document = work.plans.version(plan.id, plan.version).document
        work.plans.add_version(plan, NewVersion(plan.name, Origin.IMPORT, document, plan.document))
    for verb, body in (("accept", {}), ("accept", {"accept": ["tempo-0305:move"]}), ("resolve", {}), ("reject", {"reason": "No."})):
        assert_problem(coached.decide(proposal, verb, **body), "stale")
    assert_problem(coached.decide(proposal, "why-not", session_id="tempo-0305", date="2026-03-07"), "stale")
    assert coached.plan_version() == 2


def test_a_decision_names_the_version_that_it_is_about(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    answer = coached.call("POST", f"/adjustments/{proposal['id']}/accept", json={})
    assert_problem(answer, "precondition-required")


def test_of_two_coaches_at_once_one_decides(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    answers: list[Response] = []
    both = threading.Barrier(2)

    def decide(verb: str, body: Json) -> None:
        both.wait(10)
        answers.append(coached.decide(proposal, verb, **body))

    threads = [threading.Thread(target=decide, args=call) for call in (("accept", {}), ("reject", {"reason": "No."}))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    status = coached.get(f"/adjustments/{proposal['id']}")["status"]
    assert coached.plan_version() == (2 if status == "accepted" else 1)


def test_a_pin_is_solved_into_a_new_proposal(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    pin = {"session_id": "tempo-0305", "date": "2026-03-07"}
    answer = coached.decide(proposal, "resolve", pins=[pin])
    made = answer.json()
    assert (answer.status_code, made["trigger"], made["supersedes"]) == (200, "resolve", proposal["id"])
    moved = next(s for s in made["adjustment"]["plan"]["sessions"] if s["id"] == "tempo-0305")
    assert moved["date"] == "2026-03-07"
    assert _statuses(coached) == {proposal["id"]: "superseded", made["id"]: "proposed"}


def test_a_wish_holds_when_the_next_is_made(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    first = coached.decide(proposal, "resolve", refuse=["e-0311:rest"]).json()
    second = coached.decide(first, "resolve", pins=[{"session_id": "tempo-0305", "date": "2026-03-07"}]).json()
    assert "e-0311:rest" not in keys_of(second)


def test_wishes_that_leave_no_plan_are_told_with_the_rules_that_collide(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    pins = [{"session_id": "tempo-0305", "date": "2026-03-05"}]
    refuse = [f"tempo-0305:{action}" for action in ("move", "ease", "shorten", "swap", "drop", "rest")]
    answer = coached.decide(proposal, "resolve", pins=pins, refuse=refuse)
    assert_problem(answer, "no-plan-fits")
    assert {error["code"] for error in answer.json()["errors"]} == {"rule", "way-out"}
    assert _statuses(coached) == {proposal["id"]: "proposed"}


def test_when_a_day_of_a_proposal_has_passed_it_is_solved_again(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    coached.clock.pass_by(days=2)
    answer = coached.decide(proposal, "accept").json()
    made = answer["adjustment"]
    assert made["id"] != proposal["id"]
    today = "2026-03-06"
    changed = [c for c in made["adjustment"]["changes"] if min(v["date"] for v in (c["before"], c["after"]) if v) < today]
    assert changed == []


def test_why_not_names_the_rule_or_the_price(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    forbidden = coached.decide(proposal, "why-not", session_id="tempo-0305", date="2026-03-05").json()
    assert forbidden["possible"] is False
    assert forbidden["reasons"][0]["code"] == "no-hard-before"
    priced = coached.decide(proposal, "why-not", session_id="tempo-0305", date="2026-03-07").json()
    assert priced["possible"] is True
    assert priced["price"]["feasible"] is True
    assert_problem(coached.decide(proposal, "why-not", session_id="nothing", date="2026-03-07"), "bad-input")


def test_others_neither_see_nor_decide_a_proposal(coached: Coached, services: Services, api: TestClient, club: Club) -> None:
    proposal = coached.heavy_proposal()
    stranger = a_club(services, "Other").head
    for token in (club.tokens[1], stranger):
        path = f"/v1/adjustments/{proposal['id']}"
        headers = bearing(token) | {"If-Match": '"1"'}
        assert api.get(path, headers=headers).status_code == 404
        for verb, body in (("accept", {}), ("reject", {"reason": "No."}), ("resolve", {})):
            assert api.post(f"{path}/{verb}", json=body, headers=headers).status_code == 404
        assert api.get("/v1/adjustments", headers=headers).json()["items"] == []
    assert coached.plan_version() == 1
