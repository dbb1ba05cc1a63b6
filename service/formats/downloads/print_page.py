"""PDF pages in a font that can write any Latin, Greek or Cyrillic name, the same bytes for the same content."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Literal, Self

from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont

FONT = "dejavu"
FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Every page claims to be from this day, so that equal plans give equal bytes."""
MARGIN_MM = 10.0
INK, GREY = (20, 24, 29), (55, 66, 79)
LINE = 1.25
"""Height of a line in heights of its letters."""
MM_A_POINT = 25.4 / 72

Colour = tuple[int, int, int]
Weight = Literal["", "B", "S"]
"""Normal, bold, crossed out."""


class PrintPage(FPDF):
    """A4. Texts are cleaned of what the font has no glyph for, such as emoji. A context: the font files are open inside."""

    def __init__(self, title: str, orientation: Literal["P", "L"]) -> None:
        super().__init__(orientation=orientation, unit="mm", format="A4")
        with as_file(files("service.formats.fonts")) as folder:
            for weight, name in FILES.items():
                self.add_font(FONT, weight, folder / name)
        self._heights: dict[tuple[str, float, float, Weight], float] = {}
        self.set_creation_date(CREATED)
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM)
        self.set_font(FONT, "", 10)
        self.set_title(self.printable(title))
        self.set_lang("en")
        self.add_page()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def printable(self, text: str) -> str:
        """The text as far as it can be printed."""
        known = self.fonts[FONT].cmap  # type: ignore[union-attr]
        return "".join(c for c in unicodedata.normalize("NFC", text) if ord(c) in known or c == "\n")

    def height_of(self, text: str, width: float, points: float, weight: Weight = "") -> float:
        """Millimetres that the text takes in a column of that width."""
        key = (text, width, points, weight)
        if key not in self._heights:
            self._heights[key] = self._measured(*key)
        return self._heights[key]

    def _measured(self, text: str, width: float, points: float, weight: Weight) -> float:
        self.set_font(FONT, weight, points)
        measured = self.multi_cell(
            width, points * MM_A_POINT * LINE, self.printable(text), align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        assert isinstance(measured, float)
        return measured

    def put(self, text: str, place: tuple[float, float], width: float, points: float, weight: Weight = "", colour: Colour = INK) -> float:
        """Writes the text from `place` (left, top) down; returns where it ends."""
        self.set_xy(*place)
        self.set_font(FONT, weight, points)
        self.set_text_color(*colour)
        self.multi_cell(width, points * MM_A_POINT * LINE, self.printable(text), align="L", new_x="LMARGIN", new_y="NEXT")
        return self.get_y()

    def fill_box(self, left: float, top: float, width: float, height: float, colour: Colour) -> None:
        self.set_fill_color(*colour)
        self.rect(left, top, width, height, style="F")

    def finished(self) -> bytes:
        return bytes(self.output())
