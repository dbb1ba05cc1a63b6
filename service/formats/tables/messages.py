"""The same remark about many cells is one remark that names a few of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.domain.adjustment import InputWarning

NAMED = 3


def grouped(warnings: Iterable[InputWarning]) -> list[InputWarning]:
    """The warnings in order; four or more with the same words become one, at the first place."""
    by_words: dict[tuple[str, str], list[str]] = {}
    for warning in warnings:
        by_words.setdefault((warning.code, warning.text), []).append(warning.pointer)
    made: list[InputWarning] = []
    for (code, text), places in by_words.items():
        if len(places) <= NAMED:
            made += [InputWarning(code, place, text) for place in places]
        else:
            made.append(InputWarning(code, places[0], f"{text} The same for {_listed(places[1:])}."))
    return made


def _listed(places: Sequence[str]) -> str:
    named = ", ".join(places[: NAMED - 1])
    return f"{named} and {len(places) - NAMED + 1} more"
