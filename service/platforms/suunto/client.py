"""The calls to Suunto: each with the athlete's token and with our own key of their gateway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access
from service.platforms.oauth import OAuth, at
from service.platforms.values import part, parts

API = "https://cloudapi.suunto.com/v3"
CONSENT = "https://cloudapi-oauth.suunto.com/oauth"
OAUTH = OAuth(f"{CONSENT}/authorize", f"{CONSENT}/token", ("workout",), by_basic=True)
MOST_AT_ONCE = 100


def workout(access: Access, key: str) -> Mapping[str, Any]:
    """One comes as an object, several as a list."""
    answer = _ask(access, f"/workouts/{quote(key, safe='')}")
    return part(answer, "payload") or next(iter(parts(answer.get("payload"))), {})


def workouts(access: Access, since: date) -> Sequence[Mapping[str, Any]]:
    start = int(datetime.combine(since, time(), UTC).timestamp() * 1000)
    return parts(_ask(access, "/workouts", since=start, limit=MOST_AT_ONCE).get("payload"))


def deauthorize(access: Access) -> None:
    """Where their page differs, the tokens are forgotten on our side all the same."""
    url = at(access.app, f"{CONSENT}/deauthorize")
    access.http.call("GET", url, bearer=access.credentials["token"], params={"client_id": access.app.client_id})


def _ask(access: Access, path: str, **params: Any) -> Mapping[str, Any]:
    headers = {"Ocp-Apim-Subscription-Key": access.app.api_key}
    found = access.http.call_json("GET", at(access.app, API + path), bearer=access.credentials["token"], headers=headers, params=params)
    return found if isinstance(found, dict) else {}
