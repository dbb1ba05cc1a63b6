"""One row of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What was said, who said it, what the service makes of it, and where.

    `acts` names places, each with its sort in front: `field heaviness`, `profile goal`, `tag FUEL`, `class P2_MIDWAY`,
    `modifier M1`, `card AC-FUEL`, `lint LINT-REST`, `rule hard-to-hard`, `level needless_moves`, `directive first_hard_on`,
    `flag RF_NUMB`, `question Q-TIMING`, `policy heavy`, `ruling G5`, `output reasons`, `code service/...`, or
    `none: <why it is deliberately not carried>`.
    """

    id: str
    statement: str
    source: str
    rule: str
    carrier: tuple[str, ...] = ()
    """F report or profile field, A assessment, H hard rule of the plan, S soft goal, C advice card, R red flag, L lint,
    T tone, K figure only."""
    acts: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    """Tests that fail when the row is switched off; found by running them, not written by hand."""
    evidence: str | None = None
    """For figures from studies: how strong, and how the figure was checked. None where the source is opinion or a ruling."""

    @property
    def is_carried(self) -> bool:
        """Whether some part of the service acts on the row."""
        return any(not place.startswith("none:") for place in self.acts)
