"""Overrides, policies and messages over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.problem import assert_problem
from tests.support.coached import Coached, keys_of
from tests.support.services import a_club, bearing

LEVEL_ONE = {"scope": "level", "value": 1, "reason": "Known niggle, it always feels so.", "expires_on": "2026-03-10"}


def test_an_override_is_signed_by_the_service_and_answered_with_a_new_proposal(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/overrides", json=LEVEL_ONE)
    assert answer.status_code == 201
    made = answer.json()["order"]["override"]
    assert (made["coach"], made["computed_level"]) == (coached.club.coach_ids[0], 2)
    coached.work_off()
    found = coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]
    assert (found["level"], found["override"]) == (1, "applied")
    assert coached.get(f"/adjustments/{proposal['id']}")["status"] in ("superseded", "expired")
    assert [o["override"]["value"] for o in coached.get(f"/athletes/{coached.athlete_id}/overrides")["items"]] == [1]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"reason": "no"}, "/reason"),
        ({"expires_on": "2026-04-10"}, "/expires_on"),
        ({"value": 5}, "/value"),
        ({"scope": "everything"}, "/scope"),
        ({"coach": "somebody else"}, "/coach"),
    ],
)
def test_an_override_that_may_not_be_is_refused_with_its_place(newcomer: Coached, change: dict[str, Any], pointer: str) -> None:
    answer = newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/overrides", json=LEVEL_ONE | change)
    assert [error["pointer"] for error in assert_problem(answer, "bad-input")["errors"]] == [pointer]
    assert newcomer.get(f"/athletes/{newcomer.athlete_id}/overrides")["items"] == []


def test_a_repeated_order_is_given_once(newcomer: Coached) -> None:
    path = f"/athletes/{newcomer.athlete_id}/overrides"
    first, again = (newcomer.call("POST", path, json=LEVEL_ONE, headers={"Idempotency-Key": "k-1"}).json() for _ in range(2))
    assert first == again
    assert len(newcomer.get(path)["items"]) == 1


def test_an_organisation_may_ask_for_more_rest_and_never_for_less(coached: Coached) -> None:
    coached.token = coached.club.head
    written = coached.call(
        "PUT", "/policies/careful", json={"numbers": {"levels.rows.2.first_hard_days": 4, "spacing.hard_days_hard": True}}
    )
    assert (written.status_code, written.json()["version"]) == (200, 1)
    assert coached.call("POST", "/policies/careful/choose").status_code == 204
    proposal = coached.heavy_proposal()
    assert proposal["adjustment"]["policy"] == {"name": "careful", "version": 1}
    assert proposal["adjustment"]["directives"]["first_hard_on"] == "2026-03-08"
    bold = coached.call("PUT", "/policies/bold", json={"numbers": {"spacing.hard_to_hard": 1}})
    assert "from 2 to 4" in assert_problem(bold, "bad-input")["errors"][0]["detail"]


def test_the_same_numbers_make_no_new_version_and_others_do(newcomer: Coached) -> None:
    newcomer.token = newcomer.club.head
    versions = [newcomer.call("PUT", "/policies/own", json={"numbers": {"spacing.hard_to_hard": n}}).json()["version"] for n in (3, 3, 4)]
    assert versions == [1, 1, 2]
    assert newcomer.get("/policies/own")["policy"]["numbers"] == {"spacing.hard_to_hard": 4}
    assert [item["version"] for item in newcomer.get("/policies")["items"]] == [2, 1]


def test_the_policy_of_the_package_stays_and_an_unknown_one_is_not_chosen(newcomer: Coached) -> None:
    newcomer.token = newcomer.club.head
    assert_problem(newcomer.call("PUT", "/policies/default", json={"numbers": {}}), "bad-input")
    assert_problem(newcomer.call("POST", "/policies/nothing/choose"), "not-found")
    assert newcomer.call("POST", "/policies/default/choose").status_code == 204


def test_policies_are_written_by_who_may_and_seen_by_nobody_else(newcomer: Coached) -> None:
    assert_problem(newcomer.call("PUT", "/policies/own", json={"numbers": {}}), "forbidden")
    newcomer.token = newcomer.club.head
    newcomer.call("PUT", "/policies/own", json={"numbers": {}})
    newcomer.token = a_club(newcomer.services, "Other").head
    assert newcomer.get("/policies")["items"] == []
    assert_problem(newcomer.call("GET", "/policies/own"), "not-found")


def test_an_athlete_answers_and_the_coach_is_told(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    coached.decide(proposal, "accept")
    said = {"words": "Thanks, legs are better already.", "adjustment_id": proposal["id"]}
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/messages", json=said)
    assert (answer.status_code, answer.json()["direction"]) == (201, "from_athlete")
    coached.clock.pass_by(minutes=1)
    found = coached.get(f"/athletes/{coached.athlete_id}/messages?adjustment_id={proposal['id']}")["items"]
    assert {message["direction"] for message in found} == {"to_athlete", "from_athlete"}
    assert "message.received" in coached.events()
    with coached.services.store.reading(coached.club.office) as work:
        assert "message" in {letter.kind for letter in work.notifications.of_adjustment(proposal["id"])}


def test_a_message_about_somebody_elses_proposal_is_not_taken(coached: Coached) -> None:
    said = {"words": "Hello.", "adjustment_id": "adj_of_nobody"}
    assert_problem(coached.call("POST", f"/athletes/{coached.athlete_id}/messages", json=said), "not-found")


def test_without_the_permission_nobody_decides(coached: Coached) -> None:
    from service.usecases.keys import Permission, create_key  # noqa: PLC0415

    proposal = coached.heavy_proposal()
    readers = [Permission.REPORTS_READ, Permission.PLANS_READ, Permission.PLANS_WRITE, Permission.REPORTS_WRITE]
    _, token = create_key(coached.services, coached.club.office, name="reader", permissions=readers, coach_id=coached.club.coach_ids[0])
    for path, body in (
        (f"/v1/adjustments/{proposal['id']}/accept", {}),
        (f"/v1/adjustments/{proposal['id']}/reject", {"reason": "No."}),
        (f"/v1/adjustments/{proposal['id']}/resolve", {}),
        (f"/v1/athletes/{coached.athlete_id}/adjustments", None),
        (f"/v1/athletes/{coached.athlete_id}/overrides", LEVEL_ONE),
        (f"/v1/athletes/{coached.athlete_id}/clearances", {"by": "Dr. Berg", "date": "2026-03-04"}),
    ):
        assert_problem(coached.api.post(path, json=body, headers=bearing(token) | {"If-Match": '"1"'}), "forbidden")
    assert keys_of(coached.proposal()) == keys_of(proposal)
