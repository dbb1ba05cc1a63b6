"""The hand list as text: a box to tick in front of each line."""

from __future__ import annotations

from collections.abc import Iterable

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.formats.downloads.hand_list.lines import HandLine, hand_list, hand_list_of_plan
from service.formats.downloads.words import one_line

NOTHING = "Nothing to change: the plan stands as it is."


def write(document: PlanDocument) -> bytes:
    return as_text(document.name, hand_list_of_plan(document)).encode()


def write_answer(adjustment: AdjustmentDocument) -> bytes:
    return as_text(adjustment.plan.name, hand_list(adjustment)).encode()


def as_text(name: str, lines: Iterable[HandLine]) -> str:
    """The name of the plan, then one line a change."""
    told = [f"[ ] {line['text']}" for line in lines] or [NOTHING]
    return "\n".join([one_line(name), "", *told, ""])
