"""Bearer tokens of an OpenID Connect issuer: whose they are, once issuer, audience, times and signature are as they must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from service.usecases.keys import Login, Permission, Unauthenticated

ALGORITHMS = ("RS256", "ES256")
"""Fixed: what a token says of its algorithm is compared with this and never believed."""
LEEWAY_S = 30
FETCH_S = 5.0
KEYS_KEPT_S = 300.0
REQUIRED = ("exp", "iat", "iss", "aud", "sub")
LONGEST_TOKEN = 8_192
LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whom to believe, and which claims hold what. Permissions are a list, or one text parted by blanks."""

    name: str
    audience: str
    keys_url: str
    organisation_claim: str = "org_id"
    coach_claim: str = "coach_id"
    permissions_claim: str = "permissions"


class TokenReader:
    """Fetches the issuer's keys when it first needs them; an unknown key id makes it look again, every 30 seconds at most."""

    def __init__(self, issuer: Issuer) -> None:
        self._issuer = issuer
        self._keys = jwt.PyJWKClient(issuer.keys_url, lifespan=KEYS_KEPT_S, timeout=FETCH_S)

    def read(self, token: str) -> Login:
        """What the token says of its bearer. Raises Unauthenticated."""
        if len(token) > LONGEST_TOKEN:
            raise _refused()
        try:
            header = jwt.get_unverified_header(token)
            # A header may not bring a key, point to one, or ask for an extension that nobody here knows.
            if header.get("alg") not in ALGORITHMS or {"jwk", "jku", "x5c", "x5u", "crit"} & set(header):
                raise _refused()
            key = self._keys.get_signing_key(_short(header.get("kid")))
            claims = jwt.decode(
                token, key, algorithms=list(ALGORITHMS), audience=self._issuer.audience, issuer=self._issuer.name, leeway=LEEWAY_S,
                options={"require": list(REQUIRED)},
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError, TypeError):
            raise _refused() from None
        return self._login(claims)

    def _login(self, claims: Mapping[str, Any]) -> Login:
        coach = claims.get(self._issuer.coach_claim)
        return Login(
            org_id=_short(claims.get(self._issuer.organisation_claim)),
            coach_id=None if coach is None else _short(coach),
            subject=_short(claims["sub"]),
            may=_permissions(claims.get(self._issuer.permissions_claim)),
        )


def _permissions(claim: object) -> frozenset[Permission]:
    """Those that we know; an issuer may use the same claim for other services too."""
    words = claim.split() if isinstance(claim, str) else claim if isinstance(claim, list) else []
    return frozenset(permission for permission in Permission if permission.value in words)


def _short(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_NAME or not value.isascii() or not value.isprintable():
        raise _refused()
    return value


def _refused() -> Unauthenticated:
    return Unauthenticated("Send a token that is valid, for this service, and not expired.")
