"""Consent by OAuth 2, as far as platforms agree on it. Refresh tokens often count once: what comes back replaces what was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode, urlsplit

from service.kit.clock import Clock, system_clock
from service.platforms.base import THIN_BODY, App, Granted, HookSecrets, Incoming, Reply
from service.platforms.http import A_WINDOW_S, AccessLost, Http, Refused, TryLater
from service.platforms.values import since_1970, within

LONGEST_LIFE_S = 50 * 365 * 86_400
OURS_IS_WRONG = (b'"invalid_client"', b'"unauthorized_client"', b'"Application"')
"""Words of a token endpoint that are about us and not about the athlete: those of RFC 6749, and Strava's."""


def at(app: App, url: str) -> str:
    """The address; at the other host where the operator has named one for trying things out."""
    if app.base_url is None:
        return url
    parted = urlsplit(url)
    return app.base_url + parted.path + (f"?{parted.query}" if parted.query else "")


@dataclass(frozen=True, slots=True)
class OAuth:
    """How a platform wants it."""

    consent_page: str
    token_url: str
    scopes: tuple[str, ...]
    separator: str = " "
    has_pkce: bool = False
    by_basic: bool = False
    """Whether our id and secret go into the header, and not into the form."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What the consent page wants to be told beside."""

    def consent_url(self, app: App, state: str, challenge: str) -> str:
        query = {"response_type": "code", "client_id": app.client_id, "redirect_uri": app.redirect_uri,
                 "scope": self.separator.join(self.scopes), "state": state, **self.asked}  # fmt: skip
        if self.has_pkce:
            query |= {"code_challenge": challenge, "code_challenge_method": "S256"}
        return f"{at(app, self.consent_page)}?{urlencode({name: value for name, value in query.items() if value})}"

    def by_code(self, http: Http, app: App, code: str, verifier: str) -> Mapping[str, Any]:
        """The platform's answer. Raises AccessLost, TryLater."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": app.redirect_uri}
        return self._ask(http, app, {**form, "code_verifier": verifier} if self.has_pkce else form)

    def by_refresh(self, http: Http, app: App, refresh_token: str) -> Mapping[str, Any]:
        """Likewise."""
        return self._ask(http, app, {"grant_type": "refresh_token", "refresh_token": refresh_token})

    def granted(self, answer: Mapping[str, Any], user_id: str, now: datetime, before: Mapping[str, str] | None = None) -> Granted:
        """What was granted; a refresh token that did not come anew goes on counting."""
        token = _token(answer)
        credentials = {**(before or {}), "token": token, "user_id": user_id}
        if isinstance(answer.get("refresh_token"), str) and answer["refresh_token"]:
            credentials["refresh_token"] = answer["refresh_token"]
        scope = answer.get("scope")
        scopes = tuple(scope.replace(",", " ").split()) if isinstance(scope, str) and scope.strip() else self.scopes
        return Granted(user_id, credentials, scopes, _end(answer, now))

    def _ask(self, http: Http, app: App, form: Mapping[str, str]) -> Mapping[str, Any]:
        ours = (app.client_id, app.client_secret)
        how: dict[str, Any] = {"basic": ours, "data": dict(form)}
        if not self.by_basic:
            how = {"data": {**form, "client_id": ours[0], "client_secret": ours[1]}}
        try:
            answer = http.call_json("POST", at(app, self.token_url), **how)
        except (AccessLost, Refused) as error:
            if any(word in error.said for word in OURS_IS_WRONG):
                raise TryLater("The platform does not accept our own registration; see ADJUSTER_PLATFORMS.", after_s=A_WINDOW_S) from None
            raise AccessLost("The consent was not confirmed.") from None
        return answer if isinstance(answer, dict) else {}


class ByConsent:
    """Athletes grant access on the platform's own page. A platform says how, and whose an access token is.

    Most send hints only, signed with a secret.
    """

    oauth: OAuth
    largest_body: int = THIN_BODY
    proof: Mapping[str, bool] = MappingProxyType({"signing": True})

    def __init__(self, clock: Clock = system_clock) -> None:
        self.clock = clock

    def greet(self, incoming: Incoming, secrets: HookSecrets) -> Reply | None:  # noqa: ARG002  most platforms begin without a handshake
        return None

    def reply(self, incoming: Incoming) -> Reply:  # noqa: ARG002  most platforms only look at the status
        return Reply()

    def whose(self, http: Http, app: App, answer: Mapping[str, Any]) -> str | None:
        """The user behind the platform's answer to a code."""
        raise NotImplementedError

    def consent_url(self, app: App, state: str, challenge: str) -> str:
        return self.oauth.consent_url(app, state, challenge)

    def exchange(self, http: Http, app: App, code: str, verifier: str) -> Granted:
        """Raises AccessLost, TryLater."""
        answer = self.oauth.by_code(http, app, code, verifier)
        _token(answer)
        user = self.whose(http, app, answer)
        if not user:
            raise AccessLost("The platform did not say whose account it is.")
        return self.oauth.granted(answer, user, self.clock())

    def renew(self, http: Http, app: App, credentials: Mapping[str, str]) -> Granted | None:
        """Raises AccessLost when the consent is gone, TryLater."""
        refresh_token = credentials.get("refresh_token")
        if refresh_token is None:
            return None
        answer = self.oauth.by_refresh(http, app, refresh_token)
        return self.oauth.granted(answer, credentials["user_id"], self.clock(), credentials)


def _token(answer: Mapping[str, Any]) -> str:
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise AccessLost("The platform gave no access.")
    return token


def _end(answer: Mapping[str, Any], now: datetime) -> datetime | None:
    """When the token ends; None where the platform does not say, as for tokens that never do."""
    if (at_once := since_1970(answer.get("expires_at"))) is not None:
        return at_once
    life = within(answer.get("expires_in"), 0, LONGEST_LIFE_S)
    return None if life is None else now + timedelta(seconds=life)
