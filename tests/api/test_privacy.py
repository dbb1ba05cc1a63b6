"""A copy of everything about an athlete, and erasure that leaves nothing of them in any file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from service.store.engine import is_sqlite
from service.store.repositories.dossier import ABOUT_ATHLETES
from service.store.tables import NotificationKind, OrderKind, TombstoneRow
from service.store.tenancy import selected, table_of
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.api.test_athletes import taken_in
from tests.support.services import Club, a_club, bearing

MARK = "MARKER-7f3a"


def with_history(api: TestClient, services: Services, club: Club) -> dict[str, Any]:
    """An athlete whose every text holds the marker."""
    eva = taken_in(api, club.tokens[0], name=f"Eva {MARK}", email=f"{MARK}@example.org", ref=MARK)
    with services.store.writing(club.scope()) as work:
        work.reports.add_report(
            eva["id"], id="rep_1", ref="r1", observed_at=services.clock(), withdrawn=False, document=json.dumps({"note": MARK})
        )
        work.assessments.add_assessment(eva["id"], level=2, basis="b", document=json.dumps({"m": MARK}), state=json.dumps({"s": MARK}))
        work.orders.add_order(eva["id"], OrderKind.OVERRIDE, json.dumps({"reason": MARK}))
        work.notifications.add_letter(NotificationKind.RED_FLAG, due_at=services.clock(), athlete_id=eva["id"], coach_id=club.coach_ids[0])
        work.feeds.create(eva["id"], "f" * 64)
        work.events.emit("report.received", "rep_1", eva["id"])
        work.operations.begin(eva["id"], "adjustment")
    return eva


def test_an_export_holds_everything_and_stands_in_the_audit(api: TestClient, services: Services, club: Club) -> None:
    eva = with_history(api, services, club)
    answer = api.get(f"/v1/athletes/{eva['id']}/export", headers=bearing(club.head))
    assert answer.status_code == 200, answer.text
    records = answer.json()["records"]
    assert set(records) == {table_of(row).name for row in ABOUT_ATHLETES}
    assert records["athletes"][0]["name"] == f"Eva {MARK}"
    assert records["reports"][0]["document"] == {"note": MARK}
    assert records["orders"][0]["document"] == {"reason": MARK}
    assert records["assessments"][0]["state"] == {"s": MARK}
    audit = api.get(f"/v1/audit?athlete_id={eva['id']}", headers=bearing(club.head)).json()["items"]
    assert "athlete.exported" in [entry["action"] for entry in audit]


def test_an_export_shows_no_sealed_text_and_no_secret(api: TestClient, services: Services, club: Club) -> None:
    eva = with_history(api, services, club)
    text = api.get(f"/v1/athletes/{eva['id']}/export", headers=bearing(club.head)).text
    assert '"s:' not in text
    assert '"p:' not in text
    assert "f" * 64 not in text
    assert club.org_id not in text


def test_every_table_that_names_an_athlete_is_in_the_export_and_goes_with_them() -> None:
    named = {table.name for table in SQLModel.metadata.sorted_tables if "athlete_id" in table.c}
    exported = {table_of(row).name for row in ABOUT_ATHLETES}
    assert exported == (named - {table_of(TombstoneRow).name}) | {"athletes"}
    for name in named - {"audit", "tombstones"}:  # those keep the id and nothing else
        [key] = SQLModel.metadata.tables[name].c.athlete_id.foreign_keys
        assert key.ondelete == "CASCADE", name


def files_of(services: Services) -> dict[str, bytes]:
    file = Path(make_url(str(services.store.engine.url)).database or "")
    return {found.name: found.read_bytes() for found in file.parent.glob(f"{file.name}*")}


def test_after_erasure_nothing_is_left_in_rows_files_or_logs(
    api: TestClient, services: Services, club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    eva = with_history(api, services, club)
    path = f"/v1/athletes/{eva['id']}"
    if is_sqlite(services.store.engine):
        assert any(MARK.encode() in content for content in files_of(services).values())
    answer = api.delete(path, headers=bearing(club.head) | {"If-Match": api.get(path, headers=bearing(club.head)).headers["etag"]})
    assert answer.status_code == 204, answer.text
    assert_problem(api.get(path, headers=bearing(club.head)), "not-found")
    assert MARK not in caplog.text
    with services.store.reading(club.office) as work:
        for row in (*ABOUT_ATHLETES, TombstoneRow):
            if row.__tablename__ not in ("events", "audit", "tombstones"):
                assert work.session.execute(selected(row, club.office)).all() == [], row.__tablename__
    if is_sqlite(services.store.engine):
        services.store.engine.dispose()
        found = files_of(services)
        assert found
        assert {name: content.count(MARK.encode()) for name, content in found.items() if MARK.encode() in content} == {}


def test_of_an_erased_athlete_only_ids_are_left(api: TestClient, services: Services, club: Club) -> None:
    eva = with_history(api, services, club)
    api.delete(f"/v1/athletes/{eva['id']}", headers=bearing(club.head) | {"If-Match": '"1"'})
    audit = api.get(f"/v1/audit?athlete_id={eva['id']}", headers=bearing(club.head))
    assert "athlete.erased" in [entry["action"] for entry in audit.json()["items"]]
    events = api.get("/v1/events", headers=bearing(club.head)).json()["items"]
    assert [(event["type"], event["object_id"]) for event in events] == [("athlete.erased", eva["id"])]
    assert MARK not in audit.text + str(events)
    assert api.get("/v1/audit/verdict", headers=bearing(club.head)).json()["whole"] is True


def test_erasure_needs_the_version_that_was_read(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    path = f"/v1/athletes/{eva['id']}"
    assert_problem(api.delete(path, headers=bearing(club.head)), "precondition-required")
    assert_problem(api.delete(path, headers=bearing(club.head) | {"If-Match": '"7"'}), "stale")
    assert api.get(path, headers=bearing(club.head)).status_code == 200


def test_coaches_and_strangers_neither_export_nor_erase(api: TestClient, services: Services, club: Club) -> None:
    eva, other = taken_in(api, club.tokens[0]), a_club(services, "Other")
    path = f"/v1/athletes/{eva['id']}"
    for token, code in ((club.tokens[0], "forbidden"), (other.head, "not-found")):
        assert_problem(api.get(f"{path}/export", headers=bearing(token)), code)
        assert_problem(api.delete(path, headers=bearing(token) | {"If-Match": '"1"'}), code)
