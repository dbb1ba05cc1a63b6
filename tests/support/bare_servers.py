"""Servers made of a bare socket, for manners that no web server has."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def receiver(answer: Callable[[socket.socket], None], met: list[socket.socket] | None = None, body: bytes = b"{}") -> Iterator[int]:
    """The port of one that reads a request (a POST until its `body` has come) and answers as it likes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def meet(caller: socket.socket) -> None:
        with suppress(OSError), caller:
            heard = caller.recv(65_536)
            while heard.startswith(b"POST") and not heard.endswith(body):  # what lies unread at the end would break the answer off
                heard += caller.recv(65_536)
            answer(caller)

    def listen() -> None:
        with suppress(OSError):
            while True:
                caller, _ = listener.accept()
                if met is not None:
                    met.append(caller)
                threading.Thread(target=meet, args=(caller,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def drip(beginning: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """One drop after the other for ever, each well before anybody's patience with a single one ends."""

    def answer(caller: socket.socket) -> None:
        caller.sendall(beginning)
        while True:
            time.sleep(0.05)
            caller.sendall(drop)

    return answer
