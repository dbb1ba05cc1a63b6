"""What platforms that stand in do before they agree to send: they call the address, and look at the answer."""

from __future__ import annotations

import json
from typing import Any

from service.errors import ServiceError
from service.platforms.http import Http


def told_by(url: str, method: str = "GET", **how: Any) -> Any:
    """What the address answers, read as JSON; None where it does not answer well."""
    with Http() as http:
        try:
            return json.loads(http.call(method, url, **how))
        except (ServiceError, ValueError):
            return None
