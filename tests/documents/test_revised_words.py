"""An athlete who reads a revised session reads what it is now; the coach's words come back to the letter."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from service.documents.limits import MOST_TEXT
from service.documents.plan import PlanDocument, plan_document, read_plan
from service.documents.plan_writing import write_plan
from service.domain.naming import title_of
from service.domain.session import Modality, PartOfDay, PlannedSession, Status
from service.formats import write_plan_file
from tests.support.builders import POLICY
from tests.support.cases import as_recovery, crossed, dropped, eased, moved, shortened
from tests.support.plain import FULL_SESSION, Json, plain_plan, plain_session

INTERVALS: Json = {**FULL_SESSION, "original_date": None, "change": None}
LONG: Json = plain_session(
    id="s-1", kind="long", title="Along the river", description="Drink every 20 min.\nLast half hour steady.",
    planned={"duration_s": 6300, "distance_m": 17500, "load": 420, "elevation_gain_m": 120}, rpe={"low": 3, "high": 5},
    intensity={"zones": {"low": 2, "high": 3}}, structure={"steps": [{"class": "active", "end": {"type": "time", "s": 6300}}]},
)  # fmt: skip
WORDS = ("title", "description", "structure", "strength", "alternatives", "planned", "rpe", "intensity", "start_time")


def _read(raw: Json) -> tuple[PlanDocument, PlannedSession]:
    document = plan_document(copy.deepcopy(plain_plan(raw)))
    return document, read_plan(document, POLICY).sessions[0]


def _revised(raw: Json, become: Callable[[PlannedSession], PlannedSession]) -> tuple[Json, PlanDocument]:
    """The session as it is written after `become` was made of its coach's version."""
    document, session = _read(raw)
    was = session.restored()
    new = become(was)
    if new != session:
        new = replace(new, title=title_of(was, new), original=session.snapshot())
    written = write_plan(document, read_plan(document, POLICY).with_sessions([new]), POLICY)
    out: Json = json.loads(written.model_dump_json())["sessions"][0]
    return out, written


def _as_written(session: PlannedSession) -> PlannedSession:
    return session


@pytest.mark.parametrize(
    ("become", "title"),
    [
        (lambda s: eased(s, 40), "Easy run, 40 min"),
        (as_recovery, "Recovery run, 30 min"),
        (lambda s: crossed(s, Modality.BIKE, 40), "Easy bike, 40 min instead of intervals"),
    ],
)
def test_nothing_of_an_eased_or_swapped_session_tells_of_the_hard_one(
    become: Callable[[PlannedSession], PlannedSession], title: str
) -> None:
    out, _ = _revised(INTERVALS, become)
    assert out["title"] == title
    assert out["description"] == "Instead of: 5 x 1 km, 55 min."
    assert [name for name in ("structure", "strength", "alternatives", "intensity") if out[name] is not None] == []
    assert set(out["planned"]) == {"duration_s", "load"}, "no distance, climb, work or intensity of the old session"


def test_a_shortened_session_keeps_its_title_and_says_first_that_it_is_shorter() -> None:
    out, _ = _revised(LONG, lambda s: shortened(s, 78))
    assert out["title"] == "Along the river"
    assert out["description"] == "Shortened from 105 to 78 min.\nDrink every 20 min.\nLast half hour steady."
    assert out["structure"] is None
    assert out["planned"] == {"duration_s": 4680, "distance_m": 13000, "load": 312}
    assert (out["rpe"], out["intensity"]) == (LONG["rpe"], LONG["intensity"])


def test_a_shortened_session_at_a_lower_effort_loses_the_zones_of_the_old_effort() -> None:
    out, _ = _revised({**LONG, "rpe": 7}, lambda s: shortened(s, 63, rpe=4, rpe_high=4, hard=False))
    assert (out["rpe"], out["intensity"]) == (4, None)
    assert out["description"].startswith("Shortened from 105 to 63 min. Easy all the way.\n")


def test_the_authors_shorter_form_brings_its_own_words() -> None:
    raw = {**INTERVALS, "reduced": {"duration_s": 2400, "load": 290, "title": "3 x 1 km", "description": "full rests"}}
    out, _ = _revised(raw, lambda s: replace(s, duration_s=2400, load=290, distance_m=None))
    assert (out["title"], out["description"], out["structure"]) == ("3 x 1 km", "Shortened from 55 to 40 min.\nfull rests", None)


@pytest.mark.parametrize("become", [dropped, lambda s: moved(s, 4), lambda s: replace(s, status=Status.SUSPENDED)])
def test_dropped_moved_and_held_sessions_keep_every_word(become: Callable[[PlannedSession], PlannedSession]) -> None:
    out, _ = _revised(INTERVALS, become)
    assert {name: out.get(name) for name in WORDS} == {name: INTERVALS.get(name) for name in WORDS}


@pytest.mark.parametrize(
    "raw", [INTERVALS, LONG, plain_session(kind="tempo"), {**INTERVALS, "title": None}], ids=["full", "long", "bare", "explicit null"]
)
@pytest.mark.parametrize(
    "become", [lambda s: eased(s, 30), lambda s: crossed(s, Modality.BIKE, 30), dropped, lambda s: moved(s, 4)],
    ids=["eased", "crossed", "dropped", "moved"],
)  # fmt: skip
def test_the_coachs_words_travel_with_the_session_and_come_back_to_the_letter(
    raw: Json, become: Callable[[PlannedSession], PlannedSession]
) -> None:
    first, _ = _revised(raw, become)
    assert first["original"]["authored"] == {name: raw[name] for name in WORDS if name in raw}
    back, _ = _revised(first, _as_written)
    assert {name: back[name] for name in WORDS if name in back} == {name: raw[name] for name in WORDS if name in raw}


def test_a_second_revision_speaks_of_the_coachs_session_and_not_of_the_first_revision() -> None:
    first, _ = _revised(INTERVALS, lambda s: crossed(s, Modality.BIKE, 40))
    second, _ = _revised(first, lambda s: eased(s, 30))
    assert (second["title"], second["description"]) == ("Easy run, 30 min", "Instead of: 5 x 1 km, 55 min.")
    assert second["original"] == first["original"]
    assert "modality" not in second


def test_a_session_that_was_moved_first_and_eased_later_still_has_its_words() -> None:
    first, _ = _revised(INTERVALS, lambda s: moved(s, 4))
    second, _ = _revised(first, lambda s: eased(s, 40))
    back, _ = _revised(second, _as_written)
    assert (second["title"], back["title"], back["structure"]) == ("Easy run, 40 min", "5 x 1 km", INTERVALS["structure"])


def test_what_depends_on_the_coachs_words_is_read_from_them_as_long_as_they_rest() -> None:
    raw = {**INTERVALS, "reduced": {"duration_s": 2400}, "rpe": {"low": 7, "high": 8}}
    _, document = _revised(raw, lambda s: eased(s, 40))
    again, fresh = read_plan(document, POLICY).sessions[0], _read(raw)[1]
    assert replace(again.restored(), original=None, load_estimated=fresh.load_estimated) == fresh


def test_a_session_of_known_distance_only_keeps_its_length_when_it_is_eased() -> None:
    raw = plain_session(kind="tempo", planned={"distance_m": 10000})
    planned = _read(raw)[1]
    _, document = _revised(raw, eased)
    assert read_plan(document, POLICY).sessions[0].minutes == planned.minutes == 60


def test_a_session_whose_length_stood_in_its_steps_keeps_it_when_they_go() -> None:
    raw = {**plain_session(kind="steady", rpe=3), "structure": {"steps": [{"class": "active", "end": {"type": "time", "s": 4200}}]}}
    out, document = _revised(raw, eased)
    assert (out["structure"], read_plan(document, POLICY).sessions[0].minutes) == (None, 70)


def test_an_original_without_words_is_restored_by_its_amounts() -> None:
    original = {
        "date": "2026-03-05", "sport": "run", "kind": "tempo", "hard": True, "duration_s": 3000, "distance_m": 10000, "load": 350, "rpe": 7,
    }  # fmt: skip
    raw = plain_session(kind="easy", title="Tempo", planned={"duration_s": 2400, "load": 120}, rpe=3, hard=False, original=original)
    out, document = _revised(raw, _as_written)
    assert (out["kind"], out["title"], out["rpe"]) == ("tempo", "Tempo", 7)
    assert out["planned"] == {"duration_s": 3000, "load": 350, "distance_m": 10000}
    assert read_plan(document, POLICY).sessions[0].load == 350


def test_a_start_time_that_a_pin_cleared_comes_back() -> None:
    pinned, _ = _revised(INTERVALS, lambda s: replace(s, part_of_day=PartOfDay.PM, start_time=None))
    assert pinned["start_time"] is None
    back, _ = _revised(pinned, _as_written)
    assert (back["start_time"], back["part_of_day"]) == ("06:30", "am")


def test_a_modality_of_the_coachs_own_outlives_a_move() -> None:
    raw = plain_session(sport="cross", kind="easy", modality="pool_run")
    _, document = _revised(raw, lambda s: moved(s, 4))
    assert read_plan(document, POLICY).sessions[0].restored().modality is Modality.POOL_RUN


def test_the_longest_description_still_fits_with_its_first_line() -> None:
    out, _ = _revised({**LONG, "description": "x" * MOST_TEXT}, lambda s: shortened(s, 78))
    assert len(out["description"]) == MOST_TEXT
    plan_document(plain_plan(out))


def test_the_long_table_shows_the_new_title_and_what_it_replaces() -> None:
    _, document = _revised(INTERVALS, lambda s: eased(s, 40))
    row = next(csv.DictReader(io.StringIO(write_plan_file(document, "csv").decode("utf-8-sig"))))
    assert (row["title"], row["description"], row["duration_min"], row["distance_km"]) == (
        "Easy run, 40 min", "Instead of: 5 x 1 km, 55 min.", "40", "",
    )  # fmt: skip
