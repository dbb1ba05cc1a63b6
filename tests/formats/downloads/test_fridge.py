import re
import zlib
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest

from service.documents.adjustment import AdjustmentDocument
from service.domain.adjustment import Action, OutcomeName
from service.formats import write_answer_file, write_plan_file
from service.formats.downloads.fridge import page_of_answer, page_of_plan
from service.formats.downloads.fridge.html import page_html
from service.formats.downloads.fridge.pdf import page_pdf
from service.formats.downloads.marks import DONE, KEY, MARKS
from service.formats.downloads.print_page import PrintPage
from tests.formats.downloads.given import a_document
from tests.support.plain import plain_session
from tests.support.samples import answer, raw_request

NAMES = ("Łódź, Đà Nẵng", "Αθήνα, Χρύσα", "Йоханна Щербакова", "Ğüneş ıșık")
EMPTY = {"meta", "br", "hr", "img", "link"}


@pytest.fixture(scope="module")
def revised() -> AdjustmentDocument:
    return answer(raw_request("half-marathon-heavy-week"))


class _Page(HTMLParser):
    """Whether every element is closed, and what stands between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word).replace("\u00a0", " ")


def page_in(content: bytes) -> _Page:
    page = _Page(content.decode())
    assert page.open == []
    return page


def test_the_page_shows_two_weeks_what_changed_and_why(revised: AdjustmentDocument) -> None:
    text = page_in(write_answer_file(revised, "html")).text
    for told in (
        "Half marathon, twelve weeks, kilometres", "Mon 2 Mar to Sun 15 Mar 2026", "3 sessions changed", revised.message.to_athlete,
        "Wed 4 Mar (today)", "→ moved (from Thu 5 Mar) 2 x 15 min tempo, 3 min jog ★", "→ now on Fri 6 Mar",
        "✕ rest instead Easy, flat Rest",
        "5 sessions (was 6) · 5 h 05 (was 5 h 55) · 46 km (was 54.3 km)",
        "→ moved Thu 5 Mar: 2 x 15 min tempo, 3 min jog, to Fri 6 Mar No hard session before Fri 6 Mar",
    ):  # fmt: skip
        assert told in text


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(revised: AdjustmentDocument) -> None:
    content = write_answer_file(revised, "html")
    page = page_in(content)
    assert {tag for tag, _ in page.seen} & {"script", "link", "img", "iframe", "object", "form"} == set()
    assert re.search(rb"https?:|url\(|@import|javascript:", content) is None
    assert not any(name.startswith("on") or name in ("src", "href", "style") for _, attributes in page.seen for name in attributes)
    policy = next(attributes["content"] for tag, attributes in page.seen if tag == "meta" and "http-equiv" in attributes)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_what_somebody_typed_is_text_and_never_markup() -> None:
    nasty = '<script>alert(1)</script><img src=x onerror="y">&amp;'
    page = page_in(write_plan_file(a_document(plain_session(title=nasty), name=nasty), "html"))
    assert not {"script", "img"} & {tag for tag, _ in page.seen}
    assert page.text.count(nasty) >= 2


def test_the_page_speaks_to_readers_of_screens(revised: AdjustmentDocument) -> None:
    seen = page_in(write_answer_file(revised, "html")).seen
    assert ("html", {"lang": "en"}) in seen
    assert all(attributes.get("scope") == "col" for tag, attributes in seen if tag == "th")
    assert [tag for tag, _ in seen].count("caption") == 2
    assert [tag for tag, _ in seen].count("h1") == 1


def test_every_mark_is_an_icon_with_a_word_of_its_own() -> None:
    assert MARKS.keys() == set(Action)
    assert all(mark.icon and mark.word for mark in (*MARKS.values(), KEY, DONE))
    words = [mark.word for mark in MARKS.values()]
    assert len(set(words)) == len(words)


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rules() -> Iterator[tuple[str, dict[str, str]]]:
    style = files("service.formats.downloads.fridge").joinpath("style.css").read_text("utf-8").partition("@media")[0]
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        pairs = [each.split(":", 1) for each in body.split(";") if ":" in each]
        yield selector.strip(), {name.strip(): value.strip() for name, value in pairs}


@pytest.mark.parametrize(("words", "ground"), [
    ("body", "body"), (".amounts, .when", "body"), (".amounts, .when", ".changed"), ("body", ".changed"), (".gone", ".gone"),
    (".rest", "body"), ("th", "th"), (".why", "body"), ("footer", "body"), (".span", "body"), ("body", ".message"), ("th", "th.today"),
    ("body", ".warning"),
])  # fmt: skip
def test_all_text_stands_out_from_its_ground_as_wcag_asks(words: str, ground: str) -> None:
    rules = {selector: body for selector, body in _rules() if not selector.startswith("@")}
    colour, background = rules[words]["color"], rules[ground]["background"]
    assert _contrast(colour.lstrip("#"), background.lstrip("#")) >= 4.5


def test_a_page_that_goes_on_for_more_weeks_shows_them() -> None:
    page = page_of_answer(answer(raw_request("marathon-poor-sleep-and-stress")))
    assert [week.days[0].date for week in page.weeks] == [date(2026, 3, 16), date(2026, 3, 23), date(2026, 3, 30)]


def test_training_on_hold_says_so_first_and_keeps_the_reason_to_itself() -> None:
    page = page_of_answer(answer(raw_request("sc-08-one-swollen-leg")))
    assert (page.headline, len(page.weeks), len(page.changes)) == ("Training is on hold", 2, 0)
    assert page.more == 0
    assert "on hold" in page.message
    assert "urine" not in page_html(page_of_answer(answer(raw_request("sc-09-dark-urine"))))
    assert page_in(page_html(page).encode()).text.count("‖ on hold") == 10


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("sc-09-dark-urine", "Get medical help now. No training."),
        ("sc-08-one-swollen-leg", "See a doctor in the next days. No training until then."),
        ("half-marathon-heavy-week", ""),
    ],
)
def test_a_warning_sign_stands_above_everything_else(name: str, warning: str) -> None:
    page = page_of_answer(answer(raw_request(name)))
    assert page.warning == warning
    text = page_in(page_html(page).encode()).text
    assert text.find(f"▲ {warning}") < text.find("Week of")
    assert ("▲" in text) == bool(warning)


@pytest.mark.parametrize("outcome", [OutcomeName.NO_PLAN_FITS, OutcomeName.NOT_DECIDED, OutcomeName.NEEDS_COACH])
def test_without_an_answer_nobody_is_told_that_the_plan_stands(revised: AdjustmentDocument, outcome: OutcomeName) -> None:
    open_answer = revised.model_copy(update={"outcome": outcome, "changes": []})
    assert page_of_answer(open_answer).headline == "Ask your coach before you train"


def test_a_plan_alone_is_shown_from_its_last_change_on(revised: AdjustmentDocument) -> None:
    alone, told = page_of_plan(revised.plan), page_of_answer(revised)
    assert (alone.weeks, [change.text for change in alone.changes]) == (told.weeks, [change.text for change in told.changes])
    assert alone.today is None


def test_a_plan_that_nobody_changed_is_shown_from_its_beginning() -> None:
    page = page_of_plan(a_document(plain_session("2026-03-12", "a"), plain_session("2026-04-30", "b")))
    assert (page.headline, page.weeks[0].days[0].date) == ("The plan stands as it is", date(2026, 3, 9))


def test_a_duration_that_nobody_stated_says_that_it_is_a_guess() -> None:
    text = page_in(
        write_plan_file(a_document(plain_session(), plain_session("2026-03-06", "b", planned={"duration_s": 2700})), "html")
    ).text
    assert "about 45 min" in text
    assert " 45 min" in text.replace("about 45 min", "")


def pages(content: bytes) -> int:
    return content.count(b"/Type /Page\n")


def printed(content: bytes) -> str:
    """The characters that the fonts of a PDF say they can show."""
    streams = [_unpacked(each) for each in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)]
    tables = [text for text in streams if b"begincmap" in text]
    return "".join(chr(int(code, 16)) for table in tables for code in re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]{4})>", table))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


@pytest.mark.parametrize("name", NAMES)
def test_names_in_latin_greek_and_cyrillic_letters_are_printed(name: str) -> None:
    content = write_plan_file(a_document(plain_session(title=name)), "pdf")
    assert set(name) - {" "} <= set(printed(content))


def test_what_the_font_cannot_print_is_left_away_and_letters_stay() -> None:
    marks = "".join(mark.icon for mark in (*MARKS.values(), KEY, DONE))
    with PrintPage("x", "P") as page:
        assert page.printable("🏃 Easy run 日本\n4 × 8'") == " Easy run \n4 × 8'"
        assert page.printable(marks) == marks
        assert page.printable("A\u030a") == "Å"


def test_two_weeks_fit_on_one_sheet_and_very_wordy_ones_go_on(revised: AdjustmentDocument) -> None:
    assert pages(write_answer_file(revised, "pdf")) == 1
    long = "Warm up, then run " * 12
    full = [plain_session(f"2026-03-{day:02}", f"s-{day}-{n}", title=long) for day in range(2, 16) for n in range(4)]
    assert pages(page_pdf(page_of_plan(a_document(*full)))) > 1
