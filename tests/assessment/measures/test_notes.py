"""Words of a note that warn."""

from __future__ import annotations

import pytest

from tests.assessment.measures.looking import ago, looks


@pytest.mark.parametrize("note", [
    "Felt NUMB after", "numbness in the left foot", "tingling toes", "dark urine", "chest felt tight", "my foot drags", "fever last night",
    "Stechen in der Brust", "Kribbeln im Fuß", "douleur à la poitrine", "Évanoui après la course", "me desmayé", "dolore al petto",
    "dor no peito", "druk op de borst", "dizziness at the end", "light-headed", "collapsing", "I can't walk", "Mir war schwindlig",
    "Der Knöchel ist angeschwollen", "bewusstlos geworden", "cheville gonflée", "fourmillements", "tobillo hinchado", "caviglia gonfia",
    "tornozelo inchado", "enkel gezwollen", "tintelingen",
])  # fmt: skip
def test_a_warning_word_in_a_note_is_seen_in_every_language_until_the_question_is_answered(note: str) -> None:
    assert looks(ago(1, note=note)).note_flagged
    assert not looks(ago(1, note=note), ago(0, flags=())).note_flagged


@pytest.mark.parametrize(
    "note",
    [
        "I can\u2019t walk",
        "fie\u0300vre",
        "FIEVRE",
        "dark  urine",
        "dark\nurine",
        "dark\u00a0urine",
        "\uff4e\uff55\uff4d\uff42 toes",
        "ohnmachtig",
    ],
)
def test_it_is_the_same_word_however_the_telephone_writes_it(note: str) -> None:
    assert looks(ago(1, note=note)).note_flagged


@pytest.mark.parametrize(
    "note",
    [
        "great run",
        "Sven ran too",
        "Zeit im Schwimmbad",
        "number 4 of 6 was hard",
        "meglio di quanto aspettato, rispetto al piano",
        "nieuwe schoenen dragen",
    ],
)
def test_words_that_only_look_like_warnings_are_left_alone(note: str) -> None:
    assert not looks(ago(1, note=note)).note_flagged
