"""FIT files written byte by byte, so that tests can also write what no library would."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FILE_ID, SESSION, RECORD, WORKOUT, STEP, ACTIVITY = 0, 18, 20, 26, 27, 34
BASE_TYPES = {"enum": (0x00, "<B"), "u8": (0x02, "<B"), "u16": (0x84, "<H"), "u32": (0x86, "<I"), "s32": (0x85, "<i"), "u32z": (0x8C, "<I")}
CRC_TABLE = (0, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400)
Field = tuple[int, str, Any]
"""Number in the profile, base type (or `text`), value."""
Message = tuple[int, Sequence[Field]]


def fit_file(messages: Sequence[Message]) -> bytes:
    """The file with header and checksum; one definition a message."""
    body = b"".join(_definition(number, fields) + _values(fields) for number, fields in messages)
    head = struct.pack("<BBHI4s", 14, 0x20, 2140, len(body), b".FIT")
    head += struct.pack("<H", _crc(head))
    return head + body + struct.pack("<H", _crc(head + body))


def file_id(kind: int, serial: int = 12345) -> Message:
    """4 is an activity, 5 a workout."""
    return FILE_ID, [(0, "enum", kind), (1, "u16", 255), (3, "u32z", serial), (4, "u32", stamp(datetime(2026, 3, 1, 12, tzinfo=UTC)))]


def stamp(instant: datetime) -> int:
    return int((instant - EPOCH).total_seconds())


def _definition(number: int, fields: Sequence[Field]) -> bytes:
    parts = b"".join(
        struct.pack("<BBB", n, len(_value(kind, value)), 0x07 if kind == "text" else BASE_TYPES[kind][0]) for n, kind, value in fields
    )
    return struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields)) + parts


def _values(fields: Sequence[Field]) -> bytes:
    return b"\x00" + b"".join(_value(kind, value) for _, kind, value in fields)


def _value(kind: str, value: Any) -> bytes:
    if kind == "text":
        return (value if isinstance(value, bytes) else value.encode()) + b"\x00"
    return struct.pack(BASE_TYPES[kind][1], value)


def _crc(content: bytes) -> int:
    crc = 0
    for byte in content:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) & 0x0FFF ^ CRC_TABLE[crc & 0xF] ^ CRC_TABLE[half]
    return crc
