"""Colours, as an addition to words and marks only; a terminal without them loses nothing."""

from __future__ import annotations

from collections.abc import Mapping

from service.domain.adjustment import Action, OutcomeName

ACTION_STYLES: Mapping[Action, str] = {
    Action.MOVE: "bold cyan",
    Action.EASE: "bold yellow",
    Action.SHORTEN: "bold yellow",
    Action.SWAP: "bold magenta",
    Action.DROP: "bold red",
    Action.REST: "bold red",
    Action.INSERT: "bold green",
    Action.WARM_UP: "bold green",
    Action.SUSPEND: "bold red",
    Action.RESTORE: "bold green",
}

OUTCOME_STYLES: Mapping[OutcomeName, str] = {
    OutcomeName.NO_CHANGE: "bold green",
    OutcomeName.REVISED: "bold cyan",
    OutcomeName.SUSPENDED: "bold red",
    OutcomeName.NEEDS_COACH: "bold yellow",
    OutcomeName.NO_PLAN_FITS: "bold red",
    OutcomeName.NOT_DECIDED: "bold red",
}

HEADING = "bold"
QUIET = "dim"
GOOD = "green"
BAD = "red"
ALARM = "bold white on red"
