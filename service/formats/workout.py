"""One workout as a file of its own: what it is, without the day that it is done on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.domain.adjustment import InputWarning
from service.domain.session import Kind
from service.formats.steps import Raw


@dataclass(frozen=True, slots=True)
class Workout:
    """`sport` is one of ours and `sport_raw` the word of the file."""

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
    place: str = ""
    """Its file in an archive; empty for a file of its own."""

    def at(self, place: str) -> Workout:
        """The workout as one file of an archive, its warnings too."""
        return replace(self, place=place, warnings=tuple(replace(warning, pointer=place) for warning in self.warnings))
