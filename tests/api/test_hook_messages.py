"""Whoever connects a program sees what became of what it sent, and nothing of what was in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from service.platforms.standard.signing import headers_for
from service.store import engine as database
from service.store.repositories.inbox import UPLOADED
from service.store.tables import InboxStatus
from service.store.tenancy import Scope
from service.usecases.keys import COACH_PERMISSIONS, Permission, create_key
from service.usecases.platforms.hooks import HookSecretsGiven, NewHook, create_hook
from service.usecases.platforms.process import process_event
from service.usecases.services import Services
from tests.api.test_athletes import taken_in
from tests.support.services import Club, SteppingClock, a_club, bearing

SAID = {"observed_at": "2026-03-04T06:00:00Z", "heaviness": 6}
SECRET = "kneeHurtsAlot"


class Program:
    """Sends as a developer's program would, and looks what became of it."""

    def __init__(self, api: TestClient, services: Services, club: Club, clock: SteppingClock) -> None:
        self.api, self.services, self.club, self.clock = api, services, club, clock
        self.hook: NewHook = create_hook(services, club.office, "standard", HookSecretsGiven())
        self.eva: str = taken_in(api, club.tokens[0])["id"]
        self.sent = 0

    def sends(self, type: str, data: Any, *, work: bool = True) -> None:
        self.clock.pass_by(seconds=1)
        self.sent += 1
        body = json.dumps({"type": type, "data": data}).encode()
        self.sends_body(body, work=work)

    def sends_body(self, body: bytes, *, work: bool = True) -> None:
        signing = self.hook.signing or ""
        answer = self.api.post(
            f"/v1/hooks/standard/{self.hook.key}", content=body, headers=headers_for([signing], f"msg_{self.sent}", self.clock.now, body)
        )
        assert answer.status_code == 200, answer.text
        if work:
            self.works()

    def works(self) -> None:
        with self.services.store.reading(self.club.office) as work:
            ids = [row[0] for row in work.session.execute(text("SELECT id FROM inbox WHERE status = 'received' ORDER BY received_at"))]
        for id in ids:
            save = process_event(self.services, self.club.org_id, id)
            assert save is not None
            with database.writing(self.services.store.engine, None) as session:
                save(session)

    def reports(self, **more: Any) -> None:
        self.sends("report.submitted", {"athlete_ref": self.eva, "report": {**SAID, **more}})

    def lists(self, token: str = "", **query: Any) -> dict[str, Any]:
        answer = self.api.get("/v1/hooks/messages", params=query, headers=bearing(token or self.club.head))
        assert answer.status_code == 200, answer.text
        listed: dict[str, Any] = answer.json()
        return listed

    def outcome(self) -> tuple[str, str | None]:
        """Of the last message."""
        last = self.lists()["items"][0]
        return last["status"], last["detail"]


@pytest.fixture
def program(api: TestClient, services: Services, club: Club, clock: SteppingClock) -> Program:
    return Program(api, services, club, clock)


def test_a_message_that_was_taken_says_what_it_brought(program: Program) -> None:
    program.reports()
    (item,) = program.lists()["items"]
    assert item["id"].startswith("inb_")
    assert item["settled_at"] is not None
    told = {name: item[name] for name in ("provider", "kind", "status", "detail", "athlete_id")}
    assert told == {
        "provider": "standard", "kind": "report.submitted", "status": "done", "detail": "1 reports, 0 sessions done",
        "athlete_id": program.eva,
    }  # fmt: skip


def test_one_that_nobody_has_worked_on_waits(program: Program) -> None:
    program.sends("report.submitted", {"athlete_ref": program.eva, "report": SAID}, work=False)
    (item,) = program.lists(status="received")["items"]
    assert (item["athlete_id"], item["detail"], item["settled_at"]) == (None, None, None)


@pytest.mark.parametrize(
    ("type", "data", "why"),
    [
        ("report.submitted", {"report": {**SAID, "heavyness": 3}}, "/data/report: A name in it is not known here. Did you mean heaviness?"),
        ("report.submitted", {"report": {"heaviness": 3}}, "/data/report/observed_at: observed_at is required; add it."),
        ("activity.completed", {"activity_id": "a"}, "/data/sport: sport is required; add it. (3 findings in all)"),
        ("wellness.recorded", {"local_date": "4.3."}, "/data/local_date: local_date must be a date written YYYY-MM-DD, without a time."),
        ("wellness.recorded", {"local_date": "2026-03-04", "scores": {"sore": 9}},
         "/data/scores: A name in it is not known here. Did you mean soreness?"),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_told_with_its_place_and_the_mend(program: Program, type: str, data: dict[str, Any], why: str) -> None:
    program.sends(type, {"athlete_ref": program.eva, **data})
    assert program.outcome() == ("failed", why)
    assert program.lists(athlete_id=program.eva)["items"]


@pytest.mark.parametrize(
    ("type", "data", "why"),
    [
        ("report.submitted", {"athlete_ref": "nobody", "report": SAID}, "Nobody here is known to the platform by that name."),
        ("report.submitted", {"athlet_ref": "a-17", "report": SAID}, "It names nobody whom it could be about."),
    ],
)
def test_one_about_nobody_is_ignored_and_says_so(program: Program, type: str, data: dict[str, Any], why: str) -> None:
    program.sends(type, data)
    assert program.outcome() == ("ignored", why)


def test_a_type_that_is_none_of_ours_is_named(program: Program) -> None:
    program.sends("report.submited", {"athlete_ref": program.eva, "report": SAID})
    (item,) = program.lists()["items"]
    assert (item["kind"], item["status"], item["detail"]) == ("report.submited", "ignored", "It tells nothing that counts here.")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"kneeHurtsAlot", "Not valid JSON at line 1, column 1: expecting value."),
        (b'{"kneeHurtsAlot": 1, "kneeHurtsAlot": 2}', "This key stands twice in the same object; keep one."),
        (b'{"kneeHurtsAlot": "kneeHurtsAlot\\u0007"}', "Holds the unprintable character U+0007 at place 14; remove it."),
        (b'{"kneeHurtsAlot": NaN}', "NaN is no number; write null for unknown."),
        ('{"kneeHurtsAlot": "\u00fc"}'.encode("latin-1"), "Line 1, byte 20 is not UTF-8; save it as UTF-8."),
    ],
)
def test_what_cannot_be_read_at_all_is_listed_with_the_mend(program: Program, body: bytes, why: str) -> None:
    program.sends_body(body, work=False)
    assert program.outcome() == ("ignored", f"It holds nothing that can be read. {why}")
    assert SECRET not in json.dumps(program.lists())


@pytest.mark.parametrize(
    "data",
    [
        {"report": {**SAID, SECRET: 3}}, {"report": {**SAID, SECRET: {SECRET: SECRET}}}, {"report": {**SAID, "note": [SECRET]}},
        {"report": {**SAID, "flags": [SECRET]}}, {"report": {**SAID, "timing": SECRET}}, {"report": {**SAID, "observed_at": SECRET}},
        {"report": {**SAID, "side": SECRET, "pain_site": f"my {SECRET}"}}, {"report": SECRET}, {"report": SAID, SECRET: SECRET},
    ],
)  # fmt: skip
def test_nothing_that_was_sent_is_shown(program: Program, data: dict[str, Any]) -> None:
    program.sends("report.submitted", {"athlete_ref": program.eva, **data})
    assert program.outcome()[0] == "failed"
    assert SECRET not in json.dumps(program.lists())


def test_a_sentence_in_place_of_a_type_is_not_shown_nor_the_athletes_name_there(program: Program) -> None:
    program.sends(f"my {SECRET}", {"athlete_ref": f"{SECRET}@example.org", "text": SECRET})
    assert SECRET not in json.dumps(program.lists())
    assert program.lists()["items"][0]["kind"] == "other"


def test_the_list_is_newest_first_and_goes_on_in_pages(program: Program) -> None:
    for number in range(5):
        program.sends("report.submitted", {"athlete_ref": program.eva, "report": {**SAID, "id": f"r{number}"}})
    whole = [item["id"] for item in program.lists()["items"]]
    found, cursor = [], None
    while cursor is not None or not found:
        page = program.lists(limit=2, **({} if cursor is None else {"cursor": cursor}))
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert found == whole
    assert [item["received_at"] for item in program.lists()["items"]] == sorted(
        (item["received_at"] for item in program.lists()["items"]), reverse=True
    )


def test_it_is_narrowed_by_platform_outcome_and_athlete(program: Program) -> None:
    program.reports()
    program.reports(heavyness=1)
    program.sends("report.submitted", {"athlete_ref": "nobody", "report": SAID})
    assert [item["status"] for item in program.lists()["items"]] == ["ignored", "failed", "done"]
    assert [item["status"] for item in program.lists(status="failed")["items"]] == ["failed"]
    assert [item["status"] for item in program.lists(athlete_id=program.eva)["items"]] == ["failed", "done"]
    assert program.lists(provider="strava")["items"] == []
    assert program.api.get("/v1/hooks/messages?status=lost", headers=bearing(program.club.head)).status_code == 422


def test_what_nobody_sent_is_not_listed(program: Program) -> None:
    with program.services.store.writing(Scope(program.club.org_id, "x", program.clock.now.date(), sees_all=True)) as work:
        for provider, key, kind in ((UPLOADED, "ath.x.0", "recording"), ("polar", "polled:1", "polled")):
            work.inbox.add_once(
                provider, key, kind=kind, provider_user_id=None, document="[]", athlete_id=program.eva, status=InboxStatus.CONFIRM
            )
    assert program.lists()["items"] == []


def test_only_those_who_manage_hooks_see_it_and_only_their_own(program: Program) -> None:
    program.reports()
    program.sends("report.submitted", {"athlete_ref": "nobody", "report": SAID})
    services, club = program.services, program.club
    assert program.api.get("/v1/hooks/messages", headers=bearing(club.tokens[0])).status_code == 403
    assert program.lists(a_club(services, "Other").head)["items"] == []
    may = COACH_PERMISSIONS | {Permission.WEBHOOKS_MANAGE}
    seen = {}
    for coach_id in club.coach_ids[:2]:
        _, token = create_key(services, club.office, name="c", permissions=may, coach_id=coach_id)
        seen[coach_id] = [item["athlete_id"] for item in program.lists(token)["items"]]
    assert list(seen.values()) == [[program.eva], []]


def test_operators_see_how_many_came_to_what(program: Program) -> None:
    program.reports()
    program.reports(heavyness=1)
    program.sends("report.submitted", {"athlete_ref": "nobody", "report": SAID})
    program.sends_body(b"heavy legs", work=False)
    value = program.services.measures.registry.get_sample_value
    counted = {
        outcome: value("adjuster_messages_total", {"platform": "standard", "outcome": outcome})
        for outcome in ("done", "failed", "ignored", "received")
    }
    assert counted == {"done": 1, "failed": 1, "ignored": 2, "received": None}
