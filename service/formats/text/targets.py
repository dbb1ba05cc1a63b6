"""How fast, how hard, at which heart rate: a target as written becomes a target of `plan/1`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from service.domain.session import Sport
from service.formats.text.tokens import Token, number
from service.formats.text.units import METRES, Unit

NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
CLOCKS = re.compile(r"(\d{1,2}):(\d{2})")
PERCENT_OF = (
    ("ftp", "power", "pct_ftp"),
    ("lthr", "hr", "pct_lthr"),
    ("hr", "hr", "pct_max_hr"),
    ("hf", "hr", "pct_max_hr"),
    ("fc", "hr", "pct_max_hr"),
)
PACE_WORDS = re.compile(r"^@\s?|\b(?:race|pace|effort|rp|tempo|allure|ritmo|passo|de)\b|[\s-]+$")
MOST_RPE = 10
Raw = dict[str, Any]


def target_of(token: Token, unit: Unit | None, sport: Sport) -> Raw:
    """The target that a TARGET token names; `unit` decides a pace that names none."""
    made = READ[token.unit](str(token.value).strip(), unit or "km", sport)
    return {key: value for key, value in made.items() if value is not None}


def _bounds(text: str) -> tuple[float, float]:
    found = [number(n) for n in NUMBERS.findall(text)][:2]
    return min(found), max(found)


def _pace(text: str, unit: Unit, _: Sport) -> Raw:
    seconds = [60 * int(minutes) + int(rest) for minutes, rest in CLOCKS.findall(text)]
    rest = CLOCKS.sub("", text)
    metric: Raw = {"metric": "pace", "unit": "s_per_km"}
    factor = 1.0
    if "100" in rest:
        metric["unit"], factor = "s_per_100m", 1 / 0.9144 if "y" in rest else 1.0
    elif "mi" in rest.replace("min", "") or "mpm" in rest or (unit == "mi" and "k" not in rest):
        factor = 1000 / METRES["mi"]
    return {**metric, "low": round(min(seconds) * factor, 1), "high": round(max(seconds) * factor, 1)}


def _heart_rate(text: str, _: Unit, __: Sport) -> Raw:
    low, high = _bounds(text)
    return {"metric": "hr", "unit": "bpm", "low": None if "<" in text else low, "high": None if ">" in text else high}


def _watts(text: str, _: Unit, __: Sport) -> Raw:
    low, high = _bounds(text)
    return {"metric": "power", "unit": "w", "low": low, "high": high}


def _percent(text: str, _: Unit, sport: Sport) -> Raw:
    low, high = _bounds(text)
    for word, metric, unit in PERCENT_OF:
        if word in text:
            return {"metric": metric, "unit": unit, "low": low, "high": high}
    if sport is Sport.BIKE and text.endswith("%"):
        return {"metric": "power", "unit": "pct_ftp", "low": low, "high": high}
    return {"metric": "none", "unit": "named", "name": text, "low": low, "high": high}


def _effort(text: str, _: Unit, __: Sport) -> Raw:
    low, high = _bounds(re.sub(r"/\s?10$", "", text))
    return {"metric": "rpe", "unit": "rpe", "low": min(low, MOST_RPE), "high": min(high, MOST_RPE)}


def _zone(text: str, _: Unit, __: Sport) -> Raw:
    low, high = _bounds(text)
    shift = 1 if "ga" in text else 0  # GA1 is the second of five zones, GA2 the third
    return {"metric": "none", "unit": "zone", "low": low + shift, "high": high + shift, "name": text.lstrip("@ ").upper()}


def _named(text: str, _: Unit, __: Sport) -> Raw:
    name = PACE_WORDS.sub(" ", text).strip(" -@") or text.strip(" @")
    return {"metric": "pace", "unit": "named", "name": " ".join(name.split()).upper() if len(name) <= 4 else " ".join(name.split())}


READ: Mapping[str, Callable[[str, Unit, Sport], Raw]] = {
    "pace": _pace,
    "atpace": _pace,
    "hr": _heart_rate,
    "watts": _watts,
    "percent": _percent,
    "rpe": _effort,
    "zone": _zone,
    "named": _named,
}
