"""The world outside: our registrations with platforms, and the one client that calls them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from service.platforms.base import App
from service.platforms.http import Http


class Outside:
    """The client is made with the first call."""

    def __init__(self, apps: Mapping[str, App] = MappingProxyType({})) -> None:
        self._apps = apps

    def app(self, provider: str) -> App:
        """Our registration; an empty one where the operator has given none."""
        return self._apps.get(provider, App())

    @cached_property
    def http(self) -> Http:
        return Http()
