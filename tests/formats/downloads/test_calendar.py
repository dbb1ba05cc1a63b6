from datetime import UTC, date, datetime, timedelta
from typing import Any

import ics
import pytest
from icalendar import Calendar, Event

from service.documents.plan import PlanDocument
from service.formats.downloads.ics import Feed, render_feed, write
from tests.formats.downloads.given import a_document, aim, lasting, repeat
from tests.support.plain import Json, plain_session
from tests.support.samples import answer, raw_request

TODAY = date(2026, 3, 4)


def calendar_in(content: bytes) -> Calendar:
    return Calendar.from_ical(content)


def events_in(content: bytes) -> list[Event]:
    found = list(calendar_in(content).walk("VEVENT"))
    assert all(event.errors == [] for event in found)
    return found


def only_event(**fields: Any) -> Event:
    (found,) = events_in(write(a_document(plain_session(**fields))))
    return found


def feed(document: PlanDocument, **options: Any) -> Feed:
    return render_feed(document, **{"now": TODAY, **options})


def test_an_event_keeps_its_uid_and_its_sequence_rises_when_the_session_is_revised() -> None:
    raw = raw_request("half-marathon-heavy-week")
    revised = answer(raw).plan
    before = {str(e["X-ADJUSTER-ID"]): e for e in events_in(write(PlanDocument.model_validate(raw["plan"])))}
    after = {str(e["X-ADJUSTER-ID"]): e for e in events_in(write(revised))}
    assert before.keys() == after.keys()
    assert all(before[id]["UID"] == after[id]["UID"] for id in before)
    assert {id for id in before if after[id]["SEQUENCE"] != before[id]["SEQUENCE"]} == {"tempo-0305", "e-0307", "e-0311"}
    assert all(after[id]["DTSTAMP"].dt > before[id]["DTSTAMP"].dt for id in ("tempo-0305", "e-0307", "e-0311"))


def test_two_plans_with_the_same_session_ids_do_not_take_each_others_events() -> None:
    uids = {str(events_in(write(a_document(plain_session(), name=name)))[0]["UID"]) for name in ("Spring", "Autumn")}
    assert len(uids) == 2


def test_a_session_without_a_time_takes_the_day_and_blocks_nothing() -> None:
    event = only_event(planned={"duration_s": 3600})
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 5), date(2026, 3, 6))
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_session_with_a_time_stands_there_on_the_clock_of_the_plan() -> None:
    content = write(a_document(plain_session("2026-03-29", start_time="01:30", planned={"duration_s": 5400})))
    (event,) = events_in(content)
    assert event["DTSTART"].dt.isoformat() == "2026-03-29T01:30:00+01:00"
    assert event["DTEND"].dt.isoformat() == "2026-03-29T04:00:00+02:00", "the clocks go forward at two"
    assert b"DTSTART;TZID=Europe/Vienna:20260329T013000" in content
    assert [zone["TZID"] for zone in calendar_in(content).walk("VTIMEZONE")] == ["Europe/Vienna"]


def test_a_time_without_a_duration_has_no_end() -> None:
    assert "DTEND" not in only_event(start_time="06:30")


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"title": "6 x 800 m", "kind": "interval", "planned": {"distance_m": 10000}}, "Run · 6 x 800 m · 10 km"),
        ({"planned": {"duration_s": 5430, "distance_m": {"low": 12000, "high": 14000}}}, "Run · Easy · 1 h 31 · 13 km"),
        ({"kind": "race_pace"}, "Run · Race pace"),
        ({"sport": "rest", "kind": "rest"}, "Rest"),
        ({"status": "cancelled"}, "Left out · Run · Easy"),
        ({"status": "suspended"}, "On hold · Run · Easy"),
        ({"title": "two\nlines\r\nand more"}, "Run · two lines and more"),
    ],
)
def test_the_summary_says_it_all_on_one_line(fields: Json, summary: str) -> None:
    assert only_event(**fields)["SUMMARY"] == summary


@pytest.mark.parametrize(
    ("status", "written"),
    [
        ("planned", "CONFIRMED"),
        ("completed", "CONFIRMED"),
        ("skipped", "CONFIRMED"),
        ("cancelled", "CANCELLED"),
        ("suspended", "TENTATIVE"),
    ],
)
def test_what_is_off_says_so_in_its_status(status: str, written: str) -> None:
    assert only_event(status=status)["STATUS"] == written


def test_the_description_holds_the_change_the_sums_the_words_and_the_steps() -> None:
    steps = [lasting(600, aim("hr", "zone", 2), step_class="warmup"), repeat(5, lasting(60), lasting(60, step_class="recovery"))]
    session = plain_session(
        "2026-03-06", description="on grass", rpe=7, priority="key", planned={"duration_s": 2400, "load": {"value": 70, "unit": "tss"}},
        original={"date": "2026-03-05", "sport": "run", "kind": "easy", "hard": False, "duration_s": 2400, "load": 280},
        change={"at": "2026-03-04T19:00:00+01:00", "by": "solver", "reason": "No hard session before Fri 6 Mar", "report_ids": []},
        structure={"steps": steps},
    )  # fmt: skip
    (event,) = events_in(write(a_document(session)))
    assert str(event["DESCRIPTION"]).split("\n\n") == [
        "Moved from Thu 5 Mar: No hard session before Fri 6 Mar",
        "40 min · load 70 tss · RPE 7 · key session",
        "on grass",
        "Warmup\n- 10m Z2 HR",
        "5x\n- 1m\n- 1m intensity=recovery",
    ]
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == datetime(2026, 3, 4, 18, tzinfo=UTC)


def test_why_a_session_is_on_hold_does_not_travel() -> None:
    reason = {"at": "2026-03-04T19:00:00+01:00", "by": "solver", "reason": "dark urine", "report_ids": []}
    content = write(a_document(plain_session(status="suspended", change=reason)))
    assert b"urine" not in content
    assert "On hold: ask your coach. The plan is kept." in str(events_in(content)[0]["DESCRIPTION"])


def test_notes_that_a_coach_keeps_do_not_travel() -> None:
    assert b"secret" not in write(a_document(plain_session(coach_notes="secret", athlete_notes="secret")))


def test_lines_are_folded_at_75_bytes_and_nothing_breaks_out_of_its_line() -> None:
    nasty = "Ärger, mit; Komma\\und\nEND:VEVENT\r\nBEGIN:VEVENT " + "ö" * 200
    content = write(a_document(plain_session(title="ö" * 150, description=nasty, location="a;b,c"), name="Plan, der; beste"))
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 1
    (event,) = events_in(content)
    assert nasty.replace("\r\n", "\n") in str(event["DESCRIPTION"])
    assert b"\r\nNAME:Plan\\, der\\; beste\r\nX-WR-CALNAME:Plan\\, der\\; beste" in content


def test_a_file_has_no_address_and_asks_for_no_refreshing() -> None:
    content = write(a_document())
    assert not any(word in content for word in (b"SOURCE", b"REFRESH-INTERVAL", b"X-PUBLISHED-TTL"))
    assert b"METHOD:PUBLISH" in content


def test_a_feed_says_where_it_lives_and_how_often_to_come() -> None:
    made = feed(a_document(), address="https://plans.example/feeds/t.ics")
    assert b"SOURCE;VALUE=URI:https://plans.example/feeds/t.ics" in made.content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in made.content
    assert b"X-PUBLISHED-TTL:PT1H" in made.content
    assert b"NAME:Plan\r\n" in made.content
    assert b"COLOR:steelblue" in made.content


def test_the_etag_changes_with_the_content_and_with_nothing_else() -> None:
    one, later, other = feed(a_document()), feed(a_document(), now=date(2026, 12, 24)), feed(a_document(plain_session(title="new")))
    assert one == later
    assert one.etag != other.etag
    assert (one.etag[0], one.etag[-1]) == ('"', '"')


@pytest.mark.parametrize(("today", "shown"), [(date(2026, 4, 1), 1), (date(2026, 4, 2), 1), (date(2026, 4, 3), 0)])
def test_a_session_that_was_left_out_stays_in_the_feed_for_thirty_days(today: date, shown: int) -> None:
    # 23:30 in UTC on 2 March is 3 March in Vienna.
    off = plain_session(id="off", status="cancelled", updated_at="2026-03-02T23:30:00Z")
    assert len(events_in(feed(a_document(off, plain_session()), now=today).content)) == shown + 1


def test_without_an_instant_the_thirty_days_count_from_the_session_itself() -> None:
    off = plain_session("2026-03-05", id="off", status="cancelled")
    shown = [len(events_in(feed(a_document(off, plain_session()), now=day).content)) for day in (date(2026, 4, 4), date(2026, 4, 5))]
    assert shown == [2, 1]


def test_a_feed_of_several_plans_in_a_row_can_keep_one_name_for_all() -> None:
    made = feed(a_document(), host="athlete-7.example")
    assert [str(event["UID"]) for event in events_in(made.content)] == ["s-1@athlete-7.example"]


def test_another_reader_sees_the_same_days_times_and_ends() -> None:
    content = write(
        a_document(
            plain_session(title="Long; easy, with friends"),
            plain_session("2026-03-29", "s-2", start_time="06:30", planned={"duration_s": 5400}),
        )
    )
    day, timed = sorted(ics.Calendar(content.decode()).events, key=lambda event: event.begin)
    assert (day.all_day, day.begin.date(), day.name) == (True, date(2026, 3, 5), "Run · Long; easy, with friends")
    assert (timed.all_day, timed.begin.isoformat(), timed.duration) == (False, "2026-03-29T06:30:00+02:00", timedelta(seconds=5400))
