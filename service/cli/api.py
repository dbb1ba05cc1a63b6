"""The door to the API. The two edges may not import each other, so its module is named here, as a server would name it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from service.bootstrap import Services


def create_app(services: Services) -> Any:
    """The ASGI application over `services`."""
    return import_module("service.api.app").create_app(services)


def openapi_file(services: Services) -> str:
    """The OpenAPI document as it is kept under version control."""
    text: str = import_module("service.api.openapi").as_file(create_app(services))
    return text
