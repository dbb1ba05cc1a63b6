import copy

import pytest

from service.cli.commands.options import FORMAT_NAMES
from service.documents.plan import plan_document
from service.errors import BadInput
from service.formats import READERS, WRITERS, format_of, sniff, write_plan_file
from tests.support.plain import FULL_PLAN, plain_plan, plain_session

READ_BY = {"json": "json", "csv": "csv"}
"""Writers whose files can be read again, and by which reader."""
ON_THE_CALENDAR = ("ics", "xlsx", "fit", "zwo", "intervals", "html", "pdf", "hand-list", "hand-list-pdf")
"""Formats that have no place for a session without a date."""
RIDE = plain_session(id="ride", sport="bike", planned={"duration_s": 3600})
BOTH = {**FULL_PLAN, "sessions": [*FULL_PLAN["sessions"], RIDE]}
"""For the formats that are for rides alone."""
WITHOUT_A_DATE = plain_plan(dict(plain_session(), date=None, day_index=3))


@pytest.mark.parametrize("name", WRITERS)
def test_equal_plans_give_equal_bytes(name: str) -> None:
    first, second = (write_plan_file(plan_document(copy.deepcopy(BOTH)), name) for _ in range(2))
    assert first == second
    assert first


@pytest.mark.parametrize(("writer", "reader"), READ_BY.items())
def test_what_is_written_is_taken_for_what_it_is(writer: str, reader: str) -> None:
    written = write_plan_file(plan_document(plain_plan()), writer)
    assert sniff(written, name="plan") == reader
    assert READERS[reader].name == reader


@pytest.mark.parametrize("name", ON_THE_CALENDAR)
def test_a_plan_without_dates_is_told_how_to_get_them(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        write_plan_file(plan_document(WITHOUT_A_DATE), name)
    assert [(f.pointer, f.code) for f in caught.value.findings] == [("/sessions/0/date", "undated")]
    assert "anchor" in caught.value.findings[0].detail


def test_names_and_endings_tell_the_formats_apart() -> None:
    assert len({writer.extension for writer in WRITERS.values()}) == len(WRITERS)
    assert all(name == writer.name for name, writer in WRITERS.items())


def test_the_command_line_names_every_format() -> None:
    assert FORMAT_NAMES.split(", ") == list(WRITERS)


def test_the_longest_ending_names_the_format() -> None:
    assert [format_of(f"plan{writer.extension}") for writer in WRITERS.values()] == list(WRITERS)
