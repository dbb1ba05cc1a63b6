"""Files in and out. What is written is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from service.errors import BadInput, Finding

STANDARD = "-"
MOST_BYTES = 10 * 1024 * 1024


def read_bytes(path: str) -> bytes:
    """The content of a file, or of standard input for `-`. Raises BadInput that names the file and the mend."""
    if path == STANDARD:
        return _limited(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
    try:
        with Path(path).open("rb") as file:
            return _limited(file.read(MOST_BYTES + 1), path)
    except FileNotFoundError:
        raise _unreadable(path, "missing-file", "There is no such file; check the path.") from None
    except IsADirectoryError:
        raise _unreadable(path, "not-a-file", "This is a folder; name a file in it.") from None
    except OSError as error:
        raise _unreadable(path, "unreadable-file", f"Cannot be read: {error.strerror}.") from None


def name_of(path: str) -> str:
    return "standard input" if path == STANDARD else path


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content` in one step: a broken run leaves the old file, or none."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unreadable(str(path), "cannot-write", f"Cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        raise _unreadable(str(path), "cannot-write", f"Cannot be written: {error.strerror}.") from None
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def print_bytes(content: bytes) -> None:
    """To standard output as they are, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _limited(content: bytes, name: str) -> bytes:
    if len(content) > MOST_BYTES:
        raise _unreadable(name, "too-large", f"Larger than {MOST_BYTES // 1024 // 1024} MiB; split it.")
    return content


def _unreadable(place: str, code: str, detail: str) -> BadInput:
    return BadInput(f"{place}: {detail}", findings=[Finding("", code, detail)], place=place)


def _umask() -> int:
    """A temporary file is private; the finished one gets the rights that any new file of this user gets."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
