"""The calls to Garmin. Asking unbidden is against its terms: only addresses that it sent are read, and only at its own host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.platforms.base import Access, App
from service.platforms.http import Http, Refused
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts, text

HOME = "https://apis.garmin.com"
OAUTH = OAuth("https://connect.garmin.com/oauth2Confirm", "https://diauth.garmin.com/di-oauth2-service/oauth/token", (), has_pkce=True)
WORKOUTS, WORKOUT, SCHEDULES = "/workoutportal/workout/v2", "/training-api/workout/v2/{id}", "/training-api/schedule/"


def called_back(access: Access, url: str) -> Sequence[Mapping[str, Any]]:
    """The summaries behind an address of a message. Raises Refused for an address elsewhere."""
    return parts(access.http.call_json("GET", _own(access, url), bearer=access.credentials["token"]))


def recording(access: Access, url: str) -> bytes:
    """Likewise, a file."""
    return access.http.call("GET", _own(access, url), bearer=access.credentials["token"])


def user_id(http: Http, app: App, token: str) -> str | None:
    found = http.call_json("GET", at(app, f"{HOME}/wellness-api/rest/user/id"), bearer=token)
    return text(found.get("userId")) if isinstance(found, dict) else None


def deregister(access: Access) -> None:
    access.http.call("DELETE", at(access.app, f"{HOME}/wellness-api/rest/user/registration"), bearer=access.credentials["token"])


def read(access: Access, path: str) -> Any:
    return access.http.call_json("GET", at(access.app, HOME + path), bearer=access.credentials["token"])


def schedules(access: Access, since: str, until: str) -> Sequence[Mapping[str, Any]]:
    """What lies on these days of the training calendar; nothing where the answer is no list."""
    asked = {"startDate": since, "endDate": until}
    url = at(access.app, HOME + SCHEDULES.rstrip("/"))
    return parts(access.http.call_json("GET", url, bearer=access.credentials["token"], params=asked))


def write(access: Access, method: str, path: str, document: Mapping[str, Any]) -> bytes:
    return access.http.call(method, at(access.app, HOME + path), bearer=access.credentials["token"], json=dict(document))


def remove(access: Access, path: str) -> None:
    access.http.call("DELETE", at(access.app, HOME + path), bearer=access.credentials["token"])


def _own(access: Access, url: str) -> str:
    if not url.startswith(at(access.app, f"{HOME}/")):
        raise Refused("The message names an address that is not Garmin's.", status=403)
    return url
