"""One ZWO file as a workout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.domain.session import Kind
from service.errors import Finding
from service.formats.decoding import label, long_text
from service.formats.steps import Raw
from service.formats.workout import Workout
from service.formats.xml import local, parse_xml
from service.formats.zwo.attributes import Attributes
from service.formats.zwo.elements import ELEMENTS, REST
from service.formats.zwo.targets import PACES, Setting

ROOT = "workout_file"
PLACEHOLDER = re.compile(r"workout\.\w+", re.IGNORECASE)
"""What a converter writes where it meant the field of that name."""
KEPT = ("author", "ftpoverride", "thresholdsecperkm", "category", "subcategory")
SPORTS = {"bike": "bike", "run": "run", "": "bike"}
LENGTHS = ("duration", "onduration", "offduration")
MOST_RUN_SECONDS = 4 * 3600


def read_zwo(content: bytes, *, name: str) -> Workout:
    """The workout in `content`. Raises BadInput naming the element that cannot be read."""
    root = parse_xml(content, name=name)
    if local(root.tag) != ROOT:
        refuse([Finding("", "unknown-format", f"The outermost element is <{label(root.tag)[:40]}>; a <workout_file> is wanted.")], name)
    parts = {local(child.tag): child for child in reversed(root)}
    body = parts.get("workout")
    if body is None:
        refuse([Finding("", "missing", "There is no <workout> in the file; export it anew.")], name)
    written = _word(parts, "sporttype").casefold()
    elements = [(e, Attributes.of(e, place=f"{e.tag} {n}", name=name)) for n, e in enumerate(body, start=1) if isinstance(e.tag, str)]
    setting, assumed = _setting(parts, [attributes for _, attributes in elements], SPORTS.get(written, "other"), name)
    steps = [made for e, a in elements if local(e.tag) in ELEMENTS for made in ELEMENTS[local(e.tag)](e, a, setting)]
    unknown = [e for e, _ in elements if local(e.tag) not in ELEMENTS and local(e.tag) not in (REST, "textevent")]
    return Workout(
        title=_title(parts, name),
        sport=setting.sport if steps else "rest",
        steps=tuple(steps),
        description=_description(parts),
        sport_raw=written or None,
        kind=_kind(steps, [attributes for _, attributes in elements]),
        tags=tuple(_tags(parts)),
        complete=not unknown,
        extensions=_kept(parts),
        warnings=(*assumed, *_warnings(elements, unknown)),
    )


def _word(parts: dict[str, Element], key: str) -> str:
    element = parts.get(key)
    return "" if element is None else " ".join(element.itertext()).strip()


def _title(parts: dict[str, Element], name: str) -> str:
    """The name, also under `<n>` as some write it; else that of the file."""
    return label(_word(parts, "name") or _word(parts, "n")) or label(PurePath(name).stem)


def _description(parts: dict[str, Element]) -> str:
    text = long_text(_word(parts, "description"))
    return "" if PLACEHOLDER.fullmatch(text) else text


def _tags(parts: dict[str, Element]) -> Iterator[str]:
    for tag in parts.get("tags", ()):
        if text := label(tag.get("name") or tag.text or ""):
            yield text


def _kept(parts: dict[str, Element]) -> dict[str, Raw]:
    kept = {key: long_text(_word(parts, key)) for key in KEPT if _word(parts, key)}
    return {"zwo": kept} if kept else {}


def _kind(steps: Sequence[Raw], attributes: Sequence[Attributes]) -> Kind | None:
    if not steps:
        return Kind.REST
    is_test = any(a.values.get("ftptest", "0") not in ("", "0", "false") for a in attributes)
    return Kind.TEST if is_test else None


def _setting(parts: dict[str, Element], elements: Sequence[Attributes], sport: str, name: str) -> tuple[Setting, tuple[InputWarning, ...]]:
    """What holds for the whole file, and what of it had to be assumed."""
    stated = _word(parts, "durationtype").casefold()
    guessed = not stated and sport == "run" and _reads_as_metres(elements)
    whole = Attributes({"threshold": _word(parts, "thresholdsecperkm")}, "thresholdSecPerKm", name)
    paces = [pace for attributes in elements if (pace := attributes.number("pace")) is not None]
    first_pace = 1 if max(paces, default=0) >= len(PACES) else 0
    setting = Setting(sport, stated == "distance" or guessed, whole.number("threshold") or None, first_pace)
    warnings = []
    if not _word(parts, "sporttype"):
        warnings.append(InputWarning("sport-assumed", "", "The file names no sport; a ride is taken."))
    if guessed:
        warnings.append(InputWarning("metres-assumed", "", "The lengths read as metres although the file does not say so; check them."))
    if paces and setting.threshold_s_per_km is None:
        text = "The file names race paces by number; 0 is taken as 1 mile, 4 as marathon pace." if not first_pace else (
            "The file names race paces by number; 1 is taken as 1 mile, 5 as marathon pace."
        )  # fmt: skip
        warnings.append(InputWarning("pace-assumed", "", text))
    return setting, tuple(warnings)


def _reads_as_metres(elements: Sequence[Attributes]) -> bool:
    """Run files that count in metres and do not say so: as seconds they would last for ever, or fit no clock."""
    lengths = [value for a in elements for key in LENGTHS if (value := a.number(key))]
    total = sum((a.number("repeat") or 1) * sum(a.number(key) or 0 for key in LENGTHS) for a in elements)
    round_metres = bool(lengths) and all(length % 100 == 0 for length in lengths)
    return round_metres and (total > MOST_RUN_SECONDS or any(length % 60 for length in lengths))


def _warnings(elements: Sequence[tuple[Element, Attributes]], unknown: Sequence[Element]) -> Iterator[InputWarning]:
    for element in unknown:
        text = f"<{label(element.tag)[:40]}> is not known; the workout is taken without it."
        yield InputWarning("unknown-element", "", text)
    for element, attributes in elements:
        start, end = attributes.percent("powerlow"), attributes.percent("powerhigh")
        if local(element.tag) == "cooldown" and start is not None and end is not None and start < end:
            text = "The cool-down rises: PowerLow is its start and PowerHigh its end. Check whether the two were meant the other way round."
            yield InputWarning("rising-cooldown", "", text)
