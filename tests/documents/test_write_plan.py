import copy
import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from service.documents.plan import PlanDocument, plan_document, read_plan
from service.documents.plan_writing import write_plan
from service.domain.adjustment import Action, Change, Reason
from service.domain.plan import Plan
from service.domain.session import Kind, Modality, PartOfDay, PlannedSession, Sport, Status
from tests.support.builders import POLICY, at
from tests.support.plain import FULL_PLAN, Json, plain_plan, plain_session

NOW = at("2026-03-04", "19:00")


def read(document: PlanDocument) -> Plan:
    return read_plan(document, POLICY)


def revise(raw: Json, *changed: PlannedSession) -> tuple[Json, PlanDocument]:
    """`raw` with these sessions in place of their namesakes, or beside the others."""
    document = plan_document(copy.deepcopy(raw))
    sessions = {**read(document).by_id, **{s.id: s for s in changed}}
    written = write_plan(document, read(document).with_sessions(sessions.values()), POLICY)
    return json.loads(written.model_dump_json()), written


def eased(session: PlannedSession, **fields: object) -> PlannedSession:
    values = {
        "kind": Kind.EASY,
        "hard": False,
        "rpe": 3,
        "duration_s": 2400,
        "load": 120,
        "distance_m": None,
        "original": session.snapshot(),
    }
    return replace(session, **{**values, **fields})


def test_a_plan_that_did_not_change_is_written_back_to_the_letter() -> None:
    assert revise(FULL_PLAN)[0] == FULL_PLAN


def test_of_a_moved_session_only_the_place_is_written_and_the_rest_stays_to_the_letter() -> None:
    session = read(plan_document(copy.deepcopy(FULL_PLAN))).sessions[0]
    out, _ = revise(FULL_PLAN, replace(session, date=date(2026, 3, 12), part_of_day=PartOfDay.PM, original=session.snapshot()))
    written, given = out["sessions"][0], FULL_PLAN["sessions"][0]
    assert {key for key in written if written[key] != given.get(key)} == {"date", "part_of_day", "revision", "original"}
    assert {key: value for key, value in out.items() if key != "sessions"} == {k: v for k, v in FULL_PLAN.items() if k != "sessions"}
    assert written["original_date"] == "2026-03-09"


def test_what_was_written_is_read_back_as_the_revised_session() -> None:
    raw = plain_plan(
        plain_session(planned={"duration_s": 3600, "load": {"value": 78, "unit": "tss"}}, kind="tempo", rpe={"low": 6, "high": 8})
    )
    session = read(plan_document(raw)).sessions[0]
    new = eased(session, date=date(2026, 3, 7), modality=Modality.BIKE, sport=Sport.BIKE, status=Status.PLANNED, rpe_high=3)
    _, written = revise(raw, new)
    assert read(written).sessions[0] == replace(new, load_estimated=False)


def test_a_restored_session_has_the_coachs_own_words_again() -> None:
    raw = plain_plan(
        plain_session(planned={"duration_s": {"low": 3000, "high": 3600}, "load": {"value": 78, "unit": "tss"}}, kind="tempo", rpe=7)
    )
    session = read(plan_document(raw)).sessions[0]
    first, _ = revise(raw, eased(session))
    again = read(plan_document(copy.deepcopy(first))).sessions[0]
    assert again.original == session.snapshot()
    back, _ = revise(first, again.restored())
    assert back["sessions"][0]["planned"] == raw["sessions"][0]["planned"]
    assert (back["sessions"][0]["rpe"], back["sessions"][0]["kind"], back["sessions"][0]["hard"]) == (7, "tempo", True)


def test_the_original_of_the_first_change_is_copied_unchanged_by_the_next() -> None:
    raw = plain_plan(plain_session(kind="tempo"))
    session = read(plan_document(raw)).sessions[0]
    first, document = revise(raw, eased(session))
    second, _ = revise(first, eased(read(document).sessions[0], duration_s=1800, load=90))
    assert second["sessions"][0]["original"] == first["sessions"][0]["original"]
    assert second["sessions"][0]["revision"] == 2


def test_dropped_suspended_and_inserted_sessions_are_written_and_insertions_can_go_again() -> None:
    raw = plain_plan(plain_session("2026-03-05", "a"), plain_session("2026-03-06", "b"))
    a = read(plan_document(raw)).by_id["a"]
    new = PlannedSession("insert-2026-03-07-core", date(2026, 3, 7), Sport.STRENGTH, Kind.CORE, 1200, 60, hard=False, rpe=3, inserted=True)
    out, document = revise(raw, replace(a, status=Status.CANCELLED, original=a.snapshot()), new)
    assert [s["id"] for s in out["sessions"]] == ["a", "b", "insert-2026-03-07-core"]
    assert (out["sessions"][0]["status"], out["sessions"][2]["inserted"], out["sessions"][2]["planned"]["load"]) == ("cancelled", True, 60)
    kept = [s for s in read(document).sessions if not s.inserted]
    without = json.loads(write_plan(document, read(document).with_sessions(kept), POLICY).model_dump_json())
    assert [s["id"] for s in without["sessions"]] == ["a", "b"]


def test_reasons_and_reports_stand_with_the_changed_session() -> None:
    document = plan_document(plain_plan(plain_session("2026-03-05", "a")))
    plan = read(document)
    old = plan.by_id["a"]
    new = replace(old, date=date(2026, 3, 6), original=old.snapshot())
    change = Change(
        "a:move", "a", Action.MOVE, old, new, (Reason("no-hard-before", ("S2-62",), "No hard session before Friday", ("r-1",)),)
    )
    written = write_plan(document, plan.with_sessions([new]), POLICY, changes=[change], at=NOW)
    note = written.sessions[0].change
    assert note is not None
    assert (note.by, note.reason, note.report_ids, note.at) == ("solver", "No hard session before Friday", ["r-1"], NOW)


def test_a_move_past_the_end_takes_the_end_with_it_so_that_the_answer_can_be_read_again() -> None:
    raw = plain_plan(plain_session("2026-03-08", "a"), start_date="2026-03-02", end_date="2026-03-08")
    a = read(plan_document(raw)).sessions[0]
    out, _ = revise(raw, replace(a, date=date(2026, 3, 10), original=a.snapshot()))
    assert (out["start_date"], out["end_date"]) == ("2026-03-02", "2026-03-10")
    plan_document(out)


@pytest.mark.parametrize("moment", [None, datetime.fromisoformat("2026-03-04T19:00:00+01:00")])
def test_an_undated_plan_is_written_with_its_dates_and_keeps_its_indexes(moment: datetime | None) -> None:
    raw = plain_plan({"sport": "run", "kind": "easy", "day_index": 2, "id": "a"}, start_date="2026-03-02")
    document = plan_document(raw)
    written = write_plan(document, read(document), POLICY, at=moment)
    assert (written.sessions[0].date, written.sessions[0].day_index) == (date(2026, 3, 4), 2)
