"""What platforms' scores become."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.domain.session import Sport
from service.platforms.events import ActivityCompleted, Score, ScoreKind, WellnessRecorded
from service.platforms.reports import Certainty, of_activity, of_day

SCORES = load_policy().platform_scores
NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)


def score(kind: ScoreKind, value: float) -> Score:
    return Score(kind, value, "field", value, "test")


TODAY = date(2026, 3, 4)
RUN = ActivityCompleted("intervals_icu", "i1", Sport.RUN, datetime(2026, 3, 4, 6, tzinfo=UTC), TODAY, moving_s=3000, elapsed_s=3600)
DAY = WellnessRecorded("intervals_icu", TODAY, datetime(2026, 3, 4, 7, tzinfo=UTC))


@pytest.mark.parametrize(("feel", "heaviness"), [(0, 8), (1, 6), (25, 6), (26, None), (50, None), (100, None)])
def test_only_a_poor_feel_of_a_session_is_heavy_legs(feel: float, heaviness: int | None) -> None:
    draft = of_activity(replace(RUN, scores=(score(ScoreKind.FEEL, feel),)), SCORES, NOW)
    assert (None if draft is None else draft.document["heaviness"]) == heaviness


def test_a_report_of_a_session_says_nothing_of_when_it_was_heavy() -> None:
    draft = of_activity(replace(RUN, scores=(score(ScoreKind.FEEL, 0), score(ScoreKind.RPE, 7))), SCORES, NOW)
    assert draft is not None
    assert draft.document["timing"] == "unknown"
    assert (draft.document["srpe_done"], draft.document["minutes_done"], draft.document["is_run"]) == (7, 50, True)
    assert draft.document["observed_at"] == "2026-03-04T07:00:00+00:00"
    assert draft.certainty is Certainty.ASSESS


def test_sore_is_not_heavy() -> None:
    draft = of_day(replace(DAY, scores=(score(ScoreKind.SORENESS, 100),)), load_policy(), NOW, "UTC")
    assert draft is not None
    assert draft.document["soreness"] == 10
    assert "heaviness" not in draft.document


@pytest.mark.parametrize(("fatigue", "heaviness"), [(100, 6), (67, None)])
def test_only_extreme_fatigue_of_a_day_is_heavy_legs_without_a_session(fatigue: float, heaviness: int | None) -> None:
    draft = of_day(replace(DAY, scores=(score(ScoreKind.FATIGUE, fatigue), score(ScoreKind.STRESS, 100))), load_policy(), NOW, "UTC")
    assert draft is not None
    assert draft.document.get("heaviness") == heaviness
    assert (draft.document["timing"], draft.document["stress"]) == ("not_running", 5)


@pytest.mark.parametrize("note", ["Heavy legs since Thursday", "Meine Beine schwer heute", "LEGS LIKE LEAD", "heavy\nlegs", "mude Beine"])
def test_heavy_legs_in_a_note_are_heard(note: str) -> None:
    draft = of_activity(replace(RUN, notes=(note,)), SCORES, NOW)
    assert draft is not None
    assert (draft.document["heaviness"], draft.document["note"]) == (6, note)


@pytest.mark.parametrize("note", ["heavy legs and chest pain", "nearly fainted at the end"])
def test_a_note_with_an_alarming_word_counts_at_once_also_when_it_was_entered_by_hand(note: str) -> None:
    by_hand = replace(RUN, notes=(note,), uploaded_by_hand=True)
    for draft in (of_activity(by_hand, SCORES, NOW), of_day(replace(DAY, notes=(note,)), load_policy(), NOW, "UTC")):
        assert draft is not None
        assert (draft.certainty, draft.document["note"]) == (Certainty.ASSESS, note)


def test_what_somebody_uploaded_by_hand_waits_for_a_person() -> None:
    draft = of_activity(replace(RUN, scores=(score(ScoreKind.FEEL, 0),), uploaded_by_hand=True), SCORES, NOW)
    assert draft is not None
    assert draft.certainty is Certainty.CONFIRM


def test_a_session_of_which_nothing_was_said_makes_no_report() -> None:
    assert of_activity(RUN, SCORES, NOW) is None
    assert of_activity(replace(RUN, scores=(score(ScoreKind.RPE, 9),)), SCORES, NOW) is None
    assert of_day(DAY, load_policy(), NOW, "UTC") is None


def test_the_same_session_told_twice_is_one_report_amended() -> None:
    first = of_activity(replace(RUN, scores=(score(ScoreKind.FEEL, 25),)), SCORES, NOW)
    again = of_activity(replace(RUN, scores=(score(ScoreKind.FEEL, 0),)), SCORES, NOW.replace(hour=19))
    assert first is not None
    assert again is not None
    assert first.document["id"] == again.document["id"]
    assert first.document["submitted_at"] < again.document["submitted_at"]


def test_every_report_is_one_that_we_would_take_from_anybody() -> None:
    everything = tuple(score(kind, 7 if kind is ScoreKind.RPE else 100) for kind in ScoreKind)
    for draft in (
        of_activity(replace(RUN, scores=(*everything, score(ScoreKind.FEEL, 0)), notes=("x" * 100_000,)), SCORES, NOW),
        of_day(replace(DAY, scores=everything, sleep_s=200_000, notes=("tired",)), load_policy(), NOW, "UTC"),
    ):
        assert draft is not None
        validated(ReportDocument, draft.document)
