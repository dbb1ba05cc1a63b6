"""Words that are the same, however they were typed."""

from __future__ import annotations

import pytest

from service.kit.free_text import plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Can\u2019t", "can't"), ("can`t", "can't"), ("fi\u00e8vre", "fievre"), ("fie\u0300vre", "fievre"), ("STRASSE", "stra\u00dfe"),
        ("dark \u00a0\n urine", "dark urine"), ("\uff4e\uff55\uff4d\uff42", "numb"), ("", ""),
    ],
)  # fmt: skip
def test_two_ways_to_write_a_word_become_one(typed: str, meant: str) -> None:
    assert plain(typed) == plain(meant)


def test_what_is_plain_stays_as_it_is() -> None:
    assert plain(plain("Ohnm\u00e4chtig, l\u2019\u00e9t\u00e9!")) == "ohnmachtig, l'ete!"
