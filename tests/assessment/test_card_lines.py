"""Every line of every card is said when its moment has come, and rests on the rows that it names."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from service.assessment import advice
from service.assessment.wording import cards
from tests.support.builders import POLICY

OCCASION = SimpleNamespace(on=POLICY.on)
LINES = [pytest.param(code, number, id=f"{code}-{number}") for code, card in cards().items() for number in range(len(card.lines))]


@pytest.fixture(autouse=True)
def every_moment_has_come(monkeypatch):
    """The conditions of lines are tested where they stand; here all of them hold."""
    monkeypatch.setattr(advice, "holds", lambda name, occasion: True)


@pytest.mark.parametrize(("code", "number"), LINES)
def test_a_line_is_said(code, number):
    line = cards()[code].lines[number].line
    assert line.rows
    assert line in advice._lines(code, OCCASION)


@pytest.mark.parametrize(("code", "number"), LINES)
def test_a_line_is_left_out_when_one_of_its_rows_does_not_act(code, number):
    line = cards()[code].lines[number].line
    for off in line.rows:
        silent = SimpleNamespace(on=lambda row, off=off: row != off)
        assert line not in advice._lines(code, silent)
