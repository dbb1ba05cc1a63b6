"""Whatever is wrong with a request, the message names the file that holds the fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli.requests import Files, told_of
from service.errors import BadInput, Finding
from tests.cli.run import typed
from tests.support.samples import PLANS, raw_request


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/reports/0/athlete_ref", "reports.csv"),
        ("/plan/sessions/3", "plan.json"),
        ("/state/level", "state.json"),
        ("/overrides/0", "command line"),
    ],
)
def test_each_part_of_a_request_is_known_by_its_own_file(pointer: str, place: str) -> None:
    files = Files(plan="plan.json", reports="reports.csv", state="state.json", now="now")
    with pytest.raises(BadInput) as refused, told_of(files):
        raise BadInput("no", findings=[Finding(pointer, "code", "detail")], place="request")
    assert refused.value.place == place


def test_a_pin_on_a_session_that_is_over_names_the_request_file(tmp_path: Path) -> None:
    raw = raw_request("sc-03-whole-run")
    raw["options"] = {"pins": [{"session_id": "int-0303", "date": "2026-03-06"}]}
    path = tmp_path / "monday.json"
    path.write_text(json.dumps(raw), "utf-8")
    ended = typed("adjust", "--request", str(path), "--json")
    assert ended.code == 2
    assert "monday.json: /options/pins/0/session_id: The session is over" in ended.err


def test_a_report_about_somebody_else_names_the_file_of_reports(tmp_path: Path) -> None:
    path = tmp_path / "reports.json"
    path.write_text(json.dumps([{"id": "r", "observed_at": "2026-03-04T08:00:00+01:00", "athlete_ref": "b-9", "heaviness": 5}]), "utf-8")
    athlete = tmp_path / "athlete.json"
    athlete.write_text(json.dumps({"ref": "a-1"}), "utf-8")
    ended = typed(
        "adjust", str(PLANS / "plan-a.json"), "--reports", str(path), "--athlete", str(athlete), "--now", "2026-03-04T19:00:00+01:00"
    )
    assert ended.code == 2
    assert "reports.json: /reports/0/athlete_ref" in ended.err
