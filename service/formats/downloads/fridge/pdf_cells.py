"""One day of the printed page: its sessions under each other, what was changed filled and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.formats.downloads.board import Day, Entry
from service.formats.downloads.print_page import GREY, INK, Colour, PrintPage, Weight

PAD, GAP, BAR = 1.0, 1.2, 1.0
"""Millimetres: around the text, between sessions, the bar beside what was changed."""
YELLOW, BROWN, SILVER, SLATE, DIM = (255, 241, 191), (138, 90, 0), (236, 236, 236), (91, 101, 112), (61, 69, 78)
SMALL = 0.88


@dataclass(frozen=True, slots=True)
class Text:
    """`scale` is the share of the page's size of letters."""

    text: str
    weight: Weight = ""
    scale: float = 1.0
    colour: Colour = INK


def day_height(sheet: PrintPage, day: Day, width: float, points: float) -> float:
    """Millimetres that the day takes in a column of that width."""
    return sum(_height(sheet, texts, width, points) + GAP for texts, _ in _parts(day)) + GAP


def draw_day(sheet: PrintPage, day: Day, place: tuple[float, float], width: float, points: float) -> None:
    """Draws the day from `place` (left, top) down."""
    left, top = place[0], place[1] + GAP
    for texts, look in _parts(day):
        height = _height(sheet, texts, width, points)
        if look is not None:
            sheet.fill_box(left + GAP / 2, top, width - GAP, height, look[0])
            sheet.fill_box(left + GAP / 2, top, BAR, height, look[1])
        bottom = top + PAD / 2
        for text in texts:
            bottom = sheet.put(text.text, (left + _inset(), bottom), _inner(width), points * text.scale, text.weight, text.colour)
        top += height + GAP


def _parts(day: Day) -> Iterator[tuple[list[Text], tuple[Colour, Colour] | None]]:
    """The sessions, each with its fill and bar; a day on which nothing is left says so."""
    for entry in day.entries:
        look = (SILVER, SLATE) if entry.is_gone else (YELLOW, BROWN) if entry.mark else None
        yield list(_texts(entry)), look
    if day.is_free:
        yield [Text("Rest", colour=GREY)], None


def _texts(entry: Entry) -> Iterator[Text]:
    if entry.mark:
        yield Text(entry.mark, "B", SMALL)
    weight: Weight = "S" if entry.is_gone else "B" if entry.is_hard else ""
    yield Text(entry.title, weight, colour=DIM if entry.is_gone else INK)
    if entry.figures:
        yield Text(entry.figures, scale=SMALL, colour=GREY)


def _height(sheet: PrintPage, texts: list[Text], width: float, points: float) -> float:
    return PAD + sum(sheet.height_of(text.text, _inner(width), points * text.scale, text.weight) for text in texts)


def _inset() -> float:
    return GAP / 2 + BAR + PAD


def _inner(width: float) -> float:
    return width - _inset() - PAD
