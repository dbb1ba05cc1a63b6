"""Sessions as coaches write them, and what is read in them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.plan import plan_document
from service.formats.text import SessionText, read_session_text, unit_of
from service.formats.text.totals import Amount

MILE = 1609.344


def ends(amount: Amount | None) -> tuple[float | None, float] | None:
    return None if amount is None else (amount.span.low, amount.span.high)


@pytest.mark.parametrize(
    ("text", "sport", "kind"),
    [
        ("8km easy", "run", "easy"),
        ("6 × 800m @ 5k pace (400m jog)", "run", "interval"),
        ("Tempo 3 x 10'", "run", "tempo"),
        ("3 x 10' @ T (2' jog)", "run", "threshold"),
        ("WU 2k, 5k tempo, CD 2k", "run", "tempo"),
        ("10 x 30/30", "run", "interval"),
        ("Hill repeats 8x60s", "run", "hills"),
        ("Fartlek 45'", "run", "fartlek"),
        ("VO2max 5x3min", "run", "vo2"),
        ("20 min steady", "run", "steady"),
        ("LSD 24 km", "run", "long"),
        ("Recovery jog 5k", "run", "recovery"),
        ("Half Marathon", "run", "race"),
        ("Parkrun", "run", "race"),
        ("Easy parkrun", "run", "easy"),
        ("Race week: easy 5 km", "run", "easy"),
        ("5k time trial", "run", "test"),
        ("8 km @ MP", "run", "race_pace"),
        ("45-50 min z2", "run", "easy"),
        ("Z4 40'", "run", "threshold"),
        ("8 km RPE 5-6/10", "run", "steady"),
        ("Bike 90 min + 20 min run", "brick", "brick"),
        ("Swim 2600 total yards", "swim", "easy"),
        ("S&C", "strength", "strength"),
        ("Core 20 min", "strength", "core"),
        ("Yoga", "mobility", "mobility"),
        ("XT 45 min", "cross", "cross"),
        ("Pool run 40 min", "cross", "cross"),
        ("Easy 10k + 6x20s strides", "run", "easy"),
        ("Day Off", "rest", "rest"),
        ("Rest ", "rest", "rest"),
        ("—", "rest", "rest"),
        ("", "rest", "rest"),
    ],
)
def test_the_most_specific_word_tells_the_kind(text: str, sport: str, kind: str) -> None:
    read = read_session_text(text)
    assert (read.sport.value, read.kind.value) == (sport, kind)


@pytest.mark.parametrize(
    ("language", "text", "sport", "kind"),
    [
        ("de", "langer DL 25 km", "run", "long"),
        ("de", "12 km DL GA1", "run", "easy"),
        ("de", "TDL 8 km", "run", "tempo"),
        ("de", "Bergläufe 10x", "run", "hills"),
        ("de", "Berglaeufe 10x", "run", "hills"),
        ("de", "Ruhetag", "rest", "rest"),
        ("de", "Krafttraining 45 min", "strength", "strength"),
        ("fr", "Sortie longue 1h30", "run", "long"),
        ("fr", "VMA 10x400 r=1'", "run", "vo2"),
        ("fr", "Footing 50' + 5 lignes droites", "run", "easy"),
        ("fr", "Course 10 km", "run", "race"),
        ("fr", "Repos", "rest", "rest"),
        ("es", "Rodaje suave 10 km", "run", "easy"),
        ("es", "Tirada larga 24 km", "run", "long"),
        ("es", "Series 8x400", "run", "interval"),
        ("es", "Descanso", "rest", "rest"),
        ("it", "Ripetute 6x1000 rec 2'", "run", "interval"),
        ("it", "Lungo 28 km", "run", "long"),
        ("it", "Riposo", "rest", "rest"),
        ("pt", "Longão 22 km", "run", "long"),
        ("pt", "Tiros 10x400m", "run", "interval"),
        ("pt", "Folga", "rest", "rest"),
        ("nl", "Lange duurloop 20 km", "run", "long"),
        ("nl", "Rustig tempo 8 km", "run", "easy"),
        ("nl", "Rustdag", "rest", "rest"),
        ("nl", "Fietsen 60 min rustig", "bike", "easy"),
    ],
)
def test_seven_languages_are_understood(language: str, text: str, sport: str, kind: str) -> None:
    for known in (language, None if text != "Course 10 km" else language):
        read = read_session_text(text, language=known)
        assert (read.sport.value, read.kind.value) == (sport, kind)


def test_a_french_race_is_a_golf_course_in_english() -> None:
    assert read_session_text("5 km round the golf course").kind.value == "easy"


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("8km easy", (8000, 8000)),
        ("5–6 km", (5000, 6000)),
        ("5 or 6 km easy", (5000, 6000)),
        ("4-6 mile", (4 * MILE, 6 * MILE)),
        ("7½ miles", (7.5 * MILE, 7.5 * MILE)),
        ("10,5 km", (10500, 10500)),
        ("2,600 yards swim", (2600 * 0.9144, 2600 * 0.9144)),
        ("1500y swim", (1500 * 0.9144, 1500 * 0.9144)),
        ("1M jog\xa0", (MILE, MILE)),
        ("{3:4.8} run", (4800, 4800)),
        ("lesser of 27k or 120'", (None, 27000)),
        ("2 km WU + 6 x 800m (400m jog) + 2 km CD", (11200, 11200)),
        ("12km: 3x2k @ HMP 400 jog", (12000, 12000)),
        ("[5.0, 5.5] km", (5000, 5500)),
    ],
)
def test_distances_are_read_in_metres(text: str, metres: tuple[float | None, float]) -> None:
    assert ends(read_session_text(text).distance) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60'", (60, 60)),
        ("1h30", (90, 90)),
        ("1hr30 easy", (90, 90)),
        ("1.5h", (90, 90)),
        ("1:30 long run", (90, 90)),
        ("45:00 easy", (45, 45)),
        ("35-40 min", (35, 40)),
        ("45–50' z2", (45, 50)),
        ("1:05:30", (65.5, 65.5)),
        ("2-3 h ride", (120, 180)),
        ("60' incl. 3x10' @ T (2' jog)", (60, 60)),
        ("10 min easy, 4 x 5:00 @ T w/ 1:00 rest", (34, 34)),
        ("Easy 40 min + 4x20s strides", (40, 40)),
        ("10' easy + 2x(10x30/30) r=3'", (36, 36)),
        ("Easy Run • 6mi • 50m - 55m", (50, 55)),
        ("Strength & Conditioning • 30m", (30, 30)),
    ],
)
def test_durations_are_read_in_minutes(text: str, minutes: tuple[float, float]) -> None:
    assert ends(read_session_text(text).duration) == pytest.approx(tuple(60 * end for end in minutes))


@pytest.mark.parametrize(
    ("text", "unit", "expected", "doubts"),
    [
        ("3 m run", "mi", ("distance", 3 * MILE), []),
        ("3 m run", None, ("distance", 3 * MILE), ["unit-assumed-mi"]),
        ("7m easy", "km", ("duration", 420), ["minutes-or-miles"]),
        ("400m", None, ("distance", 400), []),
        ("5 easy", "mi", ("distance", 5 * MILE), []),
        ("5 easy", None, ("distance", 5000), ["unit-assumed-km"]),
        ("90 easy", "km", ("duration", 5400), ["minutes-assumed"]),
    ],
)
def test_a_bare_m_and_a_bare_number_follow_the_unit_of_the_plan(
    text: str, unit: Any, expected: tuple[str, float], doubts: list[str]
) -> None:
    read = read_session_text(text, unit=unit)
    assert ends(getattr(read, expected[0])) == pytest.approx((expected[1], expected[1]))
    assert [doubt.code for doubt in read.doubts] == doubts


def test_repeats_become_steps_with_their_recovery() -> None:
    read = read_session_text("6 x 800m @ 5k pace (400m jog)")
    assert read.steps == (
        {"type": "repeat", "count": 6, "steps": [
            {"type": "step", "class": "active", "end": {"type": "distance", "m": 800},
             "targets": [{"metric": "pace", "unit": "named", "name": "5K"}]},
            {"type": "step", "class": "recovery", "end": {"type": "distance", "m": 400}},
        ]},
    )  # fmt: skip
    assert read.steps_complete


@pytest.mark.parametrize(
    "text", ["5x1000m TP 3min", "10x400 r=1'", "6x1000 rec 2'", "8 x 60s / 60s", "5x3' w/ 2' jog", "4x8 min, 2 min jog"]
)
def test_a_recovery_is_found_however_it_is_written(text: str) -> None:
    repeat = read_session_text(text).steps[0]
    assert [step["class"] for step in repeat["steps"]] == ["active", "recovery"]


def test_repeats_without_a_recovery_are_not_complete() -> None:
    read = read_session_text("6 x 800m")
    assert not read.steps_complete
    assert read.distance is None


def test_repeats_alone_do_not_say_how_long_the_session_is() -> None:
    read = read_session_text("6 x 800m @ 5k pace (400m jog)")
    assert (read.duration, read.distance) == (None, None)


def test_the_walk_between_repeats_makes_no_walk() -> None:
    assert read_session_text("Hills 10 x 60s, walk back").sport.value == "run"
    assert read_session_text("Walk 30 min").sport.value == "walk"


def test_a_bare_m_beside_warm_up_and_cool_down_is_that_of_the_plan() -> None:
    steps = read_session_text("1 m WU, Tempo 2 x 10', 1 m CD", unit="mi").steps
    assert [step["end"].get("m") for step in steps if step["type"] == "step"] == pytest.approx([MILE, MILE], abs=1)


def test_warm_up_and_cool_down_are_told_apart_from_either_side() -> None:
    for text in ("2 km WU 2 km CD", "WU 2 km CD 2 km"):
        assert [step["class"] for step in read_session_text(text).steps] == ["warmup", "cooldown"]


def test_the_first_of_two_choices_is_the_session() -> None:
    read = read_session_text("Rest or cross-train")
    assert read.kind.value == "rest"
    assert read.alternatives == ({"title": "cross-train", "sport": "cross", "kind": "cross"},)
    assert read_session_text("4x2k or 3x3k").alternatives[0]["title"] == "3x3k"


def test_the_amount_behind_the_last_choice_is_that_of_all() -> None:
    assert ends(read_session_text("Run or bike 45 min").duration) == (2700, 2700)


def test_a_long_run_with_a_fast_part_is_long_and_hard() -> None:
    read = read_session_text("Long run 18 mi w/ 10 @ MP")
    assert (read.kind.value, read.hard) == ("long", True)
    french = read_session_text("SL 1h30 dont 20' AM", language="fr")
    assert (french.kind.value, french.hard, ends(french.duration)) == ("long", True, (5400, 5400))
    assert read_session_text("Long intervals 5x2k @ HMP").kind.value == "interval"


def test_two_units_that_disagree_are_said() -> None:
    assert [doubt.code for doubt in read_session_text("18 mi (34 km)").doubts] == ["units-disagree"]
    assert read_session_text("10 mi (16 km)").doubts == ()


def test_optional_and_key_are_taken_from_the_words() -> None:
    assert (read_session_text("Optional 30 min easy").optional, read_session_text("key: tempo 40 min").priority) == (True, "key")


def test_a_formula_without_a_value_is_missing_and_no_rest_that_somebody_planned() -> None:
    read = read_session_text("#VALUE!")
    assert (read.is_broken, read.is_training) == (True, False)


def test_prose_is_no_training_and_a_rest_day_is() -> None:
    assert not read_session_text("Remember to bring the bibs").is_training
    assert read_session_text("Ruhetag").is_training


def test_the_coachs_own_word_marks_a_hard_session() -> None:
    assert read_session_text("SFR 5 km", hard_words=("sfr",)).hard is True


def test_the_unit_of_a_plan_is_what_most_of_its_texts_use() -> None:
    assert unit_of(["5 mi easy", "6 x 800m @ 5k pace", "10 miles"]) == "mi"
    assert unit_of(["3 m run", "5 m run", "6 m pace"]) == "mi"
    assert unit_of(["8km", "10 k easy"]) == "km"
    assert unit_of(["8 km", "5 miles"]) is None
    assert unit_of(["60 min", "rest"]) is None


WORDS = st.sampled_from(
    ["6 x", "800m", "3x", "(", ")", "10'",
     "2 km", "or", "rest", "@", "5k pace", "+", ",", "/", "1:30", "400", "jog", "w/", "wu", "{3:4}", "z2",
     "80%", "long run", "\n", ":", "oder", "mi", "m", "x", "1'30", "5:00/km", "rpe 7", "-", "total", "incl."]
)  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=25).map(" ".join)), st.sampled_from([None, "km", "mi"]))
def test_any_text_gives_a_session_that_a_plan_can_hold_and_keeps_the_text(text: str, unit: Any) -> None:
    read = read_session_text(text, unit=unit)
    assert isinstance(read, SessionText)
    assert read.raw == text
    plan_document({"schema": "plan/1", "name": "n", "timezone": "UTC", "sessions": [{"day_index": 0, **read.fields()}]})


def test_only_the_first_thousand_characters_are_looked_at_and_all_are_kept() -> None:
    text = "8 km easy" + " " * 1000 + "6 x 800m"
    read = read_session_text(text)
    assert (read.kind.value, read.steps, read.raw) == ("easy", (), text)


def test_a_parkrun_is_a_race_of_five_kilometres_whatever_it_is_an_alternative_to() -> None:
    read = read_session_text("parkrun or easy 3M", unit="mi")
    assert (read.kind.value, read.distance and read.distance.span.low) == ("race", 5000)
