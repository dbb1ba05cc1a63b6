"""The door to the API. The two edges may not import each other, so its module is named here, as a server would name it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from service.bootstrap import build_services
from service.settings import Settings


def create_app(settings: Settings) -> Any:
    """The ASGI application."""
    limits = import_module("service.api.body").BodyLimits(settings.max_body_bytes, settings.body_seconds)
    return import_module("service.api.app").create_app(build_services(settings), limits)


def openapi_file(settings: Settings) -> str:
    """The OpenAPI document as it is kept under version control."""
    text: str = import_module("service.api.openapi").as_file(create_app(settings))
    return text
