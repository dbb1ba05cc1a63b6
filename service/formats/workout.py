"""One workout as a file of its own: what it is, without the day that it is done on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.adjustment import InputWarning
from service.domain.session import Kind
from service.formats.steps import Raw


@dataclass(frozen=True, slots=True)
class Workout:
    """`place` is the file, and where in it; `sport` is one of ours and `sport_raw` the word of the file."""

    place: str
    title: str
    sport: str
    steps: tuple[Raw, ...] = ()
    description: str = ""
    sport_raw: str | None = None
    kind: Kind | None = None
    """Where the file itself says, such as an FTP test."""
    tags: tuple[str, ...] = ()
    complete: bool = True
    """False where some of its steps could not be read."""
    pool_length_m: float | None = None
    extensions: Mapping[str, Raw] = field(default_factory=dict)
    warnings: tuple[InputWarning, ...] = ()
