"""The hand list as a page to tick off."""

from __future__ import annotations

from collections.abc import Sequence

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.domain.adjustment import Action
from service.formats.downloads.hand_list.lines import HandLine, hand_list, hand_list_of_plan
from service.formats.downloads.hand_list.text import NOTHING
from service.formats.downloads.print_page import GREY, MARGIN_MM, PrintPage
from service.formats.downloads.words import one_line

BOX_MM, TEXT_MM = 4.0, 7.0
"""The box to tick, and where the text beside it begins."""
GAP_MM = 2.5
TITLE, TEXT, SMALL = 16, 11, 8.5
"""Points."""


def write(document: PlanDocument) -> bytes:
    return list_pdf(document.name, hand_list_of_plan(document))


def write_answer(adjustment: AdjustmentDocument) -> bytes:
    return list_pdf(adjustment.plan.name, hand_list(adjustment))


def list_pdf(name: str, lines: Sequence[HandLine]) -> bytes:
    """The name of the plan, then a box, a line and its reasons for each change."""
    with PrintPage(f"{name}: changes by hand", "P") as page:
        page.put(one_line(name), (MARGIN_MM, MARGIN_MM), page.epw, TITLE, "B")
        page.set_y(page.get_y() + GAP_MM)
        if not lines:
            page.put(NOTHING, (MARGIN_MM, page.get_y()), page.epw, TEXT)
        for line in lines:
            _add(page, line)
        return page.finished()


def _add(page: PrintPage, line: HandLine) -> None:
    # Why something is on hold is no matter for a sheet of paper that lies about.
    width, why = page.epw - TEXT_MM, "" if Action.SUSPEND in line["actions"] else "; ".join(line["reasons"])
    height = page.height_of(line["text"], width, TEXT) + (page.height_of(why, width, SMALL) if why else 0)
    if page.will_page_break(height):
        page.add_page()
    top = page.get_y()
    page.set_draw_color(*GREY)
    page.rect(MARGIN_MM, top + 0.5, BOX_MM, BOX_MM)
    bottom = page.put(line["text"], (MARGIN_MM + TEXT_MM, top), width, TEXT)
    if why:
        bottom = page.put(why, (MARGIN_MM + TEXT_MM, bottom), width, SMALL, colour=GREY)
    page.set_y(bottom + GAP_MM)
