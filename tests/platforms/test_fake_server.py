"""What stands in for a platform keeps calm about callers that break off, and about nothing else."""

from __future__ import annotations

from http.client import HTTPConnection, RemoteDisconnected
from typing import NoReturn
from urllib.parse import urlsplit

import pytest

from service.platforms.fake_server import Asked, FakeServer

ERRORS = [(ConnectionResetError("gone"), False), (BrokenPipeError("gone"), False), (ValueError("odd"), True)]


@pytest.mark.parametrize(("error", "is_told"), ERRORS)
def test_a_caller_that_breaks_off_is_no_error(capsys: pytest.CaptureFixture[str], error: Exception, is_told: bool) -> None:
    def answer(_asked: Asked) -> NoReturn:
        raise error

    with FakeServer(answer) as server:
        caller = HTTPConnection(urlsplit(server.url).netloc)
        caller.request("GET", "/")
        with pytest.raises(RemoteDisconnected):
            caller.getresponse()
        caller.close()
    assert (type(error).__name__ in capsys.readouterr().err) is is_told
