"""From reports to one proposal: in the background, on demand, and never on facts that have moved on."""

from __future__ import annotations

from typing import Any

import pytest

from service.documents.report import ReportDocument
from service.jobs.job import GivenUp
from service.kit.workers import WorkersBusy
from service.store import engine as database
from service.usecases.answer_reports import answer_reports
from service.usecases.proposing import MOST_ROUNDS
from service.usecases.reports import receive_report
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.support.coached import GOOD_LEGS, HEAVY, SWOLLEN, Coached, keys_of
from tests.support.services import PoolInPlace

HEAVY_KEYS = ["tempo-0305:move", "e-0307:shorten", "e-0311:rest"]


def test_ten_reports_make_one_proposal(coached: Coached, pool: PoolInPlace) -> None:
    for number in range(7):
        coached.report(**GOOD_LEGS | {"observed_at": f"2026-02-{10 + number}T17:00:00Z"})
    coached.report_heavy_week()
    pool.ran.clear()
    assert coached.work_off() == 10
    assert pool.ran == ["adjust"]
    assert len(coached.inbox("?order=newest")) == 1
    assert coached.events().count("adjustment.proposed") == 1


def test_a_proposal_says_against_which_plan_it_was_made_and_why(coached: Coached) -> None:
    proposal = coached.heavy_proposal()
    assert keys_of(proposal) == HEAVY_KEYS
    assert (proposal["plan_id"], proposal["plan_version"], proposal["trigger"]) == (coached.plan_id, 1, "report")
    assert (proposal["level"], proposal["change_count"], proposal["last_date"]) == (2, 3, "2026-03-11")
    assert proposal["adjustment"]["id"] == proposal["id"]


def test_a_newer_report_puts_a_new_proposal_in_the_place_of_the_old(coached: Coached) -> None:
    first = coached.heavy_proposal()
    coached.report(observed_at="2026-03-04T17:59:00Z", heaviness=8, is_run=True, timing="whole", sleep_h=4.5)
    coached.work_off()
    second = coached.proposal()
    assert second["supersedes"] == first["id"]
    assert coached.get(f"/adjustments/{first['id']}")["status"] == "superseded"
    assert coached.events().count("adjustment.superseded") == 1


def test_good_legs_are_assessed_and_nobody_is_bothered(coached: Coached) -> None:
    coached.report(**GOOD_LEGS)
    coached.work_off()
    assert coached.inbox("") == []
    found = coached.get(f"/athletes/{coached.athlete_id}/assessment")
    assert found["current"]["class"] == "GOOD"
    assert len(found["history"]) == 1


def test_a_coach_who_asks_gets_the_proposal_at_once(coached: Coached) -> None:
    coached.report_heavy_week()
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments", headers={"Prefer": "wait=20"})
    body = answer.json()
    assert (answer.status_code, answer.headers["preference-applied"]) == (200, "wait=20")
    assert body["operation"]["done"]
    assert body["operation"]["adjustment_id"] == body["adjustment"]["id"]
    assert keys_of(body["adjustment"]) == HEAVY_KEYS
    assert body["adjustment"]["trigger"] == "coach"


def test_an_answer_without_anything_to_look_at_is_an_operation_alone(coached: Coached) -> None:
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments")
    assert answer.status_code == 200
    assert answer.json()["adjustment"] is None
    assert answer.json()["operation"] | {"done": True, "adjustment_id": None, "problem": None} == answer.json()["operation"]


def test_who_would_not_wait_asks_the_operation(coached: Coached) -> None:
    coached.report_heavy_week()
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments", headers={"Prefer": "respond-async"})
    assert (answer.status_code, answer.headers["preference-applied"]) == (202, "respond-async")
    place = answer.headers["location"].removeprefix("/v1")
    waiting = coached.call("GET", place)
    assert (waiting.json()["done"], int(waiting.headers["retry-after"]) > 0) == (False, True)
    coached.work_off()
    done = coached.get(place)
    assert done["adjustment_id"] == coached.proposal()["id"]


def test_a_line_that_is_full_leaves_the_work_to_the_workers(coached: Coached, pool: PoolInPlace) -> None:
    coached.report_heavy_week()
    pool.broken = WorkersBusy("full")
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments")
    assert answer.status_code == 202
    pool.broken = None
    coached.work_off()
    assert coached.get(f"/operations/{answer.json()['operation']['id']}")["done"]


def test_a_repeated_question_is_asked_once(coached: Coached, pool: PoolInPlace) -> None:
    coached.report_heavy_week()
    path, key = f"/athletes/{coached.athlete_id}/adjustments", {"Idempotency-Key": "k-1"}
    first, again = (coached.call("POST", path, headers=key) for _ in range(2))
    assert first.json()["adjustment"]["id"] == again.json()["adjustment"]["id"]
    assert pool.ran.count("adjust") == 1


def test_without_a_plan_there_is_nothing_to_adjust(newcomer: Coached) -> None:
    answer = newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/adjustments")
    assert_problem(answer, "conflict")


def test_an_operation_of_somebody_else_is_not_found(coached: Coached) -> None:
    made = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments").json()["operation"]
    coached.token = coached.club.tokens[1]
    assert coached.call("GET", f"/operations/{made['id']}").status_code == 404


def test_facts_that_no_rule_can_use_end_the_operation_with_the_reason(coached: Coached) -> None:
    _spoil_the_plan(coached)
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments")
    assert_problem(answer, "bad-input")
    later = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments", headers={"Prefer": "respond-async"})
    coached.work_off_operations()
    done = coached.get(later.headers["location"].removeprefix("/v1"))
    assert (done["done"], done["problem"]["code"]) == (True, "bad-input")


def test_a_report_that_no_attempt_can_answer_is_given_up_and_stays_stored(coached: Coached) -> None:
    _spoil_the_plan(coached)
    coached.report(**GOOD_LEGS)
    with pytest.raises(GivenUp):
        coached.work_off()
    assert len(coached.get(f"/athletes/{coached.athlete_id}/reports")["items"]) == 1


def test_what_moved_on_while_it_was_thought_over_is_thought_over_again(coached: Coached, services: Services) -> None:
    coached.report(**HEAVY["reports"][0])
    coached.clock.pass_by(minutes=1)
    save = answer_reports(services, coached.club.org_id, coached.athlete_id)
    assert save is not None
    for report in HEAVY["reports"][1:]:
        coached.report(**report)
    with database.writing(services.store.engine, None) as session:
        save(session)
    assert coached.inbox() == []
    assert coached.get(f"/athletes/{coached.athlete_id}/assessment")["history"] == []
    coached.work_off()
    assert keys_of(coached.proposal()) == HEAVY_KEYS


def test_facts_that_never_rest_are_given_up_after_some_rounds(coached: Coached, pool: PoolInPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    think, heard = pool.run, []

    def interrupted(job: Any, payload: Any) -> Any:
        heard.append(receive_report(coached.services, coached.club.office, coached.athlete_id, ReportDocument(**GOOD_LEGS)))
        return think(job, payload)

    monkeypatch.setattr(pool, "run", interrupted)
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments", headers={"Prefer": "wait=30"})
    assert_problem(answer, "keeps-changing")
    assert len(heard) == MOST_ROUNDS
    assert coached.inbox("") == []


def _edit(coached: Coached, **operation: str) -> None:
    tag = int(coached.call("GET", f"/plans/{coached.plan_id}").headers["etag"].strip('"'))
    edit = {"operations": [{"op": "move", **operation}]}
    assert coached.call("POST", f"/plans/{coached.plan_id}/edits", tag=tag, json=edit).status_code == 200


def test_while_a_level_is_in_force_a_plan_that_is_changed_is_looked_at_anew(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    coached.decide(coached.proposal(), "accept")
    coached.upload()
    assert coached.inbox() == []
    coached.work_off()
    found = coached.proposal()
    assert (found["plan_id"], found["outcome"], found["trigger"]) == (coached.plan_id, "suspended", "coach")
    assert coached.events().count("referral.raised") == 1


def test_at_level_0_a_changed_plan_is_the_coachs_own_business(coached: Coached) -> None:
    coached.report(**GOOD_LEGS)
    coached.work_off()
    before = coached.work_off()
    _edit(coached, session_id="e-0311", to="2026-03-12")
    assert coached.work_off() == before


def test_an_erased_athlete_is_no_work(coached: Coached, services: Services) -> None:
    assert answer_reports(services, coached.club.org_id, "ath_gone") is None


def _spoil_the_plan(coached: Coached) -> None:
    """As a later version of the rules might: what was stored can no longer be read."""
    with coached.services.store.writing(coached.club.office) as work:
        plan = work.plans.get(coached.plan_id or "")
        work.plans.record_completion(plan, "tempo-0305", "planned", None, plan.document.replace(b'"tempo"', b'"tempest"'))
