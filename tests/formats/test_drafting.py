"""A draft: what was read, what is asked, and what was only estimated."""

import hashlib
import json
from datetime import date

import pytest

from service.errors import BadInput
from service.formats import OpenQuestions, ReadOptions, draft, read_plan_file
from service.formats.questions import MOST_QUESTIONS
from tests.formats.tables.uploads import WEEKDAYS, codes, minutes, saved
from tests.support.plain import plain_plan
from tests.support.samples import PLANS

GRID = saved([["Week", *WEEKDAYS], ["1", "Rest", "8 km easy", "", "6 x 800m @ 5k pace", "", "", "Long run 18 km"]])


def test_a_draft_carries_the_fingerprint_of_its_file() -> None:
    assert draft(GRID, name="a.csv").sha256 == hashlib.sha256(GRID).hexdigest()


def test_an_undated_plan_is_shown_and_asked_for_a_start_or_a_race_day() -> None:
    made = draft(GRID, name="a.csv")
    assert made.document is not None
    assert (made.is_ready, [q.options for q in made.questions]) == (False, [("start", "race_day")])


def test_with_the_answer_the_draft_is_ready_and_every_session_dated_typed_and_estimated() -> None:
    made = draft(GRID, name="a.csv", options=ReadOptions(start=date(2026, 3, 2)))
    assert made.is_ready
    assert made.document is not None
    for session in made.document.sessions:
        assert session.date is not None
        assert session.kind.value == "rest" or minutes(session)


def test_both_ends_of_the_calendar_at_once_are_refused() -> None:
    with pytest.raises(BadInput, match="one end"):
        draft(GRID, options=ReadOptions(start=date(2026, 3, 2), race_day=date(2026, 5, 17)))


def test_an_answer_that_a_dated_plan_has_no_use_for_is_said() -> None:
    content = b"Date,Workout\n2026-03-02,Easy run\n"
    assert "dates-stay" in codes(draft(content, options=ReadOptions(start=date(2026, 4, 6))))
    assert "dates-stay" not in codes(draft(content, options=ReadOptions(start=date(2026, 3, 2))))


def test_a_question_that_cannot_be_done_without_stops_a_plain_read() -> None:
    with pytest.raises(OpenQuestions) as caught:
        read_plan_file(b"Date,Workout\n03/04/2026,Easy run\n", name="a.csv")
    assert [q.code for q in caught.value.questions] == ["date-order-open"]
    assert caught.value.findings[0].detail == "Is 03/04/2026 written day first or month first? (dmy or mdy)"


def test_never_more_than_five_questions_are_asked() -> None:
    assert len(draft(GRID).questions) <= MOST_QUESTIONS == 5


def test_our_own_json_is_left_as_it_is() -> None:
    content = json.dumps(plain_plan()).encode()
    made = draft(content)
    assert made.document is not None
    assert all(session.source is None for session in made.document.sessions)


def test_a_plan_without_hard_sessions_asks_which_words_mark_them() -> None:
    rows = [["Date", "Workout"], *([f"2026-03-{n:02}", "Brutal" if n % 3 == 0 else "Easy run"] for n in range(2, 16))]
    made = draft(saved(rows), name="a.csv")
    question = next(q for q in made.questions if q.code == "hard-open")
    assert (question.assumed, [c.value for c in question.choices], made.is_ready) == ("", ["Brutal"], True)
    answered = draft(saved(rows), name="a.csv", options=ReadOptions(hard_words=("brutal",)))
    assert answered.document is not None
    assert {s.title for s in answered.document.sessions if s.hard} == {"Brutal"}
    assert "hard-open" not in {q.code for q in answered.questions}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("coach-workbook.xlsx", {}),
        ("half-marathon-grid-miles.csv", {"race_day": date(2026, 5, 17)}),
        ("herbstlauf-trainingsplan.csv", {}),
        ("trainingpeaks-export.csv", {}),
    ],
)
def test_the_samples_of_coaches_come_in_whole(name: str, said: dict[str, date]) -> None:
    made = draft((PLANS / "uploads" / name).read_bytes(), name=name, options=ReadOptions(**said))
    assert made.is_ready
    assert made.document is not None
    assert all(s.date and s.source and s.source.sha256 == made.sha256 for s in made.document.sessions)
    assert all(s.kind.value == "rest" or s.completed or minutes(s) for s in made.document.sessions)
    assert len(made.messages) <= 6


def _said_of_key_sessions(*cells: str) -> bool:
    made = draft(saved([["Date", "Workout"], *([f"2026-03-{2 + n:02}", cell] for n, cell in enumerate(cells))]), name="a.csv")
    return "no-key-session" in codes(made)


def test_a_plan_in_which_nothing_is_key_says_what_that_means() -> None:
    assert _said_of_key_sessions("Easy run", "6 x 800 m")
    assert _said_of_key_sessions("Easy run", "Long run 18 km")


def test_where_a_session_is_key_or_nothing_worth_it_nothing_is_said() -> None:
    assert not _said_of_key_sessions("Easy run", "6 x 800 m (key session)", "Long run 18 km")
    assert not _said_of_key_sessions("Easy run", "Rest", "Half marathon")
