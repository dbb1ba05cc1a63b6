"""A plan file as it is sent: the body itself, or the one file of a form."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service.api.body import read_body
from service.api.openapi import may_fail
from service.api.problems import Problem
from service.documents.base import Label, LocalDate, Zone
from service.documents.limits import MOST_BYTES
from service.formats import ReadOptions
from service.usecases.plans.take_in import DEFAULT_NAME, PlanFile

FORM = "multipart/form-data"
BINARY = {"schema": {"type": "string", "format": "binary"}}
DESCRIBED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file in any format that can be read; its content tells which.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/PlanDocument-Input"}},
            "text/csv": BINARY,
            "application/octet-stream": BINARY,
            FORM: {"schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}},
        },
    },
    **may_fail(
        "body-too-slow", "body-too-large", "unsupported-media-type", "bad-input", "conflict", "stale", "over-capacity", "took-too-long"
    ),
}
"""`openapi_extra` of a route that takes a file."""


class _InMemory(MultiPartParser):
    """Nothing of a plan goes to a disk on its way."""

    spool_max_size = MOST_BYTES + 1


@dataclass(frozen=True, slots=True)
class SentFile:
    content: bytes
    name: str | None


async def sent_file(request: Request) -> SentFile:
    """Raises Problem: too large, too slow, compressed, or a form without exactly one file."""
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem("unsupported-media-type", "Send the file without Content-Encoding.")
    body = await read_body(request)
    is_form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM
    sent = await _from_form(request, body) if is_form else SentFile(body, None)
    # What makes two calls the same is the file: a form has another boundary each time.
    request.state.body = sent.content
    return sent


async def plan_file(  # noqa: PLR0913  one for each thing that a file may leave open
    sent: Annotated[SentFile, Depends(sent_file)],
    *,
    timezone: Annotated[Zone | None, Query(description="IANA zone; without it that of the athlete")] = None,
    unit: Annotated[Literal["km", "mi"] | None, Query(description="Of distances without a unit")] = None,
    date_order: Annotated[Literal["dmy", "mdy"] | None, Query(description="How 03/04/2026 is meant")] = None,
    start: Annotated[LocalDate | None, Query(description="First day of an undated plan")] = None,
    race_day: Annotated[LocalDate | None, Query(description="Race day of an undated plan, instead of start")] = None,
    long_run_weekday: Annotated[int | None, Query(ge=0, le=6, description="0 is Monday; for tables of weeks without days")] = None,
    hard_words: Annotated[list[Label] | None, Query(max_length=20, description="Words that mark a session as hard")] = None,
    file_name: Annotated[str | None, Query(max_length=300, description="For a body that is no form")] = None,
) -> PlanFile:
    """The file and what its uploader says about it; each parameter answers a question that a draft may ask."""
    options = ReadOptions(
        timezone=timezone, unit=unit, date_order=date_order, start=start, race_day=race_day, long_run_weekday=long_run_weekday,
        hard_words=tuple(hard_words or ()),
    )  # fmt: skip
    return PlanFile(sent.content, _clean(sent.name or file_name or DEFAULT_NAME), options)


Sent = Annotated[PlanFile, Depends(plan_file)]


async def _from_form(request: Request, body: bytes) -> SentFile:
    async def whole() -> AsyncGenerator[bytes]:
        yield body

    try:
        form = await _InMemory(request.headers, whole(), max_files=1, max_fields=0).parse()
    except (MultiPartException, KeyError):
        raise _no_file() from None
    return await _only_file(form)


async def _only_file(form: FormData) -> SentFile:
    files = [entry for _, entry in form.multi_items() if isinstance(entry, UploadFile)]
    if len(files) != 1:
        raise _no_file()
    try:
        return SentFile(await files[0].read(), files[0].filename)
    finally:
        await form.close()


def _clean(name: str) -> str:
    """The last part of the name, as far as it can be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:200] or DEFAULT_NAME


def _no_file() -> Problem:
    return Problem("bad-input", "The form must hold one file and nothing else; what there is to say about it goes into the query.")
