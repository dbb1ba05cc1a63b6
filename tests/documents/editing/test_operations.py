"""What each operation does, and what it refuses."""

from __future__ import annotations

import pytest

from service.documents.plan_model import PlanDocument
from service.domain.session import Status
from service.errors import BadInput
from tests.support.edits import NOW, a_document, an_original, by_id, on, pencilled
from tests.support.plain import Json, only_finding, plain_session

EASY = plain_session("2026-03-05", "easy", day_index=3)
LONG = plain_session("2026-03-08", "long", kind="long")
RACE = plain_session("2026-03-15", "race", kind="race")
RAN = plain_session("2026-03-03", "ran", status="completed", completed={"duration_s": 2700})
SPRING = {"races": [{"id": "r", "date": "2026-03-15", "session_id": "race"}], "start_date": "2026-03-02", "end_date": "2026-03-15"}


@pytest.fixture
def plan() -> PlanDocument:
    return a_document(RAN, EASY, LONG, RACE, **SPRING)


def _refused(plan: PlanDocument, *operations: Json, recorded: tuple[str, ...] = ()) -> tuple[str, str]:
    with pytest.raises(BadInput) as caught:
        pencilled(plan, *operations, recorded=recorded)
    finding = only_finding(caught.value)
    return finding.pointer, finding.code


def test_a_moved_session_stands_on_its_new_day_and_says_who_moved_it(plan: PlanDocument) -> None:
    moved = by_id(pencilled(plan, {"op": "move", "session_id": "easy", "to": "2026-03-06", "part_of_day": "pm"}))["easy"]
    assert (str(moved.date), moved.day_index, moved.part_of_day, moved.revision) == ("2026-03-06", 4, "pm", 1)
    assert moved.change is not None
    assert (moved.change.by, moved.change.at) == ("coach", NOW)


def test_the_edges_of_the_plan_follow_a_session_that_is_moved_past_them(plan: PlanDocument) -> None:
    after = pencilled(plan, {"op": "move", "session_id": "long", "to": "2026-03-20"})
    assert (str(after.start_date), str(after.end_date)) == ("2026-03-02", "2026-03-20")


def test_a_race_that_is_moved_takes_its_place_among_the_races_along(plan: PlanDocument) -> None:
    after = pencilled(plan, {"op": "move", "session_id": "race", "to": "2026-03-14"})
    assert after.races is not None
    assert [str(race.date) for race in after.races] == ["2026-03-14"]


def test_a_race_that_is_deleted_is_no_race_any_more(plan: PlanDocument) -> None:
    assert pencilled(plan, {"op": "delete", "session_id": "race"}).races == []


def test_operations_build_on_each_other(plan: PlanDocument) -> None:
    after = pencilled(
        plan, {"op": "move", "session_id": "easy", "to": "2026-03-09"}, {"op": "swap_days", "a": "2026-03-08", "b": "2026-03-09"}
    )
    assert (on(after, "2026-03-08"), on(after, "2026-03-09")) == (["easy"], ["long"])


def test_one_operation_that_fails_leaves_all_undone_and_is_named(plan: PlanDocument) -> None:
    moved: Json = {"op": "move", "session_id": "easy", "to": "2026-03-06"}
    assert _refused(plan, moved, moved | {"session_id": "nobody"}) == ("/operations/1/session_id", "unknown-session")


def test_a_new_session_gets_an_id_and_one_in_place_of_another_keeps_it(plan: PlanDocument) -> None:
    new: Json = {"date": "2026-03-07", "sport": "bike", "kind": "easy"}
    after = pencilled(plan, {"op": "upsert", "session": new}, {"op": "upsert", "session": EASY | {"kind": "recovery"}})
    assert len(after.sessions) == 5
    assert by_id(after)["easy"].kind == "recovery"
    assert after.sessions[-1].id


def test_the_same_session_put_in_twice_without_an_id_is_two_sessions(plan: PlanDocument) -> None:
    new: Json = {"op": "upsert", "session": {"date": "2026-03-07", "sport": "bike", "kind": "easy"}}
    assert len(by_id(pencilled(plan, new, new))) == 6


def test_a_copied_week_is_the_same_week_later_without_races(plan: PlanDocument) -> None:
    after = pencilled(plan, {"op": "copy_week", "from": "2026-03-02", "to": "2026-04-06"})
    copies = [session for session in after.sessions if session.id not in by_id(plan)]
    assert sorted((str(s.date), s.kind) for s in copies) == [("2026-04-07", "easy"), ("2026-04-09", "easy"), ("2026-04-12", "long")]
    assert all(copy.status is None and copy.completed is None and copy.revision is None for copy in copies if copy.change is None)
    assert _refused(plan, {"op": "copy_week", "from": "2026-03-15", "to": "2026-03-22"})[1] == "empty-week"


def test_a_copied_week_is_as_its_coach_wrote_it_whatever_the_service_made_of_it() -> None:
    was = an_original("2026-03-04") | {
        "kind": "interval",
        "hard": True,
        "authored": {"title": "6 x 800 m", "planned": {"duration_s": 3000}},
    }
    eased = plain_session("2026-03-06", "eased", kind="recovery", title="Easy instead", status="cancelled", original=was)
    extra = plain_session("2026-03-05", "extra", inserted=True)
    after = pencilled(a_document(eased, extra), {"op": "copy_week", "from": "2026-03-02", "to": "2026-03-09"})
    assert len(after.sessions) == 3
    copy = after.sessions[-1]
    assert (str(copy.date), copy.kind, copy.title, copy.original, copy.status) == ("2026-03-11", "interval", "6 x 800 m", None, None)


def test_a_session_that_the_service_changed_is_the_coachs_own_once_edited() -> None:
    eased = plain_session("2026-03-06", "eased", kind="recovery", original=an_original("2026-03-04"), original_date="2026-03-04")
    moved = pencilled(a_document(eased), {"op": "move", "session_id": "eased", "to": "2026-03-07"}).sessions[0]
    assert {"original", "original_date", "inserted"} & moved.model_dump().keys() == set()


@pytest.mark.parametrize("status", ["suspended", "cancelled"])
def test_what_the_service_put_on_hold_stays_on_hold_when_it_is_moved_and_may_come_back_there(status: str) -> None:
    held = plain_session("2026-03-06", "held", status=status, original=an_original("2026-03-06"))
    moved = pencilled(a_document(held), {"op": "shift", "from": "2026-03-01", "days": 7}).sessions[0]
    assert moved.original is not None
    assert (moved.status, str(moved.date), str(moved.original.date)) == (status, "2026-03-13", "2026-03-13")
    assert moved.original.status is Status.PLANNED


def test_a_shift_carries_the_dates_that_a_session_is_tied_to() -> None:
    tied: Json = {"date_window": {"from": "2026-03-05", "to": "2026-03-06"}, "constraints": {"not_before": "2026-03-04"}}
    moved = pencilled(a_document(EASY | tied), {"op": "shift", "from": "2026-03-01", "until": "2026-03-31", "days": 2}).sessions[0]
    assert moved.model_dump(mode="json")["date_window"] == {"from": "2026-03-07", "to": "2026-03-08"}
    assert moved.model_dump(mode="json")["constraints"] == {"not_before": "2026-03-06"}


def test_what_was_done_may_be_described_anew_and_stays_done(plan: PlanDocument) -> None:
    after = pencilled(plan, {"op": "upsert", "session": plain_session("2026-03-03", "ran", title="Shake-out")})
    assert (
        by_id(after)["ran"].model_dump(mode="json").items()
        >= {"title": "Shake-out", **{k: RAN[k] for k in ("status", "completed")}}.items()
    )


@pytest.mark.parametrize(
    ("operation", "place", "code"),
    [
        ({"op": "move", "session_id": "ran", "to": "2026-03-04"}, "session_id", "done"),
        ({"op": "move", "session_id": "easy-missed", "to": "2026-03-10"}, "session_id", "done"),
        ({"op": "delete", "session_id": "ran"}, "session_id", "done"),
        ({"op": "upsert", "session": plain_session("2026-03-04", "ran")}, "session/date", "done"),
        ({"op": "upsert", "session": {"sport": "run", "kind": "easy"}}, "session/date", "missing"),
        ({"op": "copy_week", "from": "2026-03-02", "to": "2026-03-02"}, "to", "same-week"),
        ({"op": "shift", "from": "2026-03-02", "days": 0}, "days", "nothing-to-shift"),
        ({"op": "shift", "from": "2026-03-15", "days": 1}, "from", "nothing-to-shift"),
        ({"op": "shift", "from": "2026-03-09", "until": "2026-03-08", "days": 1}, "until", "range-reversed"),
        ({"op": "swap_days", "a": "2026-03-05", "b": "2026-03-05"}, "b", "nothing-to-swap"),
        ({"op": "swap_days", "a": "2026-03-05", "b": "2026-03-15"}, "b", "fixed-day"),
        ({"op": "swap_days", "a": "2026-03-03", "b": "2026-03-05"}, "a", "fixed-day"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_refused_with_its_place(plan: PlanDocument, operation: Json, place: str, code: str) -> None:
    missed = plain_session("2026-03-06", "easy-missed")
    whole = a_document(RAN, EASY, LONG, RACE, missed)
    assert _refused(whole, operation, recorded=("easy-missed",)) == (f"/operations/0/{place}", code)


def test_the_last_session_of_a_plan_stays() -> None:
    assert _refused(a_document(EASY), {"op": "delete", "session_id": "easy"}) == ("/operations/0/session_id", "last-session")


def test_no_session_leaves_the_calendar() -> None:
    far = a_document(plain_session("2199-12-30", "far"))
    assert _refused(far, {"op": "shift", "from": "2199-01-01", "days": 2}) == ("/operations/0/days", "out-of-range")


def test_a_field_that_nobody_knows_is_refused() -> None:
    for wrong in ({"op": "move", "session_id": "easy", "to": "2026-03-06", "too": 1}, {"op": "rename"}):
        with pytest.raises(ValueError, match="op"):
            pencilled(a_document(EASY), wrong)
