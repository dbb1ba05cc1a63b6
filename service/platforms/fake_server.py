"""A small real HTTP server that stands in for a platform, with a platform's manners: for tests and for `serve --demo` only."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that came to the fake."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def bearer(self) -> str | None:
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme == "Bearer" else None


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of the fake."""

    status: int = 200
    body: Any = None
    """Bytes, or anything that can be written as JSON."""
    headers: Mapping[str, str] = field(default_factory=dict)


class _Listening(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that are killed, or give up, are what a platform has to expect."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class FakeServer:
    """Serves `answer` on a port of its own.

    `moods` are answers that are given first, one to each call, whatever was asked. `losing` are calls, such as `POST /v1/plans`: the
    first that begins like one of them is done, and its answer is lost.
    """

    def __init__(self, answer: Callable[[Asked], Told], *, port: int = 0) -> None:
        self.asked: list[Asked] = []
        self.moods: list[Told] = []
        self.losing: list[str] = []
        self.delay_s = 0.0
        self._answer = answer
        self._server = _Listening(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _told(self, asked: Asked) -> Told:
        self.asked.append(asked)
        if self.delay_s:
            time.sleep(self.delay_s)
        return self.moods.pop(0) if self.moods else self._answer(asked)

    def _loses(self, call: str) -> bool:
        lost = next((each for each in self.losing if call.startswith(each)), None)
        if lost is not None:
            self.losing.remove(lost)
        return lost is not None

    def _handler(fake) -> type[BaseHTTPRequestHandler]:  # noqa: N805  the handler's own self is another
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                address = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                told = fake._told(Asked(self.command, address.path, dict(parse_qsl(address.query)), headers, body))
                if fake._loses(f"{self.command} {address.path}"):
                    self.close_connection = True
                    return
                content = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
                self.send_response(told.status)
                for name, value in {"Content-Type": "application/json", **told.headers, "Content-Length": str(len(content))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815  names of the base class

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        return Handler
