"""Numbered records under many writers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.support.services import a_club, services_on


def test_many_writers_at_once_leave_one_whole_chain_and_no_number_shown_late(database: str) -> None:
    services = services_on(database)
    club = a_club(services)

    def write(number: int) -> list[int]:
        with services.store.writing(club.office) as work:
            work.events.emit("report.received", f"rep_{number}")
            work.audit.note("report.read", f"rep_{number}")
        with services.store.reading(club.office) as work:
            return [event.sequence for event in work.events.after(0, 1000)]

    with ThreadPoolExecutor(8) as crowd:
        seen = list(crowd.map(write, range(40)))
    with services.store.reading(club.office) as work:
        assert work.audit.broken_at() is None
        numbers = [event.sequence for event in work.events.after(0, 1000)]
    assert len(numbers) == 40
    for view in seen:
        assert view == [number for number in numbers if number <= view[-1]]
    services.store.engine.dispose()
