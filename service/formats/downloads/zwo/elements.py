"""Steps as elements of a ZWO workout."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from service.documents.structure import Step, StepClass, Target
from service.formats.blocks import Block
from service.formats.cells import write_number
from service.formats.downloads.words import one_line
from service.formats.downloads.zwo.shares import Setting, Share

RAMPS = {StepClass.WARMUP: "Warmup", StepClass.COOLDOWN: "Cooldown"}
"""All other ramps are just that."""


def step_element(step: Step, setting: Setting) -> Element:
    """One step; without a share of threshold it is ridden freely, and what was asked for appears as text."""
    share = setting.share(step)
    element = _shaped(step, share, setting)
    for name, value in _cadence(step):
        element.set(name, value)
    _add_texts(element, step, setting)
    return element


def is_on_and_off(block: Block, setting: Setting) -> bool:
    """Whether the format's own repeat can tell the block: two even steps that take turns, with nothing to be said in the second."""
    if not block.is_repeat or len(block.steps) != 2:
        return False
    shares = [setting.share(step) for step in block.steps]
    return all(share is not None and not share.is_ramp for share in shares) and not list(_texts(block.steps[1], setting))


def intervals_element(block: Block, setting: Setting) -> Element:
    element = Element("IntervalsT", Repeat=str(block.count))
    for prefix, step in zip(("On", "Off"), block.steps, strict=True):
        share = setting.share(step)
        element.set(f"{prefix}Duration", write_number(setting.length(step)))
        element.set(f"{prefix}Power", write_number(0 if share is None else share.middle))
    for name, step in zip(("Cadence", "CadenceResting"), block.steps, strict=True):
        if (cadence := _cadence_target(step)) is not None:
            element.set(name, write_number(_middle(cadence)))
    _add_texts(element, block.steps[0], setting)
    return element


def _shaped(step: Step, share: Share | None, setting: Setting) -> Element:
    length = write_number(setting.length(step))
    if share is None:
        return Element("FreeRide", Duration=length, FlatRoad="1")
    ramp = RAMPS.get(step.step_class or StepClass.OTHER)
    if share.is_ramp or ramp is not None:
        # PowerLow is where such an element starts and PowerHigh where it ends, whatever the names say.
        start, end = (share.start, share.end) if share.is_ramp else (share.middle, share.middle)
        return Element(ramp or "Ramp", Duration=length, PowerLow=write_number(start), PowerHigh=write_number(end))
    if share.start == share.end:
        return Element("SteadyState", Duration=length, Power=write_number(share.start))
    low, high = sorted((share.start, share.end))
    return Element("SteadyState", Duration=length, PowerLow=write_number(low), PowerHigh=write_number(high))


def _cadence_target(step: Step) -> Target | None:
    return next((t for t in step.targets or () if t.metric == "cadence" and t.unit == "rpm" and (t.low or t.high)), None)


def _cadence(step: Step) -> Iterator[tuple[str, str]]:
    if (target := _cadence_target(step)) is None:
        return
    if target.low and target.high and target.low != target.high:
        yield "CadenceLow", write_number(target.low)
        yield "CadenceHigh", write_number(target.high)
    else:
        yield "Cadence", write_number(_middle(target))


def _middle(target: Target) -> float:
    ends = [end for end in (target.low, target.high) if end is not None]
    return sum(ends) / len(ends)


def _texts(step: Step, setting: Setting) -> Iterator[tuple[str, str, str]]:
    """What appears on the way: attribute and value of its place, and the text."""
    place = "distoffset" if setting.in_metres else "timeoffset"
    told = "; ".join(part for part in (step.name or "", *setting.untold(step), step.notes or "") if part)
    if told:
        yield place, "0", one_line(told)
    for cue in step.cues or ():
        at = cue.at_m if setting.in_metres else cue.at_s
        yield place, write_number(at or 0), one_line(cue.text)


def _add_texts(element: Element, step: Step, setting: Setting) -> None:
    for place, at, text in _texts(step, setting):
        SubElement(element, "textevent", {place: at, "message": text})
