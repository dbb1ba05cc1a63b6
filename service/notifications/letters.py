"""What letters say: that something waits, and where. Mail is readable on its way, so names and health stay behind the link."""

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


URGENT = Template("A report of one of your athletes needs you now.\n\nPlease look at it: $link\n\n")
URGENT_AGAIN = Template("A report that needed you at once has not been looked at for two hours or more.\n\nPlease look at it: $link\n\n")
MESSAGE = Template("One of your athletes has written to you.\n\nRead it: $link\n\n")
DIGEST = Template("In your inbox: $proposals.$urgent\n\nLook through them: $link\n\n")


def red_flag(link: str) -> Letter:
    return _letter("An athlete needs you now", URGENT, link=link)


def red_flag_again(link: str) -> Letter:
    return _letter("Still waiting: an athlete needs you now", URGENT_AGAIN, link=link)


def message(link: str) -> Letter:
    return _letter("An athlete has written to you", MESSAGE, link=link)


def digest(waiting: Waiting, link: str) -> Letter:
    urgent = "" if waiting.urgent == 0 else f" {waiting.urgent} of them should not wait."
    proposals = "1 proposal waits" if waiting.proposals == 1 else f"{waiting.proposals} proposals wait"
    return _letter(f"{proposals} for your decision", DIGEST, link=link, proposals=proposals, urgent=urgent)


def _letter(subject: str, template: Template, **facts: str) -> Letter:
    return Letter(subject, template.substitute(facts) + FOOTER)
