"""The calls to Polar. An address that comes in a message is never called: the path is built from the id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access, App
from service.platforms.http import AccessLost, Http, Refused
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts

API = "https://www.polaraccesslink.com/v3"
OAUTH = OAuth(
    "https://flow.polar.com/oauth2/authorization", "https://polarremote.com/v2/oauth2/token", ("accesslink.read_all",), by_basic=True
)
FORBIDDEN, CONFLICT = 403, 409


def exercise(access: Access, id: str) -> Mapping[str, Any]:
    found = _ask(access, f"/exercises/{quote(id, safe='')}")
    return found if isinstance(found, dict) else {}


def exercises(access: Access) -> Sequence[Mapping[str, Any]]:
    """Those of the last thirty days."""
    return parts(_ask(access, "/exercises"))


def register(http: Http, app: App, token: str, user_id: str) -> None:
    """Without it Polar tells nothing of an athlete. One who is registered already stays so."""
    try:
        http.call("POST", at(app, f"{API}/users"), bearer=token, json={"member-id": user_id})
    except Refused as error:
        if error.status != CONFLICT:
            raise AccessLost("Polar did not register the athlete.") from None


def unregister(access: Access) -> None:
    access.http.call("DELETE", at(access.app, f"{API}/users/{quote(access.user_id, safe='')}"), bearer=access.credentials["token"])


def _ask(access: Access, path: str) -> Any:
    try:
        return access.http.call_json("GET", at(access.app, API + path), bearer=access.credentials["token"])
    except Refused as error:
        if error.status == FORBIDDEN:  # no message tells of a consent that is gone
            raise AccessLost("Polar does not let us in any more.") from None
        raise
