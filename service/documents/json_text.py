"""From bytes to plain JSON values. Whatever JSON or Python would let pass in silence is refused here, with its place."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from math import isinf

from service.documents.base import UNCLEAN
from service.documents.limits import DEEPEST_NESTING, LARGEST_INT, MOST_BYTES, MOST_TEXT
from service.documents.refusal import escape, refuse
from service.errors import Finding

FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class _Repeated(dict[str, object]):
    """An object that held a key twice."""

    keys_twice: tuple[str, ...] = ()


class _Unusable:
    """A number that is none, or that no machine agrees on."""

    def __init__(self, code: str, detail: str) -> None:
        self.code, self.detail = code, detail


def parse_json(content: bytes | str, *, name: str = "input") -> object:
    """The JSON value in `content` (UTF-8).

    Raises BadInput with all places at once: broken or cut-off JSON (line and column), another encoding, a repeated key, NaN and
    infinity, integers beyond 2^31-1, unprintable characters, nesting too deep.
    """
    text = decode(content, name=name) if isinstance(content, bytes) else content
    if not text.strip():
        refuse([Finding("", "empty", "The input is empty; a JSON document is wanted.")], name)
    try:
        value = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer, parse_float=_fraction
        )
    except json.JSONDecodeError as error:
        refuse([_broken(error, text)], name)
    except RecursionError:
        refuse([Finding("", "too-deep", f"Nested deeper than {DEEPEST_NESTING} levels; flatten it.")], name)
    if findings := list(_faults(value, "", 0)):
        refuse(findings, name)
    return value


def decode(content: bytes, *, name: str) -> str:
    """UTF-8 text, with or without a byte order mark. Raises BadInput that names the first byte that is something else."""
    if len(content) > MOST_BYTES:
        refuse([Finding("", "too-large", f"Larger than {MOST_BYTES // 1024 // 1024} MiB; split it.")], name)
    for mark, encoding in FOREIGN_MARKS:
        if content.startswith(mark):
            refuse([Finding("", "wrong-encoding", f"Written in {encoding}; save it as UTF-8.")], name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        detail = f"Line {line}, byte {column} is not UTF-8; save it as UTF-8."
        refuse([Finding("", "wrong-encoding", detail)], name)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeated = _Repeated(made)
    repeated.keys_twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return repeated


def _constant(word: str) -> _Unusable:
    return _Unusable("not-a-number", f"{word} is no number; write null for unknown.")


def _integer(digits: str) -> int | _Unusable:
    if len(digits) > 11 or abs(int(digits)) > LARGEST_INT:
        return _Unusable("out-of-range", f"Whole numbers reach from -{LARGEST_INT} to {LARGEST_INT}.")
    return int(digits)


def _fraction(digits: str) -> float | _Unusable:
    value = float(digits)
    return _Unusable("out-of-range", "This number is too large.") if isinf(value) else value


def _broken(error: json.JSONDecodeError, text: str) -> Finding:
    place = f"line {error.lineno}, column {error.colno}"
    if not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        return Finding("", "truncated-json", f"The JSON ends too early ({place}); the file seems to be cut off: send the whole of it.")
    return Finding("", "broken-json", f"Not valid JSON at {place}: {error.msg[0].lower()}{error.msg[1:]}.")


def _faults(value: object, pointer: str, depth: int) -> Iterator[Finding]:
    if depth > DEEPEST_NESTING:
        yield Finding(pointer, "too-deep", f"Nested deeper than {DEEPEST_NESTING} levels; flatten it.")
    elif isinstance(value, dict):
        for key in getattr(value, "keys_twice", ()):
            yield Finding(f"{pointer}/{escape(key)}", "duplicate-key", "This key stands twice in the same object; keep one.")
        for key, item in value.items():
            if UNCLEAN.search(key):
                yield Finding(f"{pointer}/{escape(key)}", "unclean-text", "The key holds an unprintable character; remove it.")
            yield from _faults(item, f"{pointer}/{escape(key)}", depth + 1)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _faults(item, f"{pointer}/{index}", depth + 1)
    else:
        yield from _plain_faults(value, pointer)


def _plain_faults(value: object, pointer: str) -> Iterator[Finding]:
    if isinstance(value, _Unusable):
        yield Finding(pointer, value.code, value.detail)
    elif isinstance(value, str):
        if found := UNCLEAN.search(value):
            detail = f"Holds the unprintable character U+{ord(found[0]):04X} at place {found.start() + 1}; remove it."
            yield Finding(pointer, "unclean-text", detail)
        if len(value) > MOST_TEXT:
            yield Finding(pointer, "too-long", f"Longer than {MOST_TEXT} characters; shorten it.")
