"""Each element inside `<workout>` as steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from service.documents.quantities import half_up
from service.formats.decoding import long_text
from service.formats.steps import Raw, for_metres, for_seconds, repeated, step, target
from service.formats.xml import local
from service.formats.zwo.attributes import Attributes
from service.formats.zwo.targets import Setting, cadence


def steady(element: Element, attributes: Attributes, setting: Setting) -> list[Raw]:
    """A pair of powers is ridden at its midpoint, whatever it looks like."""
    power = _midpoint(attributes, ("power",), ("powerlow", "powerhigh"))
    targets = [*setting.effort(power, power, attributes), *cadence(attributes)]
    return [step("active", _end(attributes, setting), targets, cues=_cues(element, attributes))]


def ramp(step_class: str) -> Callable[[Element, Attributes, Setting], list[Raw]]:
    def read(element: Element, attributes: Attributes, setting: Setting) -> list[Raw]:
        """PowerLow is where it starts and PowerHigh where it ends, whatever the names say."""
        start, end = attributes.percent("powerlow", "power"), attributes.percent("powerhigh", "power", "powerlow")
        targets = [*setting.effort(end if start is None else start, end, attributes), *cadence(attributes)]
        return [step(step_class, _end(attributes, setting), targets, cues=_cues(element, attributes))]

    return read


def intervals(element: Element, attributes: Attributes, setting: Setting) -> list[Raw]:
    on = _midpoint(attributes, ("onpower",), ("poweronlow", "poweronhigh"))
    off = _midpoint(attributes, ("offpower",), ("powerofflow", "poweroffhigh"))
    work = step(
        "active",
        _end(attributes, setting, "onduration"),
        [*setting.effort(on, on, attributes), *cadence(attributes)],
        cues=_cues(element, attributes),
    )
    resting = cadence(attributes, "cadencerestinglow", "cadencerestinghigh", "cadenceresting")
    inner = [work]
    if attributes.number("offduration"):
        inner.append(step("recovery", _end(attributes, setting, "offduration"), [*setting.effort(off, off, attributes), *resting]))
    count = attributes.number("repeat")
    return [repeated(1 if count is None else int(count), inner)]


def free(element: Element, attributes: Attributes, setting: Setting) -> list[Raw]:
    return [step("active", _end(attributes, setting), cadence(attributes), cues=_cues(element, attributes))]


def maximal(element: Element, attributes: Attributes, setting: Setting) -> list[Raw]:
    """As hard as it goes, without a number."""
    return [step("active", _end(attributes, setting), [target("rpe", "rpe", 10)], cues=_cues(element, attributes))]


ELEMENTS: Mapping[str, Callable[[Element, Attributes, Setting], list[Raw]]] = {
    "steadystate": steady,
    "solidstate": steady,
    "warmup": ramp("warmup"),
    "ramp": ramp("active"),
    "cooldown": ramp("cooldown"),
    "intervalst": intervals,
    "freeride": free,
    "maxeffort": maximal,
}
REST = "restday"


def _midpoint(attributes: Attributes, one: tuple[str], ends: tuple[str, str]) -> float | None:
    """The power in percent, or the middle of the pair."""
    known = [value for key in ends if (value := attributes.percent(key)) is not None]
    single = attributes.percent(*one)
    return single if single is not None else sum(known) / len(known) if known else None


def _end(attributes: Attributes, setting: Setting, key: str = "duration") -> Raw:
    length = attributes.needed(key)
    return for_metres(length) if setting.in_metres else for_seconds(length)


def _cues(element: Element, attributes: Attributes) -> list[Raw]:
    """The texts that appear on the way, in seconds or metres from the beginning of the element."""
    found: list[Raw] = []
    for child in element:
        inner = Attributes.of(child, place=f"{attributes.place}, textevent", name=attributes.name)
        text = long_text(inner.values.get("message", ""))
        if local(child.tag) == "textevent" and text:
            cue: dict[str, Any] = {"text": text}
            for attribute, key in (("timeoffset", "at_s"), ("distoffset", "at_m"), ("duration", "duration_s")):
                if (value := inner.number(attribute)) is not None:
                    cue[key] = half_up(value)
            found.append(cue)
    return found
