"""Archives from strangers: what is in a zip, after it has been shown to be harmless.

Spreadsheets are zips too; their reader calls `check_archive` before it hands them on.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.documents.limits import MOST_BYTES
from service.documents.refusal import escape, refuse
from service.errors import Finding

MOST_ENTRIES = 200
MOST_UNPACKED = 50 * 1024 * 1024
HIGHEST_RATIO = 100
"""Unpacked to packed, per entry; text packs about ten to one, a bomb a thousand to one."""
FREELY_PACKED = 64 * 1024
"""Below this an entry may pack as well as it likes: a short file of blanks is no bomb."""
ARCHIVES = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar")
MARK = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError, LookupError)
"""What the standard library raises for archives that are damaged, encrypted or packed in a way that it does not know."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive; `name` is its path inside."""

    name: str
    content: bytes

    @property
    def file_name(self) -> str:
        return PurePosixPath(self.name).name


def check_archive(content: bytes, *, name: str) -> None:
    """Nothing. Raises BadInput when `content` is an archive that could do harm or cannot be read."""
    for _ in unpacked(content, name=name):
        pass


def names_in(content: bytes, *, name: str) -> tuple[str, ...]:
    """The names in the zip, without unpacking anything. Raises BadInput as `unpacked` does before its first entry."""
    with _opened(content, name) as archive:
        return tuple(info.filename for info in _checked(archive, name) if not info.is_dir())


def unpacked(content: bytes, *, name: str) -> Iterator[Entry]:
    """The files of the zip in the order of their names, without folders and what operating systems add.

    Raises BadInput for too many entries, too much or too dense content, archives in the archive, names that lead out of it,
    encryption and damage. Everything but the content of the entries is checked before the first is given.
    """
    with _opened(content, name) as archive:
        for info in _checked(archive, name):
            if not info.is_dir() and not _is_litter(info.filename):
                yield _entry(archive, info, name)


def _opened(content: bytes, name: str) -> zipfile.ZipFile:
    if len(content) > MOST_BYTES:
        refuse([Finding("", "too-large", f"Larger than {MOST_BYTES // 1024 // 1024} MiB; split it.")], name)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except BROKEN:
        refuse([Finding("", "broken-archive", "The archive is damaged or cut off; pack it again and send the whole of it.")], name)


def _checked(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    infos = sorted(archive.infolist(), key=lambda info: info.filename)
    if findings := list(_findings(infos)):
        refuse(findings, name)
    return infos


def _findings(infos: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    if len(infos) > MOST_ENTRIES:
        yield Finding("", "too-many", f"Holds {len(infos)} entries; at most {MOST_ENTRIES} are taken, so split it.")
        return
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        yield Finding("", "too-large", f"Unpacks to more than {MOST_UNPACKED // 1024 // 1024} MiB; split it.")
    seen: set[str] = set()
    for info in infos:
        place = escape(info.filename)
        if info.file_size > FREELY_PACKED and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
            yield Finding(place, "archive-bomb", f"Unpacks to over {HIGHEST_RATIO} times its size; such files are not opened.")
        if _leads_out(info.filename):
            yield Finding(place, "unsafe-name", "The name leads out of the archive; pack it again with plain names.")
        if info.filename.lower().endswith(ARCHIVES):
            yield Finding(place, "nested-archive", "An archive inside the archive; unpack it first and pack the files themselves.")
        if info.flag_bits & 0x1:
            yield Finding(place, "encrypted", "Protected by a password; pack it again without.")
        if info.filename in seen:
            yield Finding(place, "duplicate-name", "The name stands twice in the archive; keep one.")
        seen.add(info.filename)


def _leads_out(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or ":" in plain.split("/")[0]


def _is_litter(name: str) -> bool:
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith(".")


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Entry:
    """The entry, read no further than the size that it states."""
    place = escape(info.filename)
    try:
        with archive.open(info) as file:
            content = file.read()
    except BROKEN:
        refuse([Finding(place, "broken-archive", "This entry is damaged; pack the archive again.")], name)
    if content.startswith(MARK):
        refuse([Finding(place, "nested-archive", "An archive inside the archive; pack the files themselves.")], name)
    return Entry(info.filename, content)
