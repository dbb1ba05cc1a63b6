"""Titles, and the prose below them."""

from __future__ import annotations

import pytest

from service.domain.session import Kind
from service.formats.text import SessionText
from service.formats.titled import read_titled


def read(title: str, prose: str) -> SessionText:
    return read_titled(title, prose, unit="km")


def test_a_title_that_names_a_kind_decides() -> None:
    said = read("8 km easy", "10 km tempo")
    assert (said.kind, said.distance is not None and said.distance.span.high) == (Kind.EASY, 8000)


def test_a_title_that_names_none_leaves_the_kind_to_the_prose() -> None:
    said = read("Morning run 8 km", "Six intervals of 400 m, quick but even.")
    assert said.kind is Kind.INTERVAL
    assert said.distance is not None
    assert said.distance.span.high == 8000


def test_a_title_about_nothing_that_is_trained_leaves_everything_to_the_prose() -> None:
    said = read("What the coach said", "Tempo run, 40 min")
    assert (said.kind, said.duration is not None and said.duration.span.high) == (Kind.TEMPO, 2400)


@pytest.mark.parametrize("prose", ["", "Have fun out there.", "Rest well the day before the race."])
def test_prose_that_says_nothing_of_use_changes_nothing(prose: str) -> None:
    assert read("Morning run 8 km", prose).kind is Kind.EASY


def test_an_empty_title_stays_rest() -> None:
    assert read("", "Tempo if you like").is_empty
