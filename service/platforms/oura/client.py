"""The calls to Oura."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access, App
from service.platforms.http import Http
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts, text

HOME = "https://api.ouraring.com"
API = f"{HOME}/v2/usercollection"
OAUTH = OAuth("https://cloud.ouraring.com/oauth/authorize", f"{HOME}/oauth/token", ("personal", "daily", "workout", "tag"))


def one(access: Access, collection: str, id: str) -> Mapping[str, Any]:
    found = _ask(access, f"/{collection}/{quote(id, safe='')}")
    return found if isinstance(found, dict) else {}


def several(access: Access, collection: str, since: date, until: date) -> Sequence[Mapping[str, Any]]:
    answer = _ask(access, f"/{collection}", start_date=since.isoformat(), end_date=until.isoformat())
    return parts(answer.get("data") if isinstance(answer, dict) else None)


def user_id(http: Http, app: App, token: str) -> str | None:
    found = http.call_json("GET", at(app, f"{API}/personal_info"), bearer=token)
    return text(found.get("id")) if isinstance(found, dict) else None


def revoke(access: Access) -> None:
    access.http.call("GET", at(access.app, f"{HOME}/oauth/revoke"), params={"access_token": access.credentials["token"]})


def _ask(access: Access, path: str, **params: str) -> Any:
    return access.http.call_json("GET", at(access.app, API + path), bearer=access.credentials["token"], params=params)
