"""What a revised session is called: never what it no longer is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.naming import first_line, title_of, what_is
from service.domain.session import Kind, Modality, PlannedSession, ShorterForm, Sport
from tests.support.builders import a_session
from tests.support.cases import as_recovery, crossed, dropped, eased, moved, shortened

INTERVALS = a_session("i", kind=Kind.INTERVAL, minutes=60, rpe=7, title="6 x 1000 m at 10 km effort")
LONG = a_session("l", kind=Kind.LONG, minutes=105, rpe=4, title="Along the river")


@pytest.mark.parametrize(
    ("was", "now", "title", "line"),
    [
        (INTERVALS, eased(INTERVALS, 45), "Easy run, 45 min", "Instead of: 6 x 1000 m at 10 km effort, 60 min."),
        (INTERVALS, as_recovery(INTERVALS), "Recovery run, 30 min", "Instead of: 6 x 1000 m at 10 km effort, 60 min."),
        (
            INTERVALS,
            crossed(INTERVALS, Modality.BIKE),
            "Easy bike, 60 min instead of intervals",
            "Instead of: 6 x 1000 m at 10 km effort, 60 min.",
        ),
        (
            LONG,
            crossed(LONG, Modality.POOL_RUN, 45),
            "Easy pool run, 45 min instead of long run",
            "Instead of: Along the river, 105 min.",
        ),
        (replace(LONG, title=""), eased(LONG, 90, title=""), "Easy run, 90 min", "Instead of: long run, 105 min."),
        (LONG, shortened(LONG, 78), "Along the river", "Shortened from 105 to 78 min."),
        (LONG, dropped(LONG), "Along the river", ""),
        (LONG, moved(LONG, 3), "Along the river", ""),
        (LONG, LONG, "Along the river", ""),
    ],
)
def test_the_title_and_the_first_line_say_what_the_session_is_now(was: PlannedSession, now: PlannedSession, title: str, line: str) -> None:
    assert (title_of(was, now), first_line(was, now)) == (title, line)


def test_a_hard_long_run_that_is_cut_and_made_easy_says_both() -> None:
    hard = replace(LONG, hard=True)
    assert first_line(hard, shortened(hard, 63, hard=False, rpe=4)) == "Shortened from 105 to 63 min. Easy all the way."


def _reduced(session: PlannedSession) -> PlannedSession:
    short = session.reduced
    assert short is not None
    return replace(session, duration_s=short.duration_s, load=short.load, kind=short.kind or session.kind)


def test_the_authors_shorter_form_goes_by_its_own_title_or_by_the_title_of_the_session() -> None:
    plain = replace(INTERVALS, reduced=ShorterForm(2400, 280))
    named = replace(INTERVALS, reduced=ShorterForm(2400, 280, title="4 x 1000 m"))
    assert title_of(plain, _reduced(plain)) == "6 x 1000 m at 10 km effort"
    assert title_of(named, _reduced(named)) == "4 x 1000 m"
    assert first_line(named, _reduced(named)) == "Shortened from 60 to 40 min."


def test_an_authors_form_of_another_kind_without_a_title_is_not_called_intervals() -> None:
    session = replace(INTERVALS, reduced=ShorterForm(2400, 160, kind=Kind.STEADY))
    assert title_of(session, _reduced(session)) == "Steady run, 40 min"


def test_an_authors_form_as_long_as_the_session_is_called_lighter_and_not_shorter() -> None:
    session = replace(INTERVALS, reduced=ShorterForm(3600, 300))
    assert first_line(session, _reduced(session)) == "A lighter form of: 6 x 1000 m at 10 km effort."


@pytest.mark.parametrize(
    ("kind", "sport", "words"),
    [
        (Kind.LONG, Sport.BIKE, "long ride"),
        (Kind.RACE_PACE, Sport.RUN, "race-pace run"),
        (Kind.TECHNIQUE, Sport.SWIM, "technique swim"),
        (Kind.TEMPO, Sport.RUN, "tempo"),
        (Kind.BRICK, Sport.BRICK, "brick"),
        (Kind.OTHER, Sport.HIKE, "hike"),
    ],
)
def test_a_session_is_named_by_kind_and_sport(kind: Kind, sport: Sport, words: str) -> None:
    assert what_is(a_session(kind=kind, sport=sport)) == words


def test_every_kind_in_every_sport_has_a_name() -> None:
    assert all(what_is(a_session(kind=kind, sport=sport)).strip() for kind in Kind for sport in Sport)
