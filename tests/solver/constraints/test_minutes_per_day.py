from dataclasses import replace

from service.domain.athlete import Availability
from service.domain.forms import Form
from tests.solver.alone import Put, brief_of, easy, is_allowed, on, strength
from tests.support.builders import ATHLETE_A

RULE = "minutes-per-day"
BUSY = replace(ATHLETE_A, availability=(Availability(weekday=3, max_minutes=60), Availability(date=on(16), max_minutes=30)))


def test_a_date_holds_the_minutes_that_the_athlete_has() -> None:
    brief = brief_of([easy("a", 3, 30), strength("s", 8, 30), strength("t", 11, 31)], athlete=BUSY)
    assert is_allowed(RULE, brief, {"s": 3})
    assert not is_allowed(RULE, brief, {"t": 3})
    assert not is_allowed(RULE, brief, {"t": 16})


def test_what_the_coach_planned_there_may_stay() -> None:
    brief = brief_of([easy("a", 3, 90), strength("s", 8, 30)], athlete=BUSY)
    assert is_allowed(RULE, brief)
    assert not is_allowed(RULE, brief, {"s": 3})
    assert is_allowed(RULE, brief, {"s": 3, "a": Put(form=Form.SHORTENED, minutes=55)})
