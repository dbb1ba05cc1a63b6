"""Tokens of an issuer: what lets somebody in, and all the ways in which one can be forged."""

from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.edge import Edge
from service.api.tokens import Issuer
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.api.test_athletes import taken_in
from tests.support.services import Club, a_club, bearing

ISSUER, AUDIENCE = "https://login.example", "adjuster"
RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
STRANGER = rsa.generate_private_key(65537, 2048)
PUBLIC_PEM = RSA_KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def published() -> dict[str, Any]:
    rs = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(RSA_KEY.public_key()))
    es = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(EC_KEY.public_key()))
    return {"keys": [rs | {"kid": "rs", "use": "sig", "alg": "RS256"}, es | {"kid": "es", "use": "sig", "alg": "ES256"}]}


class KeyServer(BaseHTTPRequestHandler):
    fetched = 0

    def do_GET(self) -> None:
        type(self).fetched += 1
        body = json.dumps(published()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def keys_url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), KeyServer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/jwks"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def database(sqlite_database: str) -> str:
    """Tokens are read before any database is asked; one kind will do."""
    return sqlite_database


@pytest.fixture
def api(services: Services, keys_url: str) -> Iterator[TestClient]:
    edge = Edge(issuer=Issuer(ISSUER, AUDIENCE, keys_url))
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0), edge), raise_server_exceptions=False) as client:
        yield client


def claims(club: Club, **other: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    said = {
        "iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "iat": now, "exp": now + timedelta(minutes=5), "org_id": club.org_id,
        "coach_id": club.coach_ids[0], "permissions": ["plans:read", "plans:write"],
    }  # fmt: skip
    return {name: value for name, value in (said | other).items() if value is not None}


def token(club: Club, *, key: Any = RSA_KEY, algorithm: str = "RS256", headers: dict[str, Any] | None = None, **other: Any) -> str:
    return jwt.encode(claims(club, **other), key, algorithm, headers={"kid": "rs"} | (headers or {}))


def asks(api: TestClient, bearer: str) -> Any:
    return api.get("/v1/athletes", headers=bearing(bearer))


@pytest.mark.parametrize(("key", "algorithm", "kid"), [(RSA_KEY, "RS256", "rs"), (EC_KEY, "ES256", "es")])
def test_a_token_of_the_issuer_lets_a_coach_in(api: TestClient, club: Club, key: Any, algorithm: str, kid: str) -> None:
    bearer = token(club, key=key, algorithm=algorithm, headers={"kid": kid})
    eva = taken_in(api, bearer)
    assert [item["id"] for item in asks(api, bearer).json()["items"]] == [eva["id"]]


def test_a_token_may_do_what_it_says_and_no_more(api: TestClient, club: Club) -> None:
    reader = token(club, permissions=["plans:read", "somebody-elses:permission"])
    assert asks(api, reader).status_code == 200
    assert_problem(api.post("/v1/athletes", json={}, headers=bearing(reader)), "forbidden")
    assert asks(api, token(club, permissions="openid plans:read")).status_code == 200
    assert_problem(asks(api, token(club, permissions=None)), "forbidden")


def test_clocks_may_differ_by_thirty_seconds(api: TestClient, club: Club) -> None:
    now = datetime.now(UTC)
    assert asks(api, token(club, exp=now - timedelta(seconds=15))).status_code == 200
    assert asks(api, token(club, iat=now + timedelta(seconds=15), nbf=now + timedelta(seconds=15))).status_code == 200


def test_who_acted_stands_in_the_audit(api: TestClient, club: Club) -> None:
    taken_in(api, token(club))
    assert api.get("/v1/audit", headers=bearing(club.head)).json()["items"][0]["actor"] == "login:ada"


def test_our_own_keys_still_let_in(api: TestClient, club: Club) -> None:
    assert asks(api, club.tokens[0]).status_code == 200


def test_unknown_key_ids_do_not_make_us_ask_the_issuer_each_time(api: TestClient, club: Club) -> None:
    asks(api, token(club))
    before = KeyServer.fetched
    for n in range(20):
        assert_problem(asks(api, token(club, headers={"kid": f"unknown-{n}"})), "unauthenticated")
    assert KeyServer.fetched == before


def _b64(document: Any) -> str:
    raw = document if isinstance(document, bytes) else json.dumps(document, default=lambda at: int(at.timestamp())).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unsigned(club: Club, header: dict[str, Any], signature: str = "") -> str:
    return f"{_b64(header)}.{_b64(claims(club))}.{signature}"


def signed_with_public_key(club: Club) -> str:
    """The swap: the issuer's public key taken as the secret of a symmetric algorithm."""
    signed = f"{_b64({'alg': 'HS256', 'kid': 'rs', 'typ': 'JWT'})}.{_b64(claims(club))}"
    return f"{signed}.{_b64(hmac.new(PUBLIC_PEM, signed.encode(), sha256).digest())}"


def tampered(club: Club, **changed: Any) -> str:
    head, _, signature = token(club).split(".")
    return f"{head}.{_b64(claims(club, **changed))}.{signature}"


LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
OWN_KEY = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(STRANGER.public_key()))
FORGED: dict[str, Any] = {
    "no algorithm": lambda c: unsigned(c, {"alg": "none", "kid": "rs"}),
    "no algorithm, shouted": lambda c: unsigned(c, {"alg": "NONE", "kid": "rs"}),
    "no algorithm, with a signature": lambda c: unsigned(c, {"alg": "none", "kid": "rs"}, token(c).rpartition(".")[2]),
    "algorithm left out": lambda c: unsigned(c, {"kid": "rs"}),
    "algorithm that is a list": lambda c: unsigned(c, {"alg": ["RS256"], "kid": "rs"}),
    "algorithm that is null": lambda c: unsigned(c, {"alg": None, "kid": "rs"}),
    "public key as a secret": signed_with_public_key,
    "symmetric with a guessed secret": lambda c: token(c, key="secret" * 8, algorithm="HS256"),
    "longer hash than agreed": lambda c: token(c, algorithm="RS512"),
    "another padding than agreed": lambda c: token(c, algorithm="PS256"),
    "key of another sort": lambda c: token(c, key=EC_KEY, algorithm="ES256"),
    "key id of another sort": lambda c: token(c, headers={"kid": "es"}),
    "key of a stranger": lambda c: token(c, key=STRANGER),
    "unknown key id": lambda c: token(c, headers={"kid": "other"}),
    "key id left out": lambda c: jwt.encode(claims(c), RSA_KEY, "RS256"),
    "empty key id": lambda c: token(c, headers={"kid": ""}),
    "key id that is a path": lambda c: token(c, key=STRANGER, headers={"kid": "../../dev/null"}),
    "key id that is a statement": lambda c: token(c, key=STRANGER, headers={"kid": "rs' UNION SELECT 'x"}),
    "key id that is a number": lambda c: unsigned(c, {"alg": "RS256", "kid": 1}),
    "key in the header": lambda c: token(c, key=STRANGER, headers={"jwk": OWN_KEY}),
    "address of a key in the header": lambda c: token(c, key=STRANGER, headers={"jku": "https://evil.example/jwks"}),
    "address of a certificate in the header": lambda c: token(c, headers={"x5u": "https://evil.example/cert"}),
    "certificate in the header": lambda c: token(c, headers={"x5c": ["MIIB"]}),
    "extension that must be understood": lambda c: token(c, headers={"crit": ["exp"]}),
    "unknown extension that must be understood": lambda c: token(c, headers={"crit": ["x-ours"], "x-ours": True}),
    "expired": lambda c: token(c, exp=datetime.now(UTC) - timedelta(seconds=40)),
    "expired long ago": lambda c: token(c, exp=LONG_AGO),
    "no end": lambda c: token(c, exp=None),
    "end that is text": lambda c: token(c, exp="tomorrow"),
    "not valid yet": lambda c: token(c, nbf=LATER),
    "issued in the future": lambda c: token(c, iat=LATER, exp=LATER + timedelta(days=1)),
    "no beginning": lambda c: token(c, iat=None),
    "another issuer": lambda c: token(c, iss="https://evil.example"),
    "issuer with a slash more": lambda c: token(c, iss=ISSUER + "/"),
    "no issuer": lambda c: token(c, iss=None),
    "another audience": lambda c: token(c, aud="another-service"),
    "audiences without ours": lambda c: token(c, aud=["a", "b"]),
    "no audience": lambda c: token(c, aud=None),
    "no subject": lambda c: token(c, sub=None),
    "empty subject": lambda c: token(c, sub=""),
    "subject with a line end": lambda c: token(c, sub="ada\nroot"),
    "subject that is too long": lambda c: token(c, sub="a" * 91),
    "no organisation": lambda c: token(c, org_id=None),
    "organisation that is a list": lambda c: token(c, org_id=[c.org_id]),
    "unknown organisation": lambda c: token(c, org_id="org_unknown", coach_id=None),
    "unknown coach": lambda c: token(c, coach_id="coach_unknown"),
    "coach that is a number": lambda c: token(c, coach_id=1),
    "organisation changed afterwards": lambda c: tampered(c, org_id="org_other"),
    "permissions changed afterwards": lambda c: tampered(c, permissions=["admin", "org:*"]),
    "signature cut off": lambda c: token(c).rpartition(".")[0] + ".",
    "signature cut short": lambda c: token(c)[:-4],
    "signature of another token": lambda c: token(c, sub="x").rpartition(".")[0] + "." + token(c).rpartition(".")[2],
    "no JSON inside": lambda c: f"{_b64(b'{')}.{_b64(b'{')}.{_b64(b'x')}",
    "a list inside": lambda c: f"{_b64([])}.{_b64([])}.{_b64(b'x')}",
    "only dots": lambda _: "..",
    "much too long": lambda c: token(c, padding="x" * 9_000),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_lets_nobody_in_and_is_told_nothing(api: TestClient, club: Club, name: str) -> None:
    answer = asks(api, FORGED[name](club))
    problem = assert_problem(answer, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert problem["errors"] == []


def test_a_coach_of_another_organisation_is_unknown_in_this_one(api: TestClient, services: Services, club: Club) -> None:
    other = a_club(services, "Other")
    assert_problem(asks(api, token(club, coach_id=other.coach_ids[0])), "unauthenticated")


def test_a_coach_who_left_is_unknown(api: TestClient, services: Services, club: Club) -> None:
    with services.store.writing(club.office) as work:
        work.coaches.update(club.coach_ids[0], 1, disabled_at=services.clock())
    assert_problem(asks(api, token(club)), "unauthenticated")


def test_keys_that_cannot_be_fetched_let_nobody_in(services: Services, club: Club) -> None:
    edge = Edge(issuer=Issuer(ISSUER, AUDIENCE, "http://127.0.0.1:9/jwks"))
    with TestClient(create_app(services, BodyLimits(1_000, 5.0), edge), raise_server_exceptions=False) as api:
        assert_problem(asks(api, token(club)), "unauthenticated")


def test_without_an_issuer_no_token_lets_in(services: Services, club: Club) -> None:
    with TestClient(create_app(services, BodyLimits(1_000, 5.0)), raise_server_exceptions=False) as api:
        assert_problem(asks(api, token(club)), "unauthenticated")
