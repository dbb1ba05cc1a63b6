"""Where training platforms send what happened. No key of ours: the address is secret, and each message is proved."""

from __future__ import annotations

import logging
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.convertors import StringConvertor, register_url_convertor

from service.api.body import read_body
from service.api.caller import services_of
from service.api.problems import Problem
from service.platforms.base import Incoming, Reply, Untrusted
from service.platforms.registry import PLATFORMS
from service.usecases.platforms.receive import find_hook, receive
from service.usecases.services import Services


class PlatformConvertor(StringConvertor):
    """The name of a platform in an address, so that `/v1/hooks/{hook_id}/secret` is not one of theirs too."""

    regex = "|".join(PLATFORMS)


register_url_convertor("platform", PlatformConvertor())
router = APIRouter(prefix="/v1/hooks", tags=["hooks"])
Provider = Annotated[str, Path(max_length=32, description="Name of the platform")]
HookKey = Annotated[str, Path(max_length=200, description="The secret part of the address")]
log = logging.getLogger(__name__)


@router.get("/{provider:platform}/{hook_key}", operation_id="greetHook", summary="A platform's handshake", response_class=Response)
async def greet(request: Request, provider: Provider, hook_key: HookKey) -> Response:
    """Answers challenges as each platform wants it, and 404 to everybody else."""
    return await _answer(request, provider, hook_key, b"")


@router.post("/{provider:platform}/{hook_key}", operation_id="receiveHook", summary="A platform's message", response_class=Response)
async def receive_message(request: Request, provider: Provider, hook_key: HookKey) -> Response:
    """Proved over the raw bytes, kept once however often it is sent, worked on later."""
    return await _answer(request, provider, hook_key, await read_body(request))


async def _answer(request: Request, provider: str, hook_key: str, body: bytes) -> Response:
    incoming = Incoming(request.method, {k.lower(): v for k, v in request.headers.items()}, dict(request.query_params), body)
    reply = await to_thread.run_sync(_taken_in, services_of(request), provider, hook_key, incoming)
    return Response(reply.body, reply.status, media_type=reply.media_type)


def _taken_in(services: Services, provider: str, hook_key: str, incoming: Incoming) -> Reply:
    """In one turn of one thread: each further one waits behind whatever else the server does."""
    hook = find_hook(services, provider, hook_key)
    if len(incoming.body) > hook.platform.largest_body:
        raise Problem("body-too-large", f"At most {hook.platform.largest_body} bytes are taken here.")
    try:
        return receive(services, hook, incoming)
    except Untrusted:
        # Which proof failed would help only whoever tries to forge one.
        raise Problem("hook-untrusted", "The message is not proved to be the platform's.") from None
