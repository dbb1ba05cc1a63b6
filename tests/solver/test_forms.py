"""The forms that a session may take, with their minutes, loads and hardness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.forms import Form, form_of
from service.domain.session import Kind, Modality, PlannedSession, ShorterForm, Sport, Status
from service.solver.forms import shapes
from service.solver.reading import read_problem
from tests.solver.alone import asked, brief_of, easy, hard, long, on, strength
from tests.support.builders import a_session


def forms_of(session: PlannedSession, **wanted: object) -> dict[Form, list[PlannedSession]]:
    problem = read_problem(brief_of([session], asked(**wanted)))
    found: dict[Form, list[PlannedSession]] = {}
    for shape in shapes(problem, problem.movers[0]):
        assert form_of(session, shape.session) is shape.form
        found.setdefault(shape.form, []).append(shape.session)
    return found


def test_an_easy_run_is_shortened_swapped_or_dropped() -> None:
    found = forms_of(easy("x", 3, 60, distance_m=10_000))
    assert [(s.minutes, s.load, s.distance_m) for s in found[Form.SHORTENED]] == [(45, 135, 7500), (35, 105, 5833), (30, 90, 5000)]
    assert next((s.sport, s.modality, s.minutes) for s in found[Form.CROSS]) == (Sport.BIKE, Modality.BIKE, 60)
    assert found[Form.DROPPED][0].status is Status.CANCELLED
    assert Form.EASY not in found


def test_a_hard_session_is_never_silently_shortened() -> None:
    found = forms_of(hard("x", 3, 60))
    assert Form.SHORTENED not in found
    assert next((s.kind, s.minutes, s.load, s.hard) for s in found[Form.EASY]) == (Kind.EASY, 60, 180, False)
    assert [(s.minutes, s.load) for s in found[Form.RECOVERY]] == [(30, 60)]


def test_openers_may_be_shortened_although_they_are_hard() -> None:
    assert all(s.hard for s in forms_of(hard("x", 3, 40, opener=True))[Form.SHORTENED])


def test_the_authors_own_shorter_form_comes_first_and_stays_hard() -> None:
    short = ShorterForm(duration_s=15 * 60, load=110)
    reduced = forms_of(hard("x", 3, 60, reduced=short))[Form.REDUCED][0]
    assert (reduced.minutes, reduced.load, reduced.hard, reduced.kind) == (15, 110, True, Kind.INTERVAL)
    milder = forms_of(hard("x", 3, 60, reduced=replace(short, kind=Kind.EASY, rpe=3)))[Form.REDUCED][0]
    assert (milder.hard, milder.kind, milder.rpe) == (False, Kind.EASY, 3)


@pytest.mark.parametrize(("minutes", "lengths"), [(20, []), (29, []), (30, [20]), (40, [30, 25, 20]), (100, [80, 65, 50])])
def test_no_change_is_cosmetic_and_nothing_gets_too_short(minutes: int, lengths: list[int]) -> None:
    assert [s.minutes for s in forms_of(easy("x", 3, minutes)).get(Form.SHORTENED, [])] == lengths


def test_a_long_run_is_cut_exactly_even_where_that_is_little() -> None:
    cut = forms_of(long("x", 3, 105, rpe=4), long_max_ratio=0.95)[Form.SHORTENED][0]
    assert (cut.minutes, cut.load) == (99, 396)


def test_at_level_4_a_shortened_long_run_is_easy() -> None:
    cut = forms_of(long("x", 3, 100, rpe=6), level=4, long_max_ratio=0.6, long_easy=True)[Form.SHORTENED]
    assert all(s.rpe == 4 and s.load == 4 * s.minutes and not s.hard for s in cut)


def test_a_run_is_cut_to_the_length_that_is_free_of_trouble() -> None:
    assert forms_of(easy("x", 3, 45), max_session_minutes=42)[Form.SHORTENED][0].minutes == 42


def test_strength_and_core_are_kept_or_dropped() -> None:
    assert set(forms_of(strength("x", 3))) == {Form.KEPT, Form.DROPPED}
    assert set(forms_of(a_session("x", on(3), Kind.CORE, 20))) == {Form.KEPT, Form.DROPPED}


def test_a_ride_is_not_swapped_for_a_ride() -> None:
    assert {s.modality for s in forms_of(easy("x", 3, sport=Sport.BIKE))[Form.CROSS]} == {Modality.POOL_RUN}
