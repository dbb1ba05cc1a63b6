"""The calls to Wahoo. Refresh tokens count once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from service.platforms.base import Access, App
from service.platforms.http import Http
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts, text

HOME = "https://api.wahooligan.com"
FILES = "wahooligan.com"
SCOPES = ("user_read", "workouts_read", "workouts_write", "plans_read", "plans_write", "offline_data")
OAUTH = OAuth(f"{HOME}/oauth/authorize", f"{HOME}/oauth/token", SCOPES)
A_PAGE = 100
"""Sorted by their start, the latest first: six weeks of planned ones come before those that were done."""


def workout(access: Access, id: str) -> Mapping[str, Any]:
    return _object(ask(access, "GET", f"/v1/workouts/{quote(id, safe='')}"))


def workouts(access: Access) -> Sequence[Mapping[str, Any]]:
    """Planned and done, a page of them: calls are counted narrowly."""
    return parts(_object(ask(access, "GET", "/v1/workouts", params={"page": 1, "per_page": A_PAGE})).get("workouts"))


def plans(access: Access) -> Sequence[Mapping[str, Any]]:
    return parts(ask(access, "GET", "/v1/plans"))


def recording(access: Access, url: str) -> bytes | None:
    """The FIT file, without our token; None for an address elsewhere."""
    where = urlsplit(url)
    is_theirs = where.scheme == "https" and f".{where.hostname}".endswith(f".{FILES}")
    if not is_theirs and not (access.app.base_url and url.startswith(f"{access.app.base_url}/")):
        return None
    return access.http.call("GET", url)


def write(access: Access, method: str, path: str, form: Mapping[str, str]) -> Mapping[str, Any]:
    return _object(ask(access, method, path, data=dict(form)))


def remove(access: Access, path: str) -> None:
    access.http.call("DELETE", at(access.app, HOME + path), bearer=access.credentials["token"])


def user_id(http: Http, app: App, token: str) -> str | None:
    return text(_object(http.call_json("GET", at(app, f"{HOME}/v1/user"), bearer=token)).get("id"))


def ask(access: Access, method: str, path: str, **how: Any) -> Any:
    return access.http.call_json(method, at(access.app, HOME + path), bearer=access.credentials["token"], **how)


def _object(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}
