"""Who needs more care from the start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.athlete import Gate
from tests.assessment.measures.looking import looks
from tests.support.builders import ATHLETE_A


@pytest.mark.parametrize(("born", "minor"), [(2010, True), (2008, True), (2007, False)])
def test_who_may_be_under_age_counts_as_minor(born: int, minor: bool) -> None:
    """Born in 2008: perhaps still seventeen in March 2026."""
    gates = looks(athlete=replace(ATHLETE_A, birth_year=born)).gates
    assert (Gate.MINOR in gates) is minor
