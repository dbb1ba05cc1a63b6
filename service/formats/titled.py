"""A title and the prose below it: the title decides, and the prose is asked where the title says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Sport
from service.formats.text import SessionText, Unit, read_session_text


def read_titled(title: str, prose: str, *, unit: Unit | None, sport: Sport | None = None, hard_words: Sequence[str] = ()) -> SessionText:
    """The session that the title speaks of. Never raises.

    Where it names no kind, the prose may: `Rolling 400s` with six repeats below it is no easy run. Lengths are taken from the prose
    only where the title is about nothing that is trained.
    """
    said = read_session_text(title, unit=unit, sport=sport, hard_words=hard_words)
    if not prose or said.is_empty or (said.is_training and said.kind_source is not SourceOfValue.ESTIMATED):
        return said
    whole = read_session_text(f"{title}\n{prose}", unit=unit, sport=sport, hard_words=hard_words)
    if not said.is_training:
        return whole
    if whole.kind_source is SourceOfValue.ESTIMATED or whole.kind in (Kind.REST, Kind.RACE):
        return said
    return replace(said, kind=whole.kind, kind_source=SourceOfValue.DERIVED, word=whole.word, hard=whole.hard)
