from __future__ import annotations

import os
from pathlib import Path

import pytest

from service.cli.files import MOST_BYTES, read_bytes, write_whole
from service.errors import BadInput


def test_a_file_is_replaced_whole_and_no_scrap_is_left(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interrupted_write_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interruption: BaseException
) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")

    def interrupted(_: int) -> None:
        raise interruption

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises((KeyboardInterrupt, BadInput)):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_written_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    ordinary, written = tmp_path / "ordinary", tmp_path / "written"
    ordinary.write_bytes(b"")
    write_whole(written, b"")
    assert written.stat().st_mode == ordinary.stat().st_mode


def test_a_folder_that_is_not_there_cannot_be_written_into(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        write_whole(tmp_path / "nowhere" / "plan.json", b"")
    assert caught.value.findings[0].code == "cannot-write"


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * MOST_BYTES)
    assert len(read_bytes(str(path))) == MOST_BYTES
    path.write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(BadInput) as caught:
        read_bytes(str(path))
    assert caught.value.findings[0].code == "too-large"
