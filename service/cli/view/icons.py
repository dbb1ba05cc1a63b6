"""Marks beside words: pictures where the terminal can show them, plain signs where it cannot. Never a mark without its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.adjustment import Action


@dataclass(frozen=True, slots=True)
class Icons:
    actions: Mapping[Action, str]
    done: str
    today: str
    key: str
    met: str
    missed: str
    to: str
    dot: str
    warning: str

    def action(self, action: Action) -> str:
        return f"{self.actions[action]} {ACTION_WORDS[action]}"


ACTION_WORDS: Mapping[Action, str] = {
    Action.MOVE: "moved",
    Action.EASE: "easier",
    Action.SHORTEN: "shorter",
    Action.SWAP: "swapped",
    Action.DROP: "left out",
    Action.REST: "rest instead",
    Action.INSERT: "added",
    Action.WARM_UP: "longer warm-up",
    Action.SUSPEND: "on hold",
    Action.RESTORE: "restored",
}

PICTURES = Icons(
    actions={
        Action.MOVE: "→", Action.EASE: "~", Action.SHORTEN: "↓", Action.SWAP: "⇄", Action.DROP: "✕", Action.REST: "✕",
        Action.INSERT: "+", Action.WARM_UP: "○", Action.SUSPEND: "⏸", Action.RESTORE: "↩",
    },
    done="✓", today="●", key="★", met="✓", missed="✗", to="→", dot="·", warning="⚠",
)  # fmt: skip

SIGNS = Icons(
    actions={
        Action.MOVE: ">", Action.EASE: "~", Action.SHORTEN: "v", Action.SWAP: "%", Action.DROP: "x", Action.REST: "x",
        Action.INSERT: "+", Action.WARM_UP: "o", Action.SUSPEND: "=", Action.RESTORE: "<",
    },
    done="#", today="@", key="*", met="+", missed="!", to="->", dot="-", warning="!",
)  # fmt: skip


def icons_for(encoding: str) -> Icons:
    """The marks that a terminal of that encoding can show."""
    wanted = "".join((*PICTURES.actions.values(), PICTURES.done, PICTURES.today, PICTURES.key, PICTURES.missed, PICTURES.warning))
    try:
        wanted.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return SIGNS
    return PICTURES


def either(old: object, new: object, icons: Icons) -> str:
    """`105 → 84`, or just `105` when nothing changed."""
    return f"{old} {icons.to} {new}" if old != new else f"{new}"
