"""Archives that would do harm are not opened."""

from __future__ import annotations

import io
import zipfile

import pytest

from service.errors import BadInput
from service.formats import archive
from service.formats.archive import check_archive, unpacked


def packed(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in entries:
            file.writestr(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, content)
    return made.getvalue()


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        check_archive(content, name="plan.zip")
    assert caught.value.message.startswith("plan.zip: ")
    return [(finding.pointer, finding.code) for finding in caught.value.findings]


def test_the_files_come_in_the_order_of_their_names_without_folders_and_litter() -> None:
    content = packed(("b/2.zwo", b"2"), ("a/", b""), ("a/1.zwo", b"1"), ("__MACOSX/a/._1.zwo", b"x"), ("a/.DS_Store", b"x"))
    assert [(e.name, e.content) for e in unpacked(content, name="plan.zip")] == [("a/1.zwo", b"1"), ("b/2.zwo", b"2")]


def test_two_hundred_entries_are_taken_and_one_more_is_not() -> None:
    many = [(f"{n}.zwo", b"x") for n in range(archive.MOST_ENTRIES)]
    check_archive(packed(*many), name="plan.zip")
    assert refused(packed(*many, ("last.zwo", b"x"))) == [("", "too-many")]


def test_a_bomb_is_told_by_its_density() -> None:
    assert refused(packed(("plan.zwo", b"0" * 5_000_000))) == [("plan.zwo", "archive-bomb")]


def test_a_short_file_of_blanks_is_no_bomb() -> None:
    check_archive(packed(("plan.zwo", b" " * 60_000)), name="plan.zip")


def test_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    assert refused(packed(("a.zwo", b"x" * 600), ("b.zwo", b"y" * 600), method=zipfile.ZIP_STORED)) == [("", "too-large")]


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.zwo", "a/../../up.zwo", "C:/plan.zwo", "..\\up.zwo"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert [code for _, code in refused(packed((name, b"x")))] == ["unsafe-name"]


def test_an_archive_inside_is_refused_by_its_name_and_by_its_content() -> None:
    inner = packed(("a.zwo", b"x"))
    assert refused(packed(("inner.zip", inner))) == [("inner.zip", "nested-archive")]
    assert refused(packed(("inner.zwo", inner))) == [("inner.zwo", "nested-archive")]


def test_a_password_is_refused() -> None:
    content = bytearray(packed(("a.zwo", b"hello"), method=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert refused(bytes(content)) == [("a.zwo", "encrypted")]


def test_damage_names_the_entry_where_it_can() -> None:
    content = packed(("a.zwo", b"hello hello"), method=zipfile.ZIP_STORED)
    assert refused(content.replace(b"hello hello", b"hello jello")) == [("a.zwo", "broken-archive")]
    assert refused(content[:40]) == [("", "broken-archive")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused() -> None:
    assert refused(packed(("a.zwo", b"1"), ("a.zwo", b"2"))) == [("a.zwo", "duplicate-name")]


def test_an_archive_may_hold_200_files_and_unpack_to_50_megabytes_and_a_hundredfold() -> None:
    assert (archive.MOST_ENTRIES, archive.MOST_UNPACKED, archive.HIGHEST_RATIO) == (200, 50 * 1024 * 1024, 100)
