"""What letters say: that something waits, and where. Mail is readable on its way, so names and health stay out of it."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

FOOTER = "This letter says nothing about anybody's health on purpose: you see everything after signing in.\n"


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a coach's inbox."""

    proposals: int
    urgent: int


URGENT = Template("A report of one of your athletes needs you now.\n\nPlease look at it$place\n\n")
URGENT_AGAIN = Template("A report that needed you at once has not been looked at for two hours or more.\n\nPlease look at it$place\n\n")
MESSAGE = Template("One of your athletes has written to you.\n\nRead it$place\n\n")
UNANSWERED = Template(
    "Something that was reported of one of your athletes could not be worked on, and no proposal comes of it.\n\n"
    "Please ask them how they are, and read their latest reports. The number of the athlete is $athlete_id.\n\n"
)
DIGEST = Template("In your inbox: $proposals.$urgent\n\nLook through them$place\n\n")


def place(pages: str | None, adjustment_id: str | None) -> str:
    """Where to look, as the end of a sentence. `pages` is where coaches' own front end begins; without one there is nothing to link
    to, and the letter says what to look for.
    """
    if pages is not None:
        return f": {pages.rstrip('/')}/" + ("inbox" if adjustment_id is None else f"adjustments/{adjustment_id}")
    return " where you decide on proposals" + ("." if adjustment_id is None else f"; its number is {adjustment_id}.")


def red_flag(place: str) -> Letter:
    return _letter("An athlete needs you now", URGENT, place=place)


def red_flag_again(place: str) -> Letter:
    return _letter("Still waiting: an athlete needs you now", URGENT_AGAIN, place=place)


def message(place: str) -> Letter:
    return _letter("An athlete has written to you", MESSAGE, place=place)


def unanswered(athlete_id: str) -> Letter:
    return _letter("A report could not be worked on", UNANSWERED, athlete_id=athlete_id)


def digest(waiting: Waiting, place: str) -> Letter:
    urgent = "" if waiting.urgent == 0 else f" {waiting.urgent} of them should not wait."
    proposals = "1 proposal waits" if waiting.proposals == 1 else f"{waiting.proposals} proposals wait"
    return _letter(f"{proposals} for your decision", DIGEST, place=place, proposals=proposals, urgent=urgent)


def _letter(subject: str, template: Template, **facts: str) -> Letter:
    return Letter(subject, template.substitute(facts) + FOOTER)
