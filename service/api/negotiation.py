"""In which format a plan is wanted: by name, or by the Accept header with its weights (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Query, Request

from service.api.problems import Problem
from service.formats import WRITERS, PlanWriter

JSON = "json"


@dataclass(frozen=True, slots=True)
class _Range:
    """`*/*`, `text/*` or `text/csv`, and how much it is wanted."""

    type: str
    subtype: str
    weight: float

    def fits(self, media_type: str) -> bool:
        type, _, subtype = media_type.partition("/")
        return self.type in ("*", type) and self.subtype in ("*", subtype)

    @property
    def exactness(self) -> int:
        return (self.type != "*") + (self.subtype != "*")


async def wanted_format(
    request: Request,
    format: Annotated[str | None, Query(description="Wins over Accept", json_schema_extra={"enum": [*WRITERS, None]})] = None,
) -> PlanWriter:
    """Answers 406 when nothing that is wanted can be written. Async only so that no thread is asked for it."""
    if format is not None:
        if format not in WRITERS:
            raise Problem("not-acceptable", f"There is no such format; take one of {', '.join(WRITERS)}.")
        return WRITERS[format]
    accept = request.headers.get("accept", "").strip()
    return _best(list(_ranges(accept))) if accept else WRITERS[JSON]


Wanted = Annotated[PlanWriter, Depends(wanted_format)]


def bare(writer: PlanWriter) -> str:
    """The media type without parameters."""
    return writer.media_type.partition(";")[0].strip()


def attached(name: str, extension: str) -> str:
    """Content-Disposition for a download of that name, whatever its letters (RFC 6266)."""
    clean = "".join(letter for letter in name if letter.isprintable() and letter not in '\\/:*?"<>|').strip(" .")[:100] or "plan"
    plain = clean.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}{extension}\"; filename*=UTF-8''{quote(clean + extension, safe='')}"


def also_as() -> dict[int | str, dict[str, Any]]:
    """For the description of a route that answers in every format; JSON is described by its model."""
    text = {"schema": {"type": "string", "format": "binary"}}
    others = {bare(writer): text for writer in WRITERS.values() if bare(writer) != bare(WRITERS[JSON])}
    return {200: {"content": others}, 304: {"description": "Not changed since the ETag of If-None-Match"}}


def _best(ranges: Sequence[_Range]) -> PlanWriter:
    weights = {writer.name: _weight(bare(writer), ranges) for writer in WRITERS.values()}
    name = max(weights, key=lambda name: weights[name])  # the first of those that are wanted alike
    if weights[name] <= 0:
        kinds = dict.fromkeys(bare(writer) for writer in WRITERS.values())
        raise Problem("not-acceptable", f"Accept one of {', '.join(kinds)}, or name a format: ?format=csv.")
    return WRITERS[name]


def _weight(media_type: str, ranges: Sequence[_Range]) -> float:
    """What the most exact range that fits says."""
    fitting = [wanted for wanted in ranges if wanted.fits(media_type)]
    return max(fitting, key=lambda wanted: wanted.exactness).weight if fitting else 0.0


def _ranges(accept: str) -> Iterator[_Range]:
    """The ranges of the header; parts that are none are passed over."""
    for part in accept.lower().split(","):
        name, *parameters = (word.strip() for word in part.split(";"))
        type, slash, subtype = name.partition("/")
        if slash and type and subtype and not (type == "*" and subtype != "*"):
            yield _Range(type, subtype, _quality(parameters))


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0
