"""Calendars with the damage that is found in the wild."""

from __future__ import annotations

from datetime import date

import pytest

from service.domain.session import Kind, Status
from service.errors import BadInput
from service.formats.base import ReadOptions
from service.formats.calendar.reader import CALENDAR
from tests.support.calendars import VIENNA, all_day, calendar, codes, only, read


def refused(content: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        CALENDAR.read(content, name="feed.ics", options=VIENNA)
    return caught.value


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_line_ends_of_every_sort_are_mended(end: str) -> None:
    plan = CALENDAR.read(calendar(all_day("Easy run"), all_day("Long run", "20260307"), end=end), name="feed.ics", options=VIENNA)
    assert len(plan.sessions) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_are_read(encoding: str) -> None:
    content = calendar(all_day("Größere Runde, lang")).decode().encode(encoding)
    assert CALENDAR.read(content, name="feed.ics", options=VIENNA).sessions[0].title == "Größere Runde, lang"


def test_windows_letters_are_read_with_a_warning() -> None:
    plan = CALENDAR.read(calendar(all_day("Größere Runde, lang")).decode().encode("cp1252"), name="feed.ics", options=VIENNA)
    assert plan.sessions[0].title == "Größere Runde, lang"
    assert codes(plan) == ["not-utf-8"]


def test_a_time_behind_a_value_date_is_dropped() -> None:
    session = only("DTSTART;VALUE=DATE:20260304T080000\nSUMMARY:Easy run")
    assert (session.date, session.start_time) == (date(2026, 3, 4), None)


def test_a_missing_uid_and_dtstamp_are_tolerated() -> None:
    session = only("DTSTART;VALUE=DATE:20260304\nSUMMARY:Easy run")
    assert session.external_ids is None
    assert session.id is not None


def test_a_uid_becomes_an_external_id() -> None:
    ids = only(all_day("Easy run")).external_ids
    assert ids is not None
    assert [(i.system, i.id) for i in ids] == [("ical", "Easy run-20260304")]


@pytest.mark.parametrize("end", ["20260304", "20260305"])
def test_the_end_of_a_whole_day_says_nothing_about_the_length(end: str) -> None:
    assert only(all_day("Easy run", more=f"DTEND;VALUE=DATE:{end}")).planned is None


def test_an_hour_that_the_calendar_books_by_itself_is_no_duration() -> None:
    session = only("DTSTART:20260304T090000\nDTEND:20260304T100000\nSUMMARY:Endurance Ride - 4h")
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 4 * 3600
    assert only("DTSTART:20260304T090000\nDTEND:20260304T100000\nSUMMARY:Endurance Ride").planned is None


def test_any_other_booked_length_is_taken_where_words_say_none() -> None:
    session = only("DTSTART:20260304T090000\nDTEND:20260304T101500\nSUMMARY:Endurance Ride")
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert (session.planned.duration_s.value, session.planned.duration_s.source) == (4500, "derived")


def test_words_and_booking_that_differ_are_told() -> None:
    assert codes(read("DTSTART:20260304T090000\nDTEND:20260304T110000\nSUMMARY:Ride 4h")) == ["durations-differ"]
    assert codes(read("DTSTART:20260304T090000\nDTEND:20260304T125000\nSUMMARY:Ride 4h")) == []


def test_times_in_utc_move_to_the_zone_of_the_plan() -> None:
    session = only("DTSTART:20260304T233000Z\nSUMMARY:Easy run")
    assert (session.date, session.start_time) == (date(2026, 3, 5), "00:30")


@pytest.mark.parametrize("start", ["DTSTART:20260304T233000", "DTSTART;TZID=America/Chicago:20260304T233000"])
def test_floating_times_and_those_with_a_zone_keep_their_clock(start: str) -> None:
    session = only(f"{start}\nSUMMARY:Easy run")
    assert (session.date, session.start_time) == (date(2026, 3, 4), "23:30")


def test_whole_days_never_pass_through_utc() -> None:
    for zone in ("Pacific/Auckland", "Pacific/Honolulu"):
        assert read(all_day("Easy run"), options=ReadOptions(timezone=zone)).sessions[0].date == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("head", "event", "zone"),
    [
        ("X-WR-TIMEZONE:Europe/Rome", "", "Europe/Rome"),
        ("", "X-USER-TIMEZONE:America/Denver", "America/Denver"),
        ("X-WR-TIMEZONE:Somewhere/Else\nX-USER-TIMEZONE:Asia/Tokyo", "", "Asia/Tokyo"),
    ],
)
def test_the_calendar_names_its_zone(head: str, event: str, zone: str) -> None:
    assert read(all_day("Easy run", more=event), head=head, options=ReadOptions()).timezone == zone


def test_a_calendar_without_a_zone_says_so() -> None:
    plan = read(all_day("Easy run"), options=ReadOptions())
    assert (plan.timezone, codes(plan)) == ("UTC", ["no-timezone"])


def test_a_cancelled_event_is_a_cancelled_session() -> None:
    assert only(all_day("Easy run", more="STATUS:CANCELLED")).status is Status.CANCELLED


def test_the_sequence_is_the_revision() -> None:
    assert only(all_day("Easy run", more="SEQUENCE:7")).revision == 7


def test_a_broken_property_is_named_and_the_event_survives() -> None:
    plan = read(all_day("Easy run"), "UID:x\nDTSTART:2026xx\nSUMMARY:Long run")
    assert len(plan.sessions) == 1
    assert codes(plan) == ["no-date", "broken-property"]
    assert plan.warnings[1].pointer == "event 2"


def test_damage_of_a_property_that_is_not_read_is_not_told() -> None:
    assert codes(read(all_day("Easy run", more="PRIORITY:high"))) == []


def test_zero_calendars_are_refused_although_the_library_says_nothing() -> None:
    assert refused(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n").findings[0].code == "no-calendar"


def test_zero_events_are_refused() -> None:
    assert refused(calendar()).findings[0].code == "no-events"


def test_zero_sessions_are_refused() -> None:
    assert refused(calendar(all_day("Dentist"))).findings[0].code == "no-sessions"


def test_several_calendars_in_one_file_are_one_plan() -> None:
    content = calendar(all_day("Easy run")) + calendar(all_day("Long run", "20260307"))
    assert len(CALENDAR.read(content, name="feed.ics", options=VIENNA).sessions) == 2


def test_alarms_and_transparency_say_nothing_about_training() -> None:
    alarm = "TRANSP:OPAQUE\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Long run\nTRIGGER:-PT30M\nEND:VALARM"
    session = only(all_day("Easy run 40 min", more=alarm))
    assert (session.kind, session.description) == (Kind.EASY, None)


def test_damage_between_the_events_names_its_line() -> None:
    content = calendar(all_day("Easy run")).replace(b"END:VCALENDAR", b"what is this\r\nEND:VCALENDAR")
    finding = refused(content).findings[0]
    assert (finding.pointer, finding.code) == ("line 9", "broken-calendar")


@pytest.mark.parametrize("cut", [b"END:VEVENT", b"SUMMARY:Long"])
def test_of_a_calendar_that_was_cut_off_the_whole_events_are_read(cut: bytes) -> None:
    content = calendar(all_day("Easy run"), all_day("Long run", "20260307"))
    plan = CALENDAR.read(content[: content.rindex(cut)], name="feed.ics", options=VIENNA)
    assert [s.title for s in plan.sessions] == ["Easy run"]
    assert [(w.code, w.pointer) for w in plan.warnings] == [("cut-off", "line 8")]


def test_what_is_no_training_is_kept_as_a_note() -> None:
    plan = read(all_day("Easy run"), all_day("Dentist", "20260305"))
    assert plan.notes is not None
    assert [(note.date, note.text) for note in plan.notes] == [(date(2026, 3, 5), "Dentist")]
    assert codes(plan) == ["not-a-session"]


def test_a_trip_of_some_days_is_a_note() -> None:
    plan = read(all_day("Easy run"), "DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260313\nSUMMARY:Training camp run")
    assert (len(plan.sessions), codes(plan)) == (1, ["spans-days"])


def test_one_session_under_two_spellings_is_told() -> None:
    plan = read(all_day("Endurance Ride - 4h"), all_day("Endurance Ride a 4h"))
    assert (len(plan.sessions), codes(plan)) == (2, ["near-duplicate"])


def test_two_sessions_of_a_day_that_differ_in_a_number_are_no_twins() -> None:
    assert codes(read(all_day("Easy run 5 km"), all_day("Easy run 8 km"))) == []


def test_of_one_event_twice_the_later_revision_counts() -> None:
    plan = read(all_day("Run", more="SEQUENCE:1"), all_day("Run", more="SEQUENCE:3\nDESCRIPTION:new"), all_day("Run", more="SEQUENCE:2"))
    assert [s.description for s in plan.sessions] == ["new"]
    assert codes(plan) == ["duplicate-event"]


def test_a_race_by_its_name_alone() -> None:
    session = only(all_day("Half Marathon"))
    assert session.kind is Kind.RACE


def test_the_name_of_the_calendar_is_that_of_the_plan() -> None:
    assert read(all_day("Easy run"), head="X-WR-CALNAME:Spring\\, 10 km").name == "Spring, 10 km"
    assert read(all_day("Easy run")).name == "feed"


def test_a_fault_names_the_event() -> None:
    error = refused(calendar(all_day("Run • 400km")))
    assert error.findings[0].pointer.startswith("event 1 (2026-03-04 Run • 400km)")
