"""The calls to WHOOP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access, App
from service.platforms.http import Http
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts, text

HOME = "https://api.prod.whoop.com"
API = f"{HOME}/developer/v2"
OAUTH = OAuth(
    f"{HOME}/oauth/oauth2/auth",
    f"{HOME}/oauth/oauth2/token",
    ("offline", "read:profile", "read:workout", "read:sleep", "read:recovery"),
)
MOST_AT_ONCE, MOST_PAGES = 25, 5


def workout(access: Access, id: str) -> Mapping[str, Any]:
    return _ask(access, f"/activity/workout/{quote(id, safe='')}")


def workouts(access: Access, since: date, until: date) -> Iterator[Mapping[str, Any]]:
    return _all(access, "/activity/workout", since, until)


def nights(access: Access, since: date, until: date) -> Iterator[Mapping[str, Any]]:
    return _all(access, "/activity/sleep", since, until)


def recoveries(access: Access, since: date, until: date) -> Iterator[Mapping[str, Any]]:
    return _all(access, "/recovery", since, until)


def user_id(http: Http, app: App, token: str) -> str | None:
    found = http.call_json("GET", at(app, f"{API}/user/profile/basic"), bearer=token)
    return text(found.get("user_id")) if isinstance(found, dict) else None


def revoke(access: Access) -> None:
    access.http.call("DELETE", at(access.app, f"{API}/user/access"), bearer=access.credentials["token"])


def _all(access: Access, path: str, since: date, until: date) -> Iterator[Mapping[str, Any]]:
    asked: dict[str, Any] = {"limit": MOST_AT_ONCE, "start": _midnight(since), "end": _midnight(until + timedelta(days=1))}
    for _ in range(MOST_PAGES):
        answer = _ask(access, path, **asked)
        yield from parts(answer.get("records"))
        following = text(answer.get("next_token"))
        if following is None:
            return
        asked["nextToken"] = following


def _ask(access: Access, path: str, **params: Any) -> Mapping[str, Any]:
    found = access.http.call_json("GET", at(access.app, API + path), bearer=access.credentials["token"], params=params)
    return found if isinstance(found, dict) else {}


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
