"""The draft to the athlete is short, says what changes and why, and names something that stays."""

from __future__ import annotations

import pytest

from tests.support.samples import REQUESTS, answer, as_json, raw_request


def _message(name: str) -> str:
    text: str = as_json(answer(raw_request(name)))["message"]["to_athlete"]
    return text


@pytest.mark.parametrize("name", [path.stem for path in REQUESTS])
def test_the_draft_has_at_most_sixty_words_and_is_empty_only_where_nothing_changes(name: str) -> None:
    out = as_json(answer(raw_request(name)))
    assert len(out["message"]["to_athlete"].split()) <= 60
    assert bool(out["message"]["to_athlete"]) is bool(out["changes"])


def test_a_move_names_both_days_and_what_stays() -> None:
    assert _message("sc-03-whole-run") == (
        "Thursday: tempo moves to Friday. Your legs were heavy the whole way. What stays: Sunday's long session."
    )


def test_what_is_on_hold_is_not_said_to_stay() -> None:
    assert _message("sc-08-one-swollen-leg") == (
        "Your sessions are on hold. What you told us should be looked at first. Every session of your plan is kept for later."
    )


def test_a_session_of_today_that_is_done_is_not_what_stays() -> None:
    assert "Sunday's long session." not in _message("sc-07-worse-week-to-week").split("What stays:")[1]
