"""The page as PDF, on one sheet where it can be read there."""

from __future__ import annotations

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.formats.downloads.board import WeekBoard
from service.formats.downloads.fridge.content import LEGEND, WARNING_ICON, Page, Told, page_of_answer, page_of_plan
from service.formats.downloads.fridge.pdf_cells import day_height, draw_day
from service.formats.downloads.fridge.sums import week_sums
from service.formats.downloads.print_page import GREY, INK, LINE, MARGIN_MM, MM_A_POINT, Colour, PrintPage
from service.formats.downloads.words import day_name

SIZES = (11.5, 10.0, 8.5, 7.0)
"""Points, tried until the page fits; the smallest can still be read at arm's length."""
GAP, PAD = 2.5, 1.5
LEAST_CELL = 11.0
"""Millimetres."""
BLUE, PALE, RED, ROSE = (31, 58, 95), (238, 243, 248), (155, 17, 30), (253, 232, 232)
WHITE, RULE = (255, 255, 255), (139, 150, 163)


def write(document: PlanDocument) -> bytes:
    return page_pdf(page_of_plan(document))


def write_answer(adjustment: AdjustmentDocument) -> bytes:
    return page_pdf(page_of_answer(adjustment))


def page_pdf(page: Page) -> bytes:
    """In the largest letters with which all stands on one sheet; where even the smallest do not, on several."""
    return next(content for points in SIZES if (content := _drawn(page, points)) is not None)


def _drawn(page: Page, points: float) -> bytes | None:
    """None where it takes several sheets and smaller letters are still to be tried."""
    with PrintPage(f"{page.title}, {page.span}", "L") as sheet:
        _head(sheet, page, points)
        if page.warning:
            _boxed(sheet, f"{WARNING_ICON} {page.warning}", points * 1.4, ROSE, RED)
        if page.message:
            _boxed(sheet, page.message, points * 1.1, PALE, BLUE)
        for week in page.weeks:
            _week(sheet, week, page, points)
        if page.changes:
            _changes(sheet, page, points)
        _room_for(sheet, GAP + _line(points))
        sheet.put(LEGEND, (MARGIN_MM, sheet.get_y() + GAP), sheet.epw, points * 0.85, colour=GREY)
        return sheet.finished() if sheet.pages_count == 1 or points == SIZES[-1] else None


def _head(sheet: PrintPage, page: Page, points: float) -> None:
    sheet.set_font("dejavu", "B", points * 1.2)
    right = sheet.get_string_width(sheet.printable(page.headline)) + PAD * 2
    bottom = sheet.put(page.title, (MARGIN_MM, MARGIN_MM), sheet.epw - right, points * 1.7, "B")
    sheet.put(page.headline, (MARGIN_MM + sheet.epw - right, MARGIN_MM + 1), right, points * 1.2, "B")
    bottom = sheet.put(page.span, (MARGIN_MM, bottom), sheet.epw, points, colour=GREY)
    sheet.fill_box(MARGIN_MM, bottom + 0.5, sheet.epw, 0.8, BLUE)
    sheet.set_y(bottom + 0.5 + GAP)


def _boxed(sheet: PrintPage, text: str, points: float, ground: Colour, bar: Colour) -> None:
    top, left, width = sheet.get_y(), MARGIN_MM + 2 * PAD, sheet.epw - 3 * PAD
    height = sheet.height_of(text, width, points) + 2 * PAD
    sheet.fill_box(MARGIN_MM, top, sheet.epw, height, ground)
    sheet.fill_box(MARGIN_MM, top, PAD, height, bar)
    sheet.put(text, (left, top + PAD), width, points)
    sheet.set_y(top + height + GAP)


def _week(sheet: PrintPage, week: WeekBoard, page: Page, points: float) -> None:
    width = sheet.epw / 7
    heading = _line(points) + PAD
    height = max([LEAST_CELL, *(day_height(sheet, day, width, points) for day in week.days)])
    _room_for(sheet, _line(points) + 1 + heading + height)
    bottom = sheet.put(f"Week of {day_name(week.days[0].date)} · {week_sums(week)}", (MARGIN_MM, sheet.get_y()), sheet.epw, points, "B")
    top = bottom + 1
    sheet.set_draw_color(*RULE)
    for number, day in enumerate(week.days):
        left = MARGIN_MM + number * width
        is_today = day.date == page.today
        sheet.fill_box(left, top, width, heading, INK if is_today else BLUE)
        # The weekday gives way: it stands between its neighbours, and both words together are too long for the column.
        name = f"Today, {day_name(day.date).split(maxsplit=1)[1]}" if is_today else day_name(day.date)
        sheet.put(name, (left + PAD, top + PAD / 2), width - PAD, points, "B", WHITE)
        sheet.rect(left, top, width, heading + height)
        draw_day(sheet, day, (left, top + heading), width, points)
    sheet.set_y(top + heading + height + GAP)


def _changes(sheet: PrintPage, page: Page, points: float) -> None:
    """In two columns, filled row by row."""
    width = (sheet.epw - GAP) / 2
    _room_for(sheet, 3 * _line(points))
    sheet.set_y(sheet.put("What changed, and why", (MARGIN_MM, sheet.get_y()), sheet.epw, points * 1.15, "B") + 0.5)
    for number in range(0, len(page.changes), 2):
        pair = page.changes[number : number + 2]
        _room_for(sheet, max(_told_height(sheet, told, width, points) for told in pair))
        top = sheet.get_y()
        bottoms = [_tell(sheet, told, (MARGIN_MM + column * (width + GAP), top), width, points) for column, told in enumerate(pair)]
        sheet.set_y(max(bottoms) + 1)
    if page.more:
        sheet.put(f"And {page.more} more in the plan.", (MARGIN_MM, sheet.get_y()), sheet.epw, points)


def _told_height(sheet: PrintPage, told: Told, width: float, points: float) -> float:
    height = sheet.height_of(f"{told.mark}  {told.text}", width, points, "B")
    return height + (sheet.height_of(told.why, width, points * 0.85) if told.why else 0)


def _tell(sheet: PrintPage, told: Told, place: tuple[float, float], width: float, points: float) -> float:
    bottom = sheet.put(f"{told.mark}  {told.text}", place, width, points, "B")
    return sheet.put(told.why, (place[0], bottom), width, points * 0.85, colour=GREY) if told.why else bottom


def _room_for(sheet: PrintPage, height: float) -> None:
    if sheet.will_page_break(height):
        sheet.add_page()


def _line(points: float) -> float:
    return points * MM_A_POINT * LINE
