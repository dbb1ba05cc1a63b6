"""Ids."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from service.kit.ids import id_maker

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_an_id_says_what_it_names_and_holds_a_uuid_of_version_7() -> None:
    prefix, _, rest = id_maker(lambda: NOON)("plan").partition("_")
    made = UUID(hex=rest)
    assert (prefix, made.version, made.variant) == ("plan", 7, "specified in RFC 4122")


def test_an_id_holds_the_millisecond_in_which_it_was_made() -> None:
    made = UUID(hex=id_maker(lambda: NOON, lambda n: b"\xff" * n)("x").removeprefix("x_"))
    assert made.int >> 80 == int(NOON.timestamp() * 1000)


def test_later_ids_sort_after_earlier_ones() -> None:
    early, late = id_maker(lambda: NOON), id_maker(lambda: NOON.replace(microsecond=1000))
    assert early("x") < late("x")


def test_no_two_ids_of_one_instant_are_the_same() -> None:
    make = id_maker(lambda: NOON)
    assert len({make("x") for _ in range(1000)}) == 1000
