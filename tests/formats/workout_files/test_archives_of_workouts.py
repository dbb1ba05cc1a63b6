"""Archives of workout files as plans."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from service.domain.session import Kind, Sport
from service.errors import BadInput
from service.formats.drafting import draft
from service.formats.workout_files.reader import ARCHIVE
from service.formats.workout_files.single import ZWO
from tests.support.fit_samples import track_workout

RIDE = (
    "<workout_file><name>{0}</name><sportType>bike</sportType><workout><SteadyState Duration='{1}' Power='{2}'/></workout></workout_file>"
)
EASY, HARD = RIDE.format("Easy hour", 3600, 0.6).encode(), RIDE.format("Tuesday special", 1200, "1.0").encode()
BLOCKS = b"name: Sweet spot\nsteps:\n  - { power: 90, duration: '20:00' }\n"


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def refused(content: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        ARCHIVE.read(content, name="plan.zip")
    return caught.value


def test_names_tell_the_days_of_an_undated_plan() -> None:
    plan = ARCHIVE.read(packed(**{"a/W02-D1 easy.zwo": EASY, "a/W01-D3 hard.zwo": HARD}), name="plan.zip")
    assert sorted((s.day_index, s.title) for s in plan.sessions) == [(2, "Tuesday special"), (7, "Easy hour")]
    assert all(s.date is None for s in plan.sessions)


def test_dates_in_names_make_a_dated_plan() -> None:
    plan = ARCHIVE.read(packed(**{"2026-03-04 easy.zwo": EASY}), name="plan.zip")
    assert [s.date for s in plan.sessions] == [date(2026, 3, 4)]


def test_one_file_alone_is_the_first_day() -> None:
    assert ZWO.read(EASY, name="easy.zwo").sessions[0].day_index == 0
    assert ARCHIVE.read(packed(**{"easy.zwo": EASY}), name="plan.zip").sessions[0].day_index == 0


def test_formats_may_be_mixed() -> None:
    content = packed(**{"W01-D1.zwo": EASY, "W01-D3.fit": track_workout(), "W01-D5.yaml": BLOCKS})
    made = draft(content, name="plan.zip")
    assert made.format == "zip"
    assert made.document is not None
    assert [(s.day_index, s.sport) for s in made.document.sessions] == [(0, Sport.BIKE), (2, Sport.RUN), (4, Sport.BIKE)]


def test_names_without_a_day_are_refused_rather_than_put_on_days_of_our_own() -> None:
    finding = refused(packed(**{"easy.zwo": EASY, "hard.zwo": HARD})).findings[0]
    assert finding.code == "no-days"
    assert "W01-D2" in finding.detail


def test_a_file_without_a_day_among_others_is_left_out_and_told() -> None:
    plan = ARCHIVE.read(packed(**{"W01-D1.zwo": EASY, "BONUS-easy.zwo": EASY, "readme.txt": b"hello"}), name="plan.zip")
    assert len(plan.sessions) == 1
    assert [(w.code, w.pointer) for w in plan.warnings] == [
        ("no-timezone", ""),
        ("no-day", "BONUS-easy.zwo"),
        ("file-left-out", "readme.txt"),
    ]


def test_dates_and_week_numbers_do_not_mix() -> None:
    assert refused(packed(**{"W01-D1.zwo": EASY, "2026-03-04.zwo": EASY})).findings[0].code == "mixed-days"


def test_faults_of_all_files_are_told_at_once_with_their_file() -> None:
    broken = b"<workout_file><workout><SteadyState/></workout></workout_file>"
    findings = refused(packed(**{"W01-D1.zwo": broken, "W01-D2.zwo": b"<workout_file", "W01-D3.zwo": EASY})).findings
    assert [f.pointer for f in findings] == ["W01-D1.zwo, SteadyState 1", "W01-D2.zwo, line 1, column 1"]


def test_an_archive_without_workouts_is_refused() -> None:
    assert refused(packed(**{"readme.txt": b"hello"})).findings[0].code == "no-sessions"


def test_steps_tell_how_hard_it_is_where_no_word_does() -> None:
    plan = ARCHIVE.read(packed(**{"W01-D1.zwo": HARD, "W01-D2.zwo": EASY}), name="plan.zip")
    assert [s.kind for s in plan.sessions] == [Kind.THRESHOLD, Kind.EASY]


def test_words_soften_nothing() -> None:
    soft = HARD.replace(b"Tuesday special", b"Easy spin")
    long = HARD.replace(b"Tuesday special", b"Long ride")
    plan = ARCHIVE.read(packed(**{"W01-D1.zwo": soft, "W01-D2.zwo": long}), name="plan.zip")
    assert [(s.kind, s.hard) for s in plan.sessions] == [(Kind.THRESHOLD, None), (Kind.LONG, True)]


def test_one_thing_said_of_many_files_is_said_once() -> None:
    rising = EASY.replace(b"SteadyState Duration='3600' Power='0.6'", b"Cooldown Duration='3600' PowerLow='0.4' PowerHigh='0.6'")
    plan = ARCHIVE.read(packed(**{f"W01-D{n}.zwo": rising for n in range(1, 4)}), name="plan.zip")
    (told,) = [w for w in plan.warnings if w.code == "rising-cooldown"]
    assert told.pointer == "W01-D1.zwo"
    assert told.text.endswith("(and at 2 more places)")


def test_a_kind_that_nothing_tells_is_other_and_said_to_be_unknown() -> None:
    free = b"<workout_file><name>Saturday</name><sportType>bike</sportType><workout><FreeRide Duration='3600'/></workout></workout_file>"
    (session,) = ZWO.read(free, name="saturday.zwo").sessions
    assert session.kind is Kind.OTHER
    assert session.source is not None
    assert session.source.warnings is not None
    assert [warning.code for warning in session.source.warnings] == ["kind-unknown"]
