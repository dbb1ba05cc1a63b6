"""What became of sessions, laid over a plan."""

from __future__ import annotations

import json

from service.documents.completions import CompletionDocument, Outcome, Recorded, overlaid, with_done_sessions
from service.documents.plan import plan_document
from service.domain.session import Status
from tests.support.edits import a_document, by_id
from tests.support.plain import plain_session

PLAN = a_document(plain_session("2026-03-03", "a"), plain_session("2026-03-04", "b", status="planned"))
STORED = PLAN.model_dump_json().encode()
DONE = Recorded(Status.COMPLETED, {"duration_s": 2700, "rpe": 3})


def test_what_was_done_shows_on_the_session_and_on_no_other() -> None:
    served = plan_document(json.loads(overlaid(STORED, {"a": DONE})))
    done = by_id(served)["a"]
    assert done.completed is not None
    assert (done.status, done.completed.duration_s) == ("completed", 2700)
    assert by_id(served)["b"] == by_id(PLAN)["b"]


def test_nothing_recorded_and_all_taken_back_leave_every_byte() -> None:
    assert overlaid(STORED, {}) == STORED
    assert overlaid(STORED, {"a": Recorded(Status.PLANNED)}) == STORED


def test_a_session_that_was_missed_shows_no_values_of_an_earlier_word() -> None:
    told = a_document(plain_session("2026-03-03", "a", completed={"duration_s": 60}))
    (session,) = json.loads(overlaid(told.model_dump_json().encode(), {"a": Recorded(Status.SKIPPED)}))["sessions"]
    assert (session["status"], "completed" in session) == ("skipped", False)


def test_a_record_of_a_session_that_the_plan_lacks_changes_nothing_else() -> None:
    assert json.loads(overlaid(STORED, {"gone": DONE})) == json.loads(STORED)


def test_what_was_done_survives_a_plan_that_leaves_it_out() -> None:
    shorter = a_document(plain_session("2026-03-05", "c"))
    records = {"a": DONE, "b": Recorded(Status.SKIPPED)}
    assert [*by_id(with_done_sessions(shorter, PLAN, records))] == ["c", "a"]
    assert with_done_sessions(PLAN, PLAN, records) is PLAN


def test_the_words_of_an_athlete_become_those_of_a_plan() -> None:
    said = CompletionDocument.model_validate({"status": "partial", "duration_s": 1200})
    assert said.recorded() == Recorded(Status.PARTIAL, {"duration_s": 1200})
    assert CompletionDocument(status=Outcome.MISSED).recorded() == Recorded(Status.SKIPPED)
