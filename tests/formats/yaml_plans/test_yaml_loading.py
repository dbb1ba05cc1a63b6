"""YAML from strangers."""

from __future__ import annotations

import pytest

from service.errors import BadInput
from service.formats.yaml_plans import loading
from service.formats.yaml_plans.loading import load_yaml

LAUGHS = b"a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n" + b"".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n".encode() for before, name in zip("abcdef", "bcdefg", strict=True)
)


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(BadInput) as caught:
        load_yaml(content, name="plan.yaml")
    (finding,) = caught.value.findings
    assert caught.value.message.startswith("plan.yaml: ")
    return finding.pointer, finding.code


def test_plain_values_are_read() -> None:
    assert load_yaml(b"a: 1\nb: [x, 2.5, null]\n", name="plan.yaml") == {"a": 1, "b": ["x", 2.5, None]}


def test_an_alias_repeats_what_stands_before_it() -> None:
    assert load_yaml(b"a: &x [1, 2]\nb: *x\n", name="plan.yaml") == {"a": [1, 2], "b": [1, 2]}


def test_a_billion_laughs_are_none() -> None:
    assert refused(LAUGHS) == ("line 5, column 28", "too-many")


def test_an_alias_inside_what_it_repeats_is_refused() -> None:
    assert refused(b"a: &x [1, *x]\n") == ("line 1, column 11", "endless-alias")


@pytest.mark.parametrize("tag", ["!include other.yaml", "!!python/object/apply:os.system ['true']", "!!binary aGVsbG8=", "!mine 3"])
def test_tags_are_not_followed(tag: str) -> None:
    assert refused(f"steps:\n  - {tag}\n".encode()) == ("line 2, column 5", "unknown-tag")


@pytest.mark.parametrize("content", [b"[" * 5000, b"- " * 5000, b"a:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 40))])
def test_depth_has_an_end(content: bytes) -> None:
    assert refused(content)[1] == "too-deep"


def test_size_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_BYTES", 100)
    assert refused(b"a: 1\n" * 30) == ("", "too-large")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a: [1", "broken-yaml"),
        (b"a: *x", "endless-alias"),
        (b"--- 1\n--- 2\n", "several-documents"),
        (b"{[1]: 2}", "broken-yaml"),
        (b"a: 2026-13-45", "broken-yaml"),
        (b"\x00\x01\x02", "wrong-encoding"),
        (b"a: \x07", "broken-yaml"),
    ],
)
def test_broken_yaml_is_named(content: bytes, code: str) -> None:
    assert refused(content)[1] == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert load_yaml("name: Größe\n".encode(encoding), name="plan.yaml") == {"name": "Größe"}
