"""What was done to a session, as an icon with its word. Never an icon alone: not everybody sees it the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.domain.adjustment import Action


@dataclass(frozen=True, slots=True)
class Mark:
    icon: str
    word: str

    def __str__(self) -> str:
        return f"{self.icon} {self.word}"


MARKS: Mapping[Action, Mark] = {
    Action.MOVE: Mark("→", "moved"),
    Action.EASE: Mark("~", "easier"),
    Action.SHORTEN: Mark("↓", "shorter"),
    Action.SWAP: Mark("⇄", "swapped"),
    Action.DROP: Mark("✕", "left out"),
    Action.REST: Mark("✕", "rest instead"),
    Action.INSERT: Mark("+", "added"),
    Action.WARM_UP: Mark("○", "longer warm-up"),
    Action.SUSPEND: Mark("‖", "on hold"),
    Action.RESTORE: Mark("↩", "as first planned"),
}
"""All of them are glyphs of the font that we print with."""
KEY = Mark("★", "key")
DONE = Mark("✓", "done")
GONE = frozenset({Action.DROP, Action.REST, Action.SUSPEND})
"""Nothing of the session is left to be trained."""


def marks_of(actions: Iterable[Action]) -> str:
    """`→ moved, ↓ shorter`."""
    return ", ".join(str(MARKS[action]) for action in actions)
