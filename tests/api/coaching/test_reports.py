"""Reports over HTTP: none that was acknowledged is lost, none is counted twice, and no answer repeats a word of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.jobs.records import list_open
from service.usecases.keys import Permission, create_key
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.support.coached import GOOD_LEGS, SWOLLEN, Coached
from tests.support.services import Club, a_club, bearing

HEAVY_RUN = {"observed_at": "2026-03-04T17:00:00Z", "is_run": True, "heaviness": 6, "timing": "whole", "note": "stairs were hard"}


def test_a_receipt_names_the_report_and_says_no_word_about_health(newcomer: Coached) -> None:
    answer = newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/reports", json=HEAVY_RUN)
    assert answer.status_code == 202
    assert set(answer.json()) == {"id", "ref", "athlete_id", "received_at", "result"}
    assert "stairs" not in answer.text
    assert answer.headers["location"].endswith(answer.json()["id"])


def test_a_stored_report_has_its_job(newcomer: Coached) -> None:
    newcomer.report(**HEAVY_RUN)
    (record,) = list_open(newcomer.services.store.engine)
    assert record.job.ids == (newcomer.club.org_id, newcomer.athlete_id)
    assert record.job.of == newcomer.athlete_id


def test_a_typing_error_is_refused_for_it_could_hide_a_warning_sign(newcomer: Coached) -> None:
    answer = newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/reports", json=HEAVY_RUN | {"flag": ["RF_CHEST"]})
    assert_problem(answer, "bad-input")
    assert answer.json()["errors"][0]["pointer"] == "/flag"
    assert list_open(newcomer.services.store.engine) == []


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"observed_at": "2026-03-04T19:00:00Z"}, "/observed_at"),
        ({"observed_at": "2026-03-04T17:00:00Z", "submitted_at": "2026-03-05T17:00:00Z"}, "/submitted_at"),
        ({"observed_at": "2026-03-04T17:00:00Z", "athlete_ref": "somebody"}, "/athlete_ref"),
        ({"observed_at": "2026-03-04T17:00:00Z", "id": "r" * 129}, "/id"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(newcomer: Coached, said: dict[str, Any], pointer: str) -> None:
    answer = newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/reports", json=said)
    assert_problem(answer, "bad-input")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_phone_whose_clock_is_ahead_by_minutes_is_believed(coached: Coached) -> None:
    coached.report(**SWOLLEN | {"observed_at": "2026-03-04T18:04:00Z"})
    coached.work_off()
    assert coached.proposal()["level"] == 5


def test_the_same_words_under_the_same_name_are_one_report(newcomer: Coached) -> None:
    path = f"/athletes/{newcomer.athlete_id}/reports/by-ref/r-1"
    first, again = (newcomer.call("PUT", path, json=HEAVY_RUN) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 200)
    assert (first.json()["result"], again.json()["result"]) == ("received", "unchanged")
    assert first.json()["id"] == again.json()["id"]
    assert len(list_open(newcomer.services.store.engine)) == 1


def test_other_words_under_the_same_name_amend_the_report(coached: Coached) -> None:
    path = f"/athletes/{coached.athlete_id}/reports/by-ref/r-1"
    coached.call("PUT", path, json={"observed_at": "2026-03-04T17:00:00Z", "is_run": True, "heaviness": 2})
    coached.clock.pass_by(minutes=5)
    amended = coached.call("PUT", path, json=HEAVY_RUN)
    assert amended.json()["result"] == "amended"
    coached.work_off()
    assert coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]["report_ids"] == ["r-1"]
    assert coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]["level"] == 2
    assert [r["ref"] for r in coached.get(f"/athletes/{coached.athlete_id}/reports")["items"]] == ["r-1", "r-1"]


def test_the_name_in_the_address_and_in_the_report_are_the_same(newcomer: Coached) -> None:
    answer = newcomer.call("PUT", f"/athletes/{newcomer.athlete_id}/reports/by-ref/r-1", json=HEAVY_RUN | {"id": "r-2"})
    assert_problem(answer, "bad-input")


def test_a_withdrawn_report_counts_no_more(coached: Coached) -> None:
    receipt = coached.report(**HEAVY_RUN)
    coached.work_off()
    assert coached.proposal()["level"] == 2
    path = f"/athletes/{coached.athlete_id}/reports/{receipt['id']}/withdraw"
    assert coached.call("POST", path).json()["result"] == "withdrawn"
    assert coached.call("POST", path).json()["result"] == "unchanged"
    coached.work_off()
    assert coached.inbox() == []
    assert coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]["level"] == 0
    assert "adjustment.expired" in coached.events()


def test_what_was_withdrawn_is_not_said_again_under_its_name(newcomer: Coached) -> None:
    receipt = newcomer.report(**HEAVY_RUN, id="r-1")
    newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/reports/{receipt['id']}/withdraw")
    answer = newcomer.call("PUT", f"/athletes/{newcomer.athlete_id}/reports/by-ref/r-1", json=HEAVY_RUN)
    assert_problem(answer, "conflict")


def test_a_repeated_call_is_one_report(newcomer: Coached) -> None:
    calls = [
        newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/reports", json=HEAVY_RUN, headers={"Idempotency-Key": "k-1"})
        for _ in range(2)
    ]
    assert calls[0].json()["id"] == calls[1].json()["id"]
    assert calls[1].headers["idempotency-replayed"] == "true"
    assert len(newcomer.get(f"/athletes/{newcomer.athlete_id}/reports")["items"]) == 1


def test_reading_reports_is_noted(newcomer: Coached) -> None:
    receipt = newcomer.report(**HEAVY_RUN)
    found = newcomer.get(f"/athletes/{newcomer.athlete_id}/reports/{receipt['id']}")
    assert found["report"]["note"] == "stairs were hard"
    newcomer.get(f"/athletes/{newcomer.athlete_id}/reports")
    assert {"report.received", "report.read", "reports.read"} <= set(newcomer.audit())


def test_one_bad_item_of_many_does_not_hinder_the_others(coached: Coached, club: Club, services: Services) -> None:
    stranger = a_club(services, "Other")
    items = [
        {"athlete_id": coached.athlete_id, "report": HEAVY_RUN | {"id": "r-1"}},
        {"athlete_id": coached.athlete_id, "report": {"heaviness": 6}},
        {"athlete_ref": "nobody", "report": HEAVY_RUN},
        {"report": HEAVY_RUN},
        "nonsense",
        {"athlete_id": coached.athlete_id, "report": HEAVY_RUN | {"id": "r-1"}},
        {"athlete_id": coached.athlete_id, "report": GOOD_LEGS | {"id": "r-2"}},
    ]
    results = coached.call("POST", "/reports/batch", json={"items": items}).json()["items"]
    assert [r["result"] for r in results] == ["received", "refused", "refused", "refused", "refused", "unchanged", "received"]
    assert results[1]["errors"][0]["pointer"] == "/report/observed_at"
    assert results[2]["code"] == "not-found"
    assert coached.work_off() == 1
    foreign = coached.api.post("/v1/reports/batch", json={"items": items[:1]}, headers=bearing(stranger.head)).json()["items"]
    assert foreign[0]["code"] == "not-found"


def test_nobody_reports_for_an_athlete_whom_they_do_not_see(newcomer: Coached, club: Club, services: Services, api: TestClient) -> None:
    path = f"/v1/athletes/{newcomer.athlete_id}/reports"
    for token in (club.tokens[1], a_club(services, "Other").head):
        assert api.post(path, json=HEAVY_RUN, headers=bearing(token)).status_code == 404
        assert api.get(path, headers=bearing(token)).status_code == 404


def test_a_form_that_may_only_write_reads_nothing(newcomer: Coached, club: Club, services: Services, api: TestClient) -> None:
    _, token = create_key(services, club.office, name="form", permissions=[Permission.REPORTS_WRITE], coach_id=club.coach_ids[0])
    path = f"/v1/athletes/{newcomer.athlete_id}/reports"
    written = api.post(path, json=HEAVY_RUN, headers=bearing(token))
    assert written.status_code == 202
    for address in (path, f"{path}/{written.json()['id']}", f"/v1/athletes/{newcomer.athlete_id}/assessment", "/v1/adjustments"):
        assert_problem(api.get(address, headers=bearing(token)), "forbidden")


def test_after_consent_was_withdrawn_nothing_more_is_kept(newcomer: Coached) -> None:
    consent = {"version": "1", "given_at": "2026-01-01T00:00:00Z", "withdrawn_at": "2026-03-01T00:00:00Z"}
    facts = {"name": "Eva", "timezone": "Europe/Vienna", "consent": consent}
    assert newcomer.call("PUT", f"/athletes/{newcomer.athlete_id}", tag=1, json=facts).status_code == 200
    answer = newcomer.call("POST", f"/athletes/{newcomer.athlete_id}/reports", json=HEAVY_RUN)
    assert_problem(answer, "conflict")


def test_what_is_kept_is_the_document_without_the_callers_name_for_the_athlete(newcomer: Coached) -> None:
    receipt = newcomer.report(**HEAVY_RUN, athlete_ref=newcomer.athlete_id)
    with newcomer.services.store.reading(newcomer.club.office) as work:
        kept = json.loads(work.reports.get(receipt["id"]).document)
    assert "athlete_ref" not in kept
    assert (kept["id"], kept["submitted_at"]) == (receipt["id"], "2026-03-04T18:00:00+00:00")
