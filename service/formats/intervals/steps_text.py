"""The steps of a session in the notation of intervals.icu, which people can read and which comes back as steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from service.documents.structure import End, Step, StepClass, Structure, Target
from service.domain.distances import METRES, DistanceUnit
from service.formats.blocks import Block, blocks_of, steps_of
from service.formats.intervals.lines import is_easy

HEADINGS: Mapping[StepClass, str] = {StepClass.WARMUP: "Warmup", StepClass.COOLDOWN: "Cooldown"}
HEADED = frozenset(HEADINGS)
UNSAID = frozenset({StepClass.RECOVERY, StepClass.REST, StepClass.INTERVAL, StepClass.OTHER})
"""Classes that have no heading of their own."""
PRESS_LAP = "Press lap"
CUED_ENDS: Mapping[str, str] = {
    "calories": "{value:g} kcal", "kj": "{value:g} kJ", "tss": "{value:g} TSS", "reps": "{value:g} reps",
    "hr_above": "until heart rate is above {value:g}", "hr_below": "until heart rate is below {value:g}",
    "power_above": "until power is above {value:g} W", "power_below": "until power is below {value:g} W",
}  # fmt: skip
"""Ends that the notation has no place for; they become words, and the step ends with the lap button."""
UNITS: Mapping[tuple[str, str], str] = {
    ("power", "pct_ftp"): "{0}%", ("power", "w"): "{0}w", ("power", "zone"): "Z{0}",
    ("hr", "pct_max_hr"): "{0}% HR", ("hr", "pct_lthr"): "{0}% LTHR", ("hr", "zone"): "Z{0} HR",
    ("pace", "pct_threshold_pace"): "{0}% Pace", ("pace", "zone"): "Z{0} Pace", ("cadence", "rpm"): "{0}rpm",
}  # fmt: skip
"""How a target in that unit is written; the place takes one number or a range."""
PACES: Mapping[str, tuple[str, float]] = {"s_per_km": ("/km", 1), "s_per_100m": ("/100m", 1)}
OWN_PACES: Mapping[tuple[str, DistanceUnit], tuple[str, float]] = {
    ("s_per_km", DistanceUnit.MI): ("/mi", METRES[DistanceUnit.MI] / 1000),
    ("s_per_100m", DistanceUnit.YD): ("/100y", METRES[DistanceUnit.YD]),
}
"""What a pace is told for, and how many times the metric seconds that takes; of a plan in miles or yards, for those."""
OWN_LENGTHS: Mapping[DistanceUnit, tuple[str, int]] = {DistanceUnit.MI: ("mi", 2), DistanceUnit.YD: ("yrd", 0)}
"""The word of the notation, and with how many decimals."""
METRIC_WORDS: Mapping[str, str] = {"rpe": "RPE", "hr": "heart rate"}
UNIT_WORDS: Mapping[str, str] = {
    "bpm": " bpm", "w": " W", "rpm": " rpm", "s_per_km": " s/km", "s_per_100m": " s/100 m", "m_per_s": " m/s", "pct_ftp": " % of FTP",
    "pct_max_hr": " % of the highest", "pct_lthr": " % of threshold", "pct_threshold_pace": " % of threshold",
}  # fmt: skip
LOOKS_LIKE_AN_AMOUNT = re.compile(r"""(?<=\d)(?=[A-Za-z%'"/])|(?<=[Zz])(?=\d)""")
"""Where `800m` in somebody's words would be taken for 800 minutes, and `Z3` for a power target."""


def steps_text(structure: Structure | None, unit: DistanceUnit = DistanceUnit.KM) -> str:
    """The lines of the workout, without an end of line at the end; empty where there are no steps, or not all of them.

    `unit` is the one that the sport is shown in: paces are told for it, and lengths that are round in it.
    """
    return "\n\n".join("\n".join(lines) for lines in _paragraphs(steps_of(structure), unit))


def _paragraphs(steps: Iterable[Step], unit: DistanceUnit) -> Iterator[list[str]]:
    """Runs of single steps, and each repeat; a blank line goes between them, or the repeat would swallow its neighbours."""
    singles: list[str] = []
    for block in blocks_of(steps):
        heading = None if block.is_repeat else HEADINGS.get(block.steps[0].step_class or StepClass.OTHER)
        if singles and (block.is_repeat or heading is not None or singles[0] in HEADINGS.values()):
            yield singles
            singles = []
        if block.is_repeat:
            yield [_repeat_heading(block), *(_line(step, unit, HEADED | UNSAID | _taken_for_rest(step)) for step in block.steps)]
        else:
            line = _line(block.steps[0], unit, UNSAID)
            singles += [line] if heading is None else [heading, line]
    if singles:
        yield singles


def _repeat_heading(block: Block) -> str:
    if block.until is None:
        return f"{block.count}x"
    told = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in block.until.items())
    return f"Repeat until {told}:"


def _taken_for_rest(step: Step) -> frozenset[StepClass]:
    """Easy work inside a repeat reads as the rest between two efforts, unless it says what it is."""
    told = [{"unit": target.unit, "high": target.high} for target in step.targets or () if target.unit and target.high is not None]
    easy = is_easy({"targets": told, "name": step.name or "", "notes": step.notes or ""})
    return frozenset({StepClass.ACTIVE}) if easy else frozenset()


def _line(step: Step, unit: DistanceUnit, told: frozenset[StepClass]) -> str:
    """One step; `told` are the classes that have to be named because nothing around the line does."""
    end, cue = _ends(step.end, unit)
    targets = [(target, _target(target, unit)) for target in step.targets or () if target.metric != "none"]
    words = [step.name or "", cue, *(in_words(target) for target, text in targets if not text), step.notes or ""]
    said = "; ".join(_harmless(word) for word in words if word)
    ramp = ["ramp"] if any(target.ramp and text for target, text in targets) else []
    named = [f"intensity={step.step_class.value}"] if step.step_class in told and step.step_class is not None else []
    return " ".join(["-", *([said] if said else []), *end, *ramp, *(text for _, text in targets if text), *named])


def _ends(end: End | None, unit: DistanceUnit) -> tuple[list[str], str]:
    """What stands for the end of a step, and what has to be said about it in words."""
    if end is not None and end.type == "time" and end.s is not None:
        return [_clock(end.s)], ""
    if end is not None and end.type == "distance" and end.m is not None:
        return [_length(end.m, unit)], ""
    words = CUED_ENDS[end.type].format(value=end.value) if end is not None and end.type in CUED_ENDS and end.value is not None else ""
    return [PRESS_LAP], words


def _length(metres: float, unit: DistanceUnit) -> str:
    """`1mi` and `50yrd` where that is read as the same metres again, else `1.2km`, `400mtr`."""
    word, decimals = OWN_LENGTHS.get(unit, ("", 0))
    amount = round(metres / METRES[unit], decimals)
    if word and round(amount * METRES[unit], 1) == round(metres, 1):
        return f"{amount:g}{word}"
    return f"{metres / 1000:g}km" if metres >= 1000 and metres % 10 == 0 else f"{metres:g}mtr"


def _clock(seconds: float) -> str:
    """`1h30m`, `10m`, `1m30s`, `45s`."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (left, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def _target(target: Target, unit: DistanceUnit) -> str:
    """The target in the notation; empty where it has none."""
    if target.low is None and target.high is None:
        return ""
    low = target.low if target.low is not None else target.high
    high = target.high if target.high is not None else target.low
    assert low is not None
    assert high is not None
    if target.unit is not None and target.unit in PACES:
        return _paced(target.unit, low, high, unit)
    if target.unit == "m_per_s" and low > 0 and high > 0:
        return _paced("s_per_km", 1000 / high, 1000 / low, unit)
    shape = UNITS.get((target.metric, target.unit or ""))
    if shape is None:
        return ""
    between = "-Z" if target.unit == "zone" else "-"
    return shape.format(_span(f"{low:g}", f"{high:g}", between))


def _paced(counted: str, low: float, high: float, unit: DistanceUnit) -> str:
    per, factor = OWN_PACES.get((counted, unit), PACES[counted])
    return f"{_span(_pace(low * factor), _pace(high * factor))}{per} Pace"


def in_words(target: Target) -> str:
    """A target for people: named paces, beats a minute, RPE, and whatever a format has no field for."""
    if target.name:
        return target.name
    ends = "-".join(f"{end:g}" for end in dict.fromkeys((target.low, target.high)) if end is not None)
    if not ends:
        return ""
    metric = METRIC_WORDS.get(target.metric, target.metric)
    if target.unit == "zone":
        return f"{metric} zone {ends}"
    return f"{metric} {ends}{UNIT_WORDS.get(target.unit or '', '')}"


def _pace(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes}:{left:02d}"


def _span(low: str, high: str, between: str = "-") -> str:
    return low if low == high else f"{low}{between}{high}"


def _harmless(words: str) -> str:
    """Words on one line in which no number stands against a unit."""
    return LOOKS_LIKE_AN_AMOUNT.sub(" ", " ".join(words.split()))
