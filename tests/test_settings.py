from __future__ import annotations

import pytest

from service.bootstrap import build_services, read_settings
from service.errors import BadInput
from service.settings import MOST_BODY_BYTES, Settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ADJUSTER_{name}".upper(), raising=False)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.max_body_bytes == MOST_BODY_BYTES


def test_the_environment_sets_and_the_command_line_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADJUSTER_PORT", "9000")
    assert read_settings().port == 9000
    assert read_settings(port=None).port == 9000
    assert read_settings(port=9001).port == 9001


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADJUSTER_SOLVE_SECOND", "3")
    with pytest.raises(BadInput) as caught:
        read_settings()
    assert [finding.pointer for finding in caught.value.findings] == ["ADJUSTER_SOLVE_SECOND"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("PORT", "x"),
        ("SOLVES_AT_ONCE", "0"),
        ("SOLVE_SECONDS", "-1"),
        ("MAX_BODY_BYTES", "99999999"),
        ("WAIT_SECONDS", "nan"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ADJUSTER_{name}", value)
    with pytest.raises(BadInput) as caught:
        read_settings()
    assert [finding.pointer for finding in caught.value.findings] == [f"ADJUSTER_{name}"]


def test_an_unknown_setting_given_by_code_is_refused() -> None:
    with pytest.raises(BadInput):
        read_settings(prot=9000)


def test_services_are_built_from_the_settings_and_start_nothing() -> None:
    services = build_services(Settings(solves_at_once=3, solves_waiting=4, wait_seconds=1, solve_seconds=2, worker_memory_mb=1024))
    limits = services.pool.limits
    assert (limits.size, limits.waiting, limits.wait_s, limits.wall_s, limits.memory_bytes) == (3, 4, 1, 2, 2**30)
    assert not services.pool.is_ready
