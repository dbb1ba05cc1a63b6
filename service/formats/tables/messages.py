"""The same remark about many cells is one remark that names a few of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.domain.adjustment import InputWarning

NAMED = 3


def grouped(warnings: Iterable[InputWarning]) -> list[InputWarning]:
    """The warnings in the order of their codes; four or more of one code become one, at the first place.

    Each session still carries its own.
    """
    by_code: dict[str, list[InputWarning]] = {}
    for warning in warnings:
        by_code.setdefault(warning.code, []).append(warning)
    made: list[InputWarning] = []
    for code, alike in by_code.items():
        if len(alike) <= NAMED:
            made += alike
        else:
            text = f"{alike[0].text} Likewise {_listed([warning.pointer for warning in alike[1:]])}."
            made.append(InputWarning(code, alike[0].pointer, text))
    return made


def _listed(places: Sequence[str]) -> str:
    named = ", ".join(places[: NAMED - 1])
    return f"{named} and {len(places) - NAMED + 1} more"
