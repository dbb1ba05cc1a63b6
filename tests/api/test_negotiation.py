"""Which format a reader gets: by name, by Accept with its weights, and what a download is called."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request

from service.api.negotiation import attached, wanted_format
from service.api.problems import Problem

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _chosen(accept: str | None = None, format: str | None = None) -> str:
    headers = [] if accept is None else [(b"accept", accept.encode())]
    return asyncio.run(wanted_format(Request({"type": "http", "headers": headers}), format)).name


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/*", "csv"),
        ("text/html;q=0.2, text/calendar;q=0.9, application/json;q=0.1", "ics"),
        ("application/json;q=0, */*;q=0.1", "csv"),
        ("image/png, text/csv;q=0.01", "csv"),
        ("TEXT/CSV ; Q=1", "csv"),
        ("text/*;q=0.3, text/html;q=0.7", "html"),
        (f"nonsense, {SHEET}", "xlsx"),
    ],
)
def test_the_format_is_the_one_that_the_reader_wants_most(accept: str | None, format: str) -> None:
    assert _chosen(accept) == format


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/csv;q=nan", "text/csv;q=2", "text/csv;q=much", "*/csv", "nonsense", ","])
def test_what_cannot_be_written_is_said_with_what_can(accept: str) -> None:
    with pytest.raises(Problem) as caught:
        _chosen(accept)
    assert caught.value.code == "not-acceptable"
    assert "text/csv" in caught.value.detail


def test_a_name_wins_over_accept_and_must_be_known() -> None:
    assert _chosen("text/csv", "pdf") == "pdf"
    with pytest.raises(Problem, match="not-acceptable"):
        _chosen("text/csv", "docx")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Spring", "attachment; filename=\"Spring.csv\"; filename*=UTF-8''Spring.csv"),
        ('Frühling: "10k"/1', "attachment; filename=\"Fr_hling 10k1.csv\"; filename*=UTF-8''Fr%C3%BChling%2010k1.csv"),
        ("../..", "attachment; filename=\"plan.csv\"; filename*=UTF-8''plan.csv"),
        ("a\r\nSet-Cookie: x", "attachment; filename=\"aSet-Cookie x.csv\"; filename*=UTF-8''aSet-Cookie%20x.csv"),
    ],
)
def test_a_download_has_a_name_that_harms_nobody(name: str, header: str) -> None:
    assert attached(name, ".csv") == header
