"""The token page of a platform that stands in: codes and refresh tokens that count once, as the real ones do."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from service.platforms.fake_server import Asked, Told

CODE = "the-code"


@dataclass
class FakeConsent:
    """`facts` come with every answer; `token` and `refresh_token` are those that count now."""

    facts: dict[str, Any] = field(default_factory=dict)
    lasts_s: int | None = 7200
    token: str = "token-0"  # noqa: S105  of nobody
    refresh_token: str = "refresh-0"  # noqa: S105  of nobody
    is_granted: bool = True
    numbers: Any = field(default_factory=lambda: count(1))

    def answer(self, asked: Asked) -> Told:
        form = asked.form()
        given = {"authorization_code": form.get("code") == CODE, "refresh_token": form.get("refresh_token") == self.refresh_token}
        if not self.is_granted or not given.get(form.get("grant_type", ""), False):
            return Told(400, {"error": "invalid_grant"})
        number = next(self.numbers)
        self.token, self.refresh_token = f"token-{number}", f"refresh-{number}"
        told = {"token_type": "Bearer", "access_token": self.token, **self.facts}
        if self.lasts_s is not None:
            told |= {"refresh_token": self.refresh_token, "expires_in": self.lasts_s}
        return Told(body=told)

    def knows(self, asked: Asked) -> bool:
        return self.is_granted and asked.bearer == self.token
