"""From the bytes of FIT files to their messages, in a child process: binary formats from strangers may do anything to a parser."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import fitdecode

from service.domain.adjustment import InputWarning
from service.formats.sandbox import guarded

WANTED = frozenset({"file_id", "workout", "workout_step", "session", "activity"})
MOST_RECORDS = 200_000
BROKEN = (
    fitdecode.FitError, struct.error, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, ZeroDivisionError,
    EOFError, AssertionError,
)  # fmt: skip
"""What the decoder raises on damaged files, on purpose or not."""


@dataclass(frozen=True, slots=True)
class Message:
    """`named` are the values by the names of the profile, `raw` the unscaled ones by field number."""

    name: str
    named: Mapping[str, Any]
    raw: Mapping[int, Any]


@dataclass(slots=True)
class Track:
    """What the single records of an activity add up to."""

    first: datetime | None = None
    last: datetime | None = None
    metres: float | None = None
    heart_beats: float = 0
    heart_count: int = 0

    def add(self, named: Mapping[str, Any]) -> None:
        at, metres, heart = named.get("timestamp"), named.get("distance"), named.get("heart_rate")
        if isinstance(at, datetime):
            self.first, self.last = self.first or at, at
        if isinstance(metres, int | float):
            self.metres = float(metres)
        if isinstance(heart, int | float):
            self.heart_beats += heart
            self.heart_count += 1

    @property
    def heart_rate(self) -> float | None:
        return self.heart_beats / self.heart_count if self.heart_count else None


@dataclass(slots=True)
class FitFile:
    """`damage` says where reading ended, if that was before the end of the file."""

    messages: list[Message] = field(default_factory=list)
    track: Track = field(default_factory=Track)
    damage: str | None = None
    checksum_fits: bool = True

    def named(self, name: str) -> list[Message]:
        return [message for message in self.messages if message.name == name]

    def chained(self) -> list[FitFile]:
        """The files that one file may be a chain of; each begins with its `file_id`."""
        parts: list[FitFile] = []
        for message in self.messages:
            if message.name == "file_id" or not parts:
                parts.append(FitFile([], self.track, self.damage, self.checksum_fits))
            parts[-1].messages.append(message)
        return parts

    @property
    def kind(self) -> str:
        """`workout`, `activity`, or whatever else the file says that it is; empty where it says nothing."""
        types = [str(message.named.get("type")) for message in self.named("file_id")]
        known = [kind for kind in types if kind in ("workout", "activity")]
        return (known or types or [""])[0]


def decoded_files(contents: Sequence[bytes], *, name: str) -> list[FitFile]:
    """The messages of each file, as far as each can be read. Raises BadInput when decoding took too long or needed too much."""
    return guarded(_decode_all, tuple(contents), name=name)


def _decode_all(contents: Sequence[bytes]) -> list[FitFile]:
    return [decode(content) for content in contents]


def decode(content: bytes) -> FitFile:
    """The messages of one file, in this process; what it stumbles over ends the reading and is told in `damage`."""
    made = FitFile()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            _collect(content, made)
        except BROKEN as error:
            made.damage = f"is damaged or cut off at byte {getattr(error, 'offset', len(content))}"
    made.checksum_fits = not any("CRC" in str(warning.message) for warning in said)
    return made


def _collect(content: bytes, made: FitFile) -> None:
    records = 0
    for frame in _frames(content):
        if frame.name == "record":
            records += 1
            made.track.add({each.name: each.value for each in frame.fields})
        elif frame.name in WANTED:
            made.messages.append(_message(frame))
        if records > MOST_RECORDS:
            made.damage = f"holds more than {MOST_RECORDS} records"
            return


def _frames(content: bytes) -> Iterator[Any]:
    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.WARN, error_handling=fitdecode.ErrorHandling.WARN) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                yield frame


def _message(frame: Any) -> Message:
    given = [each for each in frame.fields if each.value is not None]
    return Message(
        frame.name,
        {each.name: _plain(each.value) for each in given},
        {each.def_num: _plain(each.raw_value) for each in given if each.def_num is not None},
    )


def _plain(value: Any) -> Any:
    """Values that pass between processes and need no library to be read."""
    return value if isinstance(value, int | float | str | datetime | tuple) else str(value)


def damage_warnings(file: FitFile) -> tuple[InputWarning, ...]:
    """What whoever sent the file should know about its state."""
    if file.damage is not None:
        text = f"The file {file.damage}; what stood before was read. Send it anew to have all of it."
        return (InputWarning("damaged", "", text),)
    if not file.checksum_fits:
        return (InputWarning("checksum", "", "The checksum of the file does not fit its content; compare what was read."),)
    return ()
