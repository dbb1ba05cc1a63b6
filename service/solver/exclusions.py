"""Pairs that exclude each other, gathered into few large groups of which at most one member happens.

One at-most-one over a whole group says the same as all its pairs, and its linear relaxation is far stronger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def cliques(apart: Sequence[int], owners: Sequence[int]) -> Iterator[list[int]]:
    """Groups that cover every pair of `apart`, in a fixed order.

    `apart[i]` is a bit set of those that exclude i; `owners[i]` of those that exclude it anyhow, being the same session.
    """
    near = [a | o for a, o in zip(apart, owners, strict=True)]
    missing = [mask >> (i + 1) << (i + 1) for i, mask in enumerate(apart)]
    for i in range(len(apart)):
        while missing[i]:
            members = _grow(i, near, missing)
            _cover(members, missing)
            yield members


def _grow(first: int, near: Sequence[int], missing: Sequence[int]) -> list[int]:
    second = _lowest(missing[first])
    members, common = [first, second], near[first] & near[second]
    while common:
        wanted = common & missing[first]
        nxt = _lowest(wanted or common)
        members.append(nxt)
        common &= near[nxt]
    return sorted(members)


def _cover(members: Sequence[int], missing: list[int]) -> None:
    mask = sum(1 << m for m in members)
    for m in members:
        missing[m] &= ~mask


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
