"""The calls to TrainingPeaks. Names of fields come in more than one casing, so they are read without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from service.platforms.base import Access, App
from service.platforms.http import AccessLost, Http, Refused
from service.platforms.oauth import OAuth, at
from service.platforms.values import parts, text

HOME = "https://api.trainingpeaks.com"
CONSENT = "https://oauth.trainingpeaks.com"
OAUTH = OAuth(f"{CONSENT}/OAuth/Authorize", f"{CONSENT}/oauth/token", ("athlete:profile", "workouts:read", "workouts:plan"))
A_PAGE, MOST_PAGES = 100, 10
FORBIDDEN = 403


def changed(access: Access, since: date) -> Iterator[Mapping[str, Any]]:
    """Pages of `deleted` and `modified`. Raises AccessLost for an athlete who is ours no more."""
    for page in range(MOST_PAGES):
        asked = {"date": f"{since.isoformat()}T00:00:00", "pageSize": A_PAGE, "page": page}
        try:
            found = _ask(access, "GET", "/v2/workouts/changed", params=asked)
        except Refused as error:
            if error.status == FORBIDDEN:
                raise AccessLost("TrainingPeaks does not let us in any more.") from None
            raise
        yield found
        if all(len(listed) < A_PAGE for listed in found.values() if isinstance(listed, list)):
            return


def workouts(access: Access, since: date, until: date) -> Sequence[Mapping[str, Any]]:
    """By folded names; nothing where the answer is no list."""
    found = access.http.call_json("GET", _at(access, f"/v2/workouts/{since}/{until}"), bearer=access.credentials["token"])
    return [folded(each) for each in parts(found)]


def workout(access: Access, id: str) -> dict[str, Any]:
    """As it was sent: what is written back has to hold all of it."""
    found = access.http.call_json("GET", _at(access, f"/v2/workouts/id/{quote(id, safe='')}"), bearer=access.credentials["token"])
    return found if isinstance(found, dict) else {}


def write(access: Access, method: str, path: str, document: Mapping[str, Any]) -> Mapping[str, Any]:
    return _ask(access, method, path, json=dict(document))


def remove(access: Access, id: str) -> None:
    access.http.call("DELETE", _at(access, f"/v2/workouts/id/{quote(id, safe='')}"), bearer=access.credentials["token"])


def athlete_id(http: Http, app: App, token: str) -> str | None:
    return text(folded(http.call_json("GET", at(app, f"{HOME}/v1/athlete/profile"), bearer=token)).get("id"))


def folded(found: Any) -> Mapping[str, Any]:
    """By lower-case name."""
    return {str(name).lower(): value for name, value in found.items()} if isinstance(found, dict) else {}


def _ask(access: Access, method: str, path: str, **how: Any) -> Mapping[str, Any]:
    return folded(access.http.call_json(method, _at(access, path), bearer=access.credentials["token"], **how))


def _at(access: Access, path: str) -> str:
    return at(access.app, HOME + path)
