"""The draft that a coach may send to an athlete: what changes, why, what stays."""

from __future__ import annotations

from collections.abc import Sequence

from service.assessment.wording import message_part, words_not_for_athletes

MOST_WORDS = 60


def draft_message(what_changes: Sequence[str], why: str, what_stays: str) -> str:
    """At most 60 words, in words that are fit for an athlete (G18).

    What stays is always said, then why; of the changes as many as fit, in the given order, and then that there are
    more. A part that holds a word which athletes should not read is left out, and a neutral sentence stands for it.
    """
    stays = _short_enough(_fit_for_athletes(what_stays), MOST_WORDS // 3) or message_part("stays_if_unsaid")
    reason = _short_enough(_fit_for_athletes(why), MOST_WORDS // 3) or message_part("safe_why")
    more = message_part("more")
    room = MOST_WORDS - _words(stays) - _words(reason)
    changes = [sentence for change in what_changes if (sentence := _fit_for_athletes(change))]
    told = _that_fit(changes, room)
    if len(told) < len(what_changes):
        told = [*_that_fit(changes, room - _words(more)), more]
    return " ".join([*told, reason, stays])


def _that_fit(sentences: Sequence[str], room: int) -> list[str]:
    """The first sentences that have room together."""
    told: list[str] = []
    for sentence in sentences:
        room -= _words(sentence)
        if room < 0:
            break
        told.append(sentence)
    return told


def _fit_for_athletes(text: str) -> str:
    """The text as a sentence; nothing when it is empty or holds a word that is not for athletes."""
    text = " ".join(text.split())
    if not text or words_not_for_athletes(text):
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."


def _short_enough(text: str, most: int) -> str:
    return text if _words(text) <= most else ""


def _words(text: str) -> int:
    return len(text.split())
