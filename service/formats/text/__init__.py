"""Sessions in words: what `6 x 800m @ 5k pace (400m jog)` and `Rest or cross-train` mean."""

from __future__ import annotations

from service.formats.text.reading import read_session_text
from service.formats.text.session_text import SessionText
from service.formats.text.units import Unit, unit_of

__all__ = ["SessionText", "Unit", "read_session_text", "unit_of"]
