"""One session as a ZWO file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.documents.structure import Step
from service.domain.session import Sport
from service.formats.blocks import Block, blocks_of, steps_of
from service.formats.cells import write_number
from service.formats.downloads.dated import date_of
from service.formats.downloads.folder import NotAWorkout
from service.formats.downloads.thresholds import thresholds_of
from service.formats.downloads.words import one_line
from service.formats.downloads.zwo.elements import intervals_element, is_on_and_off, step_element
from service.formats.downloads.zwo.shares import Setting

AUTHOR = "coaching-plan-adjuster"
SPORTS = {Sport.BIKE: "bike", Sport.RUN: "run"}


def workout_xml(session: SessionDocument, plan: PlanDocument) -> bytes:
    """The file. Raises NotAWorkout."""
    if session.sport not in SPORTS:
        raise NotAWorkout("is neither a ride nor a run.")
    known = thresholds_of(plan, session.sport, date_of(session))
    blocks = list(_blocks(session))
    singles = [step for block in blocks for step in block.steps]
    setting = Setting(session.sport, known, in_metres=session.sport is Sport.RUN and all(_is_distance(step) for step in singles))
    if session.sport is Sport.RUN and not setting.threshold_s_per_km:
        raise NotAWorkout("is a run, and the plan states no threshold pace that its targets could be a share of.")
    root = _head(session, setting)
    body = SubElement(root, "workout")
    body.extend(list(_elements(blocks, setting)))
    indent(root)
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _head(session: SessionDocument, setting: Setting) -> Element:
    root = Element("workout_file")
    title = one_line(session.title or session.kind.value.replace("_", " "))
    facts = {"author": AUTHOR, "name": title, "description": session.description or "", "sportType": SPORTS[session.sport]}
    if session.sport is Sport.RUN:
        facts["durationType"] = "distance" if setting.in_metres else "time"
        facts["thresholdSecPerKm"] = write_number(setting.threshold_s_per_km or 0)
    for name, text in facts.items():
        SubElement(root, name).text = text
    tags = SubElement(root, "tags")
    for tag in session.tags or ():
        SubElement(tags, "tag", name=tag)
    return root


def _blocks(session: SessionDocument) -> Iterator[Block]:
    """The steps; without any, one without a target as long as the session."""
    if steps := steps_of(session.structure):
        yield from blocks_of(steps)
        return
    seconds = session.planned.duration_s.mean() if session.planned and session.planned.duration_s else None
    if not seconds:
        raise NotAWorkout("has neither steps nor a duration.")
    yield Block((Step.model_validate({"class": "active", "end": {"type": "time", "s": seconds}}),))


def _elements(blocks: Sequence[Block], setting: Setting) -> Iterator[Element]:
    for block in blocks:
        if block.until is not None:
            raise NotAWorkout("repeats until something is reached, and not a number of times.")
        if is_on_and_off(block, setting):
            yield intervals_element(block, setting)
        else:
            for _ in range(block.count):
                yield from (step_element(step, setting) for step in block.steps)


def _is_distance(step: Step) -> bool:
    return step.end is not None and step.end.type == "distance"
