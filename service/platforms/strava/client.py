"""The calls to Strava."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts

API = "https://www.strava.com/api/v3"
OAUTH = OAuth("https://www.strava.com/oauth/authorize", "https://www.strava.com/oauth/token", ("activity:read",), separator=",")
A_PAGE, MOST_PAGES = 100, 5


def activity(access: Access, id: str) -> Mapping[str, Any]:
    """Raises Refused (404) for one that is not there, or not for us."""
    found = _ask(access, "GET", f"/activities/{quote(id, safe='')}")
    return found if isinstance(found, dict) else {}


def activities(access: Access, since: date, until: date) -> Iterator[Mapping[str, Any]]:
    """The summaries of some days; few pages, for calls are counted."""
    span = {"after": _epoch(since), "before": _epoch(until) + 86_400, "per_page": A_PAGE}
    for page in range(1, MOST_PAGES + 1):
        found = parts(_ask(access, "GET", "/athlete/activities", params={**span, "page": page}))
        yield from found
        if len(found) < A_PAGE:
            return


def deauthorize(access: Access) -> None:
    access.http.call("POST", at(access.app, "https://www.strava.com/oauth/deauthorize"), data={"access_token": access.credentials["token"]})


def _ask(access: Access, method: str, path: str, **how: Any) -> Any:
    return access.http.call_json(method, at(access.app, API + path), bearer=access.credentials["token"], **how)


def _epoch(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
