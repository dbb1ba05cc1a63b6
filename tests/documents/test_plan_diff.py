"""Differences between plans, in the words of the plan."""

from __future__ import annotations

from service.documents.plan_diff import diff
from tests.support.edits import a_document
from tests.support.plain import plain_session

EASY = plain_session("2026-03-05", "easy", title="Easy")


def test_a_session_that_moved_shows_both_dates_and_nothing_else() -> None:
    (change,) = diff(a_document(EASY), a_document(EASY | {"date": "2026-03-06"})).changed
    assert (change.session_id, change.before, change.after) == ("easy", {"date": "2026-03-05"}, {"date": "2026-03-06"})


def test_a_field_that_was_not_said_before_is_missing_there() -> None:
    (change,) = diff(a_document(EASY), a_document(EASY | {"coach_notes": "relaxed"})).changed
    assert (change.before, change.after) == ({}, {"coach_notes": "relaxed"})


def test_added_and_removed_sessions_are_shown_whole_in_calendar_order() -> None:
    found = diff(a_document(EASY), a_document(plain_session("2026-03-09", "z"), plain_session("2026-03-07", "y")))
    assert [session["id"] for session in found.added] == ["y", "z"]
    assert found.removed == [EASY]


def test_bookkeeping_is_no_difference() -> None:
    kept = EASY | {"revision": 4, "change": {"by": "coach"}, "source": {"format": "csv"}, "updated_at": "2026-03-01T08:00:00Z"}
    assert diff(a_document(EASY), a_document(kept)).is_empty


def test_what_the_plan_says_of_itself_is_compared_too() -> None:
    found = diff(a_document(EASY, name="Spring"), a_document(EASY, name="Summer"))
    assert found.head is not None
    assert (found.head.before, found.head.after) == ({"name": "Spring"}, {"name": "Summer"})


def test_without_a_plan_before_all_is_new() -> None:
    found = diff(None, a_document(EASY))
    assert (found.added, found.removed, found.changed, found.head) == ([EASY], [], [], None)
