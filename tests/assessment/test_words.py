"""The texts themselves: fit for athletes, complete, and each line with its rows and its evidence."""

import json
import re
from pathlib import Path

import pytest

import service
from service.assessment import wording
from service.assessment.card_choice import CLASS_CARDS, TAG_CARDS
from service.assessment.line_conditions import CONDITIONS
from service.assessment.message import MOST_WORDS, draft_message
from service.assessment.red_flags import CODES, DERIVED_ROWS
from service.assessment.referrals import ROWS as ROUTINE_ROWS
from service.domain.adjustment import Action, OutcomeName
from service.domain.assessment import Confidence, Question, TagName, Urgency
from service.domain.report_class import ReportClass

FORBIDDEN = (
    "red flag", "suspended", "violation", "refused", "chronic", "imbalance", "under-recovery", "under-fuelling", "ferritin", "anaemia",
    "stress fracture", "push through",
)  # fmt: skip
CATALOGUE = Path(service.__file__).parent / "rules" / "catalogue"
LINES = [(card.card, entry) for card in wording.cards().values() for entry in card.lines]
TEXTS = list(wording.every_athlete_text())


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_athlete_text_holds_a_phrase_that_frightens_or_judges(phrase: str) -> None:
    assert [place for place, text in TEXTS if phrase in text.casefold()] == []
    assert wording.words_not_for_athletes(f"A {phrase.upper()} here") == (phrase,)


@pytest.mark.parametrize(
    "word", ["lactic", "overtraining", "lazy", "laziness", "unfit", "lost fitness", "out of shape", " mg", "g/kg", "supplement dose"]
)
def test_no_athlete_text_blames_doses_or_explains_with_lactic_acid(word: str) -> None:
    assert [place for place, text in TEXTS if word in text.casefold()] == []


def test_the_warm_up_card_says_nothing_of_injury() -> None:
    assert not any("injur" in entry.line.text.casefold() for card, entry in LINES if card == "AC-WARMUP")


def test_stretching_is_never_said_to_prevent_injury() -> None:
    assert not any("stretch" in text.casefold() and "injur" in text.casefold() for _, text in TEXTS)


@pytest.mark.parametrize(("card", "entry"), LINES)
def test_every_line_names_rows_and_evidence(card: str, entry: wording.CardLine) -> None:
    assert entry.line.rows, card
    assert entry.line.evidence, card
    assert set(entry.when) <= CONDITIONS.keys()


@pytest.mark.parametrize(("card", "entry"), LINES)
def test_sentences_are_short(card: str, entry: wording.CardLine) -> None:
    sentences = re.split(r"[.!?:;] ", entry.line.text)
    assert max(len(sentence.split()) for sentence in sentences) <= 24, entry.line.text


def test_every_condition_is_used() -> None:
    assert {name for _, entry in LINES for name in entry.when} == CONDITIONS.keys()


def test_every_row_of_a_line_is_in_the_catalogue() -> None:
    known = {row["id"] for file in CATALOGUE.glob("*.json") for row in json.loads(file.read_text("utf-8")).get("rows", ())}
    assert {row for _, entry in LINES for row in entry.line.rows} - known == set()


@pytest.mark.parametrize("code", [*ReportClass, *Confidence, *TagName, *Action, *OutcomeName, *Urgency])
def test_every_code_has_a_label(code) -> None:
    assert wording.label(code)


@pytest.mark.parametrize("level", range(6))
def test_every_level_has_a_label(level: int) -> None:
    assert wording.level_label(level)


@pytest.mark.parametrize("code", sorted({*CODES, *DERIVED_ROWS, *ROUTINE_ROWS}))
def test_every_reason_to_see_somebody_has_a_label(code: str) -> None:
    assert wording.flag_label(code)


@pytest.mark.parametrize("urgency", Urgency)
def test_every_urgency_says_what_to_do(urgency: Urgency) -> None:
    assert wording.urgency_text(urgency).endswith(".")


@pytest.mark.parametrize("question", Question)
def test_every_question_has_a_wording(question: Question) -> None:
    text = wording.question_text(question, adult=True)
    assert text is not None
    assert text.text.strip()


def test_the_safety_question_offers_every_sign_on_a_tap() -> None:
    text = wording.question_text(Question.SAFETY, adult=False)
    assert text is not None
    assert text.text == "Anything unusual?"
    assert len(text.choices) == 6
    assert {code for choice in text.choices for code in choice.details} == CODES


def test_minors_are_asked_nothing_about_weight_diet_or_cycle() -> None:
    texts = [text for question in Question if (text := wording.question_text(question, adult=False)) is not None]
    assert Question.LEA not in {text.question for text in texts}
    words = " ".join([text.text for text in texts] + [choice.text for text in texts for choice in text.choices]).casefold()
    assert not any(word in words for word in ("weight", "diet", "period", "cycle", "meal", "food", "eat "))


def test_every_card_that_can_be_chosen_is_written() -> None:
    assert {card for cards in TAG_CARDS.values() for card in cards} | set(CLASS_CARDS.values()) <= wording.cards().keys()


def test_every_tag_has_exactly_one_set_of_cards() -> None:
    assert set(TAG_CARDS) == set(TagName)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_from_level_1_on_something_is_said_to_stay(level: int) -> None:
    line = wording.stays_line(level)
    assert line is not None
    assert line.text.startswith("What stays:")


def test_at_level_0_nothing_needs_to_be_said_to_stay() -> None:
    assert wording.stays_line(0) is None


def test_both_cards_of_a_hold_say_that_the_plan_is_kept() -> None:
    for card in ("AC-EMERGENCY", "AC-REFER"):
        assert any("plan is kept" in entry.line.text for entry in wording.cards()[card].lines)


def test_a_message_says_what_changes_why_and_what_stays() -> None:
    text = draft_message(["tomorrow is an easy run"], "your legs were heavy three times in a row", "Sunday's long run stays")
    assert text == "Tomorrow is an easy run. Your legs were heavy three times in a row. Sunday's long run stays."


def test_a_message_never_has_more_than_sixty_words() -> None:
    text = draft_message([f"Session number {n} moves to another day of your week" for n in range(20)], "Heavy legs", "The long run stays")
    assert len(text.split()) <= MOST_WORDS
    assert "The rest is in your plan." in text
    assert text.endswith("The long run stays.")


def test_a_change_too_long_for_the_message_is_left_to_the_plan() -> None:
    text = draft_message(["word " * 80], "why " * 80, "stays " * 80)
    assert text == "The rest is in your plan. Your coach can tell you more. The rest of your plan stays."


def test_words_that_are_not_for_athletes_never_get_into_a_message() -> None:
    text = draft_message(["Your run is suspended", "Tuesday is easier"], "Chronic imbalance", "Nothing is refused")
    assert wording.words_not_for_athletes(text) == ()
    assert "Tuesday is easier." in text
    assert "Your coach can tell you more." in text
