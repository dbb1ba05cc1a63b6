"""Single cells of a table: numbers, yes and no, and text that no spreadsheet may take for a formula."""

from __future__ import annotations

import re
from math import isfinite

TRUE = frozenset({"yes", "y", "true", "1", "x"})
FALSE = frozenset({"no", "n", "false", "0"})
FORMULA = re.compile(r"'*[=+\-@\t\r]")
DISARMED = re.compile(r"'+[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+", re.ASCII)


class NotACell(ValueError):
    """The cell does not hold what its column wants; the message says what it wants."""


def disarm(text: str) -> str:
    """The text with a quote in front where a spreadsheet would run it."""
    return f"'{text}" if FORMULA.match(text) else text


def rearm(cell: str) -> str:
    """The text as it was before `disarm`."""
    return cell[1:] if DISARMED.match(cell) else cell


def read_number(cell: str) -> float:
    """A number with a decimal point or comma. Raises NotACell, also for `1,000`, which may mean one or a thousand."""
    if "," in cell and THOUSANDS.fullmatch(cell):
        raise NotACell("may mean two numbers; write it without a mark for thousands, and with a decimal point")
    value = float(cell.replace(",", ".")) if NUMBER.fullmatch(cell) else None
    if value is None or not isfinite(value):
        raise NotACell("must be a number, such as 45 or 7.5")
    return value


def read_whole(cell: str) -> int:
    value = read_number(cell)
    if not value.is_integer():
        raise NotACell("must be a whole number")
    return int(value)


def read_flag(cell: str) -> bool:
    word = cell.casefold()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise NotACell("must be yes or no")


def write_number(value: float) -> str:
    """The shortest decimal with at most four places."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def write_flag(value: bool) -> str:
    return "yes" if value else "no"
