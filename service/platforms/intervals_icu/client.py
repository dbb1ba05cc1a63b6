"""The calls to intervals.icu. An athlete is `0`: whoever the token or key belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from service.platforms.base import Access, App, Granted
from service.platforms.http import AccessLost, Http, Refused
from service.platforms.values import part, parts, text

HOME = "https://intervals.icu"
SCOPES = ("ACTIVITY:READ", "WELLNESS:READ", "CALENDAR:WRITE", "SETTINGS:READ")
KEY_USER = "API_KEY"
"""The user name under which a personal key is sent."""


def home(app: App) -> str:
    return app.base_url or HOME


def activity(access: Access, activity_id: str) -> Mapping[str, Any]:
    return _object(_ask(access, "GET", f"/api/v1/activity/{quote(activity_id, safe='')}"))


def activities(access: Access, oldest: date, newest: date) -> Sequence[Mapping[str, Any]]:
    return parts(_ask(access, "GET", "/api/v1/athlete/0/activities", params=_span(oldest, newest)))


def wellness(access: Access, oldest: date, newest: date) -> Sequence[Mapping[str, Any]]:
    return parts(_ask(access, "GET", "/api/v1/athlete/0/wellness", params=_span(oldest, newest)))


def events(access: Access, oldest: date, newest: date) -> Sequence[Mapping[str, Any]]:
    return parts(_ask(access, "GET", "/api/v1/athlete/0/events", params=_span(oldest, newest)))


def upsert_events(access: Access, wanted: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Matched by our external id among the events of our own app."""
    return parts(_ask(access, "POST", "/api/v1/athlete/0/events/bulk", params={"upsert": "true"}, json=list(wanted)))


def delete_events(access: Access, external_ids: Sequence[str]) -> None:
    """Ids that are not there are passed over."""
    _ask(access, "PUT", "/api/v1/athlete/0/events/bulk-delete", json=[{"external_id": id} for id in external_ids])


def check_key(http: Http, app: App, key: str) -> Granted:
    """Whose key it is. Raises AccessLost for one that opens nothing."""
    try:
        found = http.call_json("GET", f"{home(app)}/api/v1/athlete/0", basic=(KEY_USER, key))
    except Refused:
        raise AccessLost("The key opens nothing.") from None
    return Granted(_whose(_object(found)), {"key": key}, SCOPES)


def consent_url(app: App, state: str) -> str:
    asked = {"client_id": app.client_id, "redirect_uri": app.redirect_uri, "scope": ",".join(SCOPES), "state": state}
    return f"{home(app)}/oauth/authorize?{urlencode(asked)}"


def exchange(http: Http, app: App, code: str) -> Granted:
    """A token for a code. It never ends, and the athlete may have granted less than was asked for."""
    form = {"client_id": app.client_id, "client_secret": app.client_secret, "code": code}
    try:
        answer = _object(http.call_json("POST", f"{home(app)}/api/oauth/token", data=form))
    except Refused:  # also the answer to wrong credentials of ours
        raise AccessLost("The consent was not confirmed.") from None
    scopes = tuple(part.strip() for part in str(answer.get("scope", "")).split(",") if part.strip())
    token = text(answer.get("access_token"))
    if token is None:
        raise AccessLost("The platform gave no access.")
    return Granted(_whose(part(answer, "athlete")), {"token": token}, scopes)


def disconnect(access: Access) -> None:
    _ask(access, "DELETE", "/api/v1/disconnect-app")


def _whose(athlete: Mapping[str, Any]) -> str:
    id = text(athlete.get("id"))
    if id is None:
        raise AccessLost("The platform did not say whose account it is.")
    return id


def _object(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}


def _ask(access: Access, method: str, path: str, **how: Any) -> Any:
    proof: dict[str, Any] = {"basic": (KEY_USER, access.credentials["key"])} if "key" in access.credentials else {}
    if not proof:
        proof = {"bearer": access.credentials["token"]}
    try:
        return access.http.call_json(method, home(access.app) + path, **proof, **how)
    except AccessLost:  # tokens never end, so to be shut out means much: not on one word
        return access.http.call_json(method, home(access.app) + path, **proof, **how)


def _span(oldest: date, newest: date) -> dict[str, str]:
    return {"oldest": oldest.isoformat(), "newest": newest.isoformat()}
