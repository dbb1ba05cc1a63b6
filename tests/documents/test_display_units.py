"""What a plan says about its units, and what is said back where that is no unit of distance."""

from service.documents.display_units import unit_warnings, units_of
from service.documents.plan import plan_document, read_plan
from service.documents.plan_checks import plan_warnings
from service.domain.distances import DistanceUnit
from service.domain.session import Sport
from tests.support.builders import POLICY
from tests.support.plain import plain_plan, plain_session


def test_a_plan_is_read_with_the_units_that_it_names() -> None:
    made = plan_document(plain_plan(plain_session(planned={"distance_m": 8047}), display_units={"run": "mi", "swim": "yd", "weight": "lb"}))
    units = read_plan(made, POLICY).units
    assert units == units_of(made)
    assert (units.of(Sport.RUN), units.of(Sport.SWIM), units.total) == (DistanceUnit.MI, DistanceUnit.YD, DistanceUnit.MI)


def test_a_unit_that_is_not_known_is_named_and_not_used() -> None:
    made = plan_document(plain_plan(plain_session(), display_units={"run": "leagues", "weight": "stone"}))
    (told,) = unit_warnings(made)
    assert (told.code, told.pointer) == ("unknown-unit", "/display_units/run")
    assert "km, mi, m, yd" in told.text
    assert units_of(made).is_all_km


def test_an_unusual_run_is_told_in_miles() -> None:
    made = plan_document(plain_plan(plain_session(planned={"distance_m": 160_934}), display_units={"run": "mi"}))
    assert "A run of 100 mi is unusual; check its distance." in [told.text for told in plan_warnings(made, read_plan(made, POLICY))]
