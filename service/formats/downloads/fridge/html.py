"""The page as HTML: one file, no scripts, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.formats.downloads.board import Day, Entry, WeekBoard
from service.formats.downloads.fridge.content import LEGEND, WARNING_ICON, Page, Told, page_of_answer, page_of_plan
from service.formats.downloads.fridge.sums import week_sums
from service.formats.downloads.words import day_name

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(document: PlanDocument) -> bytes:
    return page_html(page_of_plan(document)).encode()


def write_answer(adjustment: AdjustmentDocument) -> bytes:
    return page_html(page_of_answer(adjustment)).encode()


def page_html(page: Page) -> str:
    """The whole document."""
    style = files("service.formats.downloads.fridge").joinpath("style.css").read_text("utf-8")
    return "\n".join((
        "<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">', '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(page.title)}, {escape(page.span)}</title>", f"<style>\n{style}</style>", "</head>", "<body>", *_body(page),
        "</body>", "</html>", "",
    ))  # fmt: skip


def _body(page: Page) -> Iterator[str]:
    yield f'<header><h1>{escape(page.title)}</h1><span class="span">{escape(page.span)}</span>'
    yield f'<p class="headline">{escape(page.headline)}</p></header>'
    yield "<main>"
    if page.warning:
        yield f'<p class="warning"><b>{WARNING_ICON}</b> {escape(page.warning)}</p>'
    if page.message:
        yield f'<p class="message">{escape(page.message)}</p>'
    for week in page.weeks:
        yield from _week(week, page)
    if page.changes:
        yield "<h2>What changed, and why</h2>"
        yield f"<ul>{''.join(_told(told) for told in page.changes)}</ul>"
    if page.more:
        yield f"<p>And {page.more} more in the plan.</p>"
    yield "</main>"
    yield f"<footer>{escape(LEGEND)}</footer>"


def _week(week: WeekBoard, page: Page) -> Iterator[str]:
    heading = f"Week of {day_name(week.days[0].date)}"
    yield f"<table><caption><b>{heading}</b> · {escape(week_sums(week))}</caption>"
    yield f"<thead><tr>{''.join(_day_heading(day, page) for day in week.days)}</tr></thead>"
    yield f"<tbody><tr>{''.join(_day(day) for day in week.days)}</tr></tbody></table>"


def _day_heading(day: Day, page: Page) -> str:
    is_today = day.date == page.today
    attributes = ' class="today"' if is_today else ""
    return f'<th scope="col"{attributes}>{day_name(day.date)}{" (today)" if is_today else ""}</th>'


def _day(day: Day) -> str:
    rest = '<p class="rest">Rest</p>' if day.is_free else ""
    return f'<td data-day="{day_name(day.date)}">{"".join(_entry(entry) for entry in day.entries)}{rest}</td>'


def _entry(entry: Entry) -> str:
    looks = ["entry", *(["hard"] if entry.is_hard else [])]
    if entry.is_gone:
        looks.append("gone")
    elif entry.mark:
        looks.append("changed")
    lines = (("mark", entry.mark), ("name", entry.title), ("amounts", entry.figures))
    return f'<div class="{" ".join(looks)}">{"".join(f"<p class={kind}>{escape(text)}</p>" for kind, text in lines if text)}</div>'


def _told(told: Told) -> str:
    why = f'<span class="why">{escape(told.why)}</span>' if told.why else ""
    return f'<li><span class="mark">{escape(told.mark)}</span> {escape(told.text)}{why}</li>'
