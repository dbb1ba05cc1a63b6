import json
from datetime import date

import pytest

from service.documents.coach_words import ClearanceDocument, OverrideDocument, read_clearance, read_override
from service.documents.refusal import validated
from service.documents.state import StateDocument, read_state, write_state
from service.domain.report_class import ReportClass
from service.domain.state import LevelSpan
from service.errors import BadInput

FULL = {
    "schema": "state/1", "level": 3, "anchor": "2026-03-09", "level_since": "2026-03-09",
    "levels": [{"from": "2026-02-23", "level": 2}, {"from": "2026-03-09", "level": 3}], "class": "POST_ILLNESS",
    "overrides_in_force": {"illness_days": 4, "illness_end": "2026-03-08", "note": "x"},
    "windows": [{"name": "W1", "from": "2026-03-10", "to": "2026-03-16", "load_cap": 1480.5, "max_hard": 2, "max_runs": None,
                 "min_rest_days": 1}],
    "review_on": "2026-03-12", "good_reports": ["r-4"],
    "open_flags": [{"code": "RF_NUMB", "observed_at": "2026-03-09T08:00:00+01:00", "report_id": "r-1"}],
    "asked": ["Q-SAFETY"], "needs_coach": True,
}  # fmt: skip


def test_a_state_that_is_handed_back_is_the_state_that_was_given_out() -> None:
    state = read_state(validated(StateDocument, FULL))
    assert json.loads(write_state(state).model_dump_json()) == FULL
    assert read_state(write_state(state)) == state


@pytest.mark.parametrize("code", ["", "RF_UNKNOWN", "IRON_RISK"])
def test_a_flag_that_nobody_knows_is_refused_for_it_could_never_be_cleared(code: str) -> None:
    flag = {"code": code, "observed_at": "2026-03-09T08:00:00+01:00", "report_id": "r-1"}
    with pytest.raises(BadInput) as caught:
        validated(StateDocument, FULL | {"open_flags": [flag]})
    assert caught.value.findings[0].pointer == "/open_flags/0/code"


def test_dates_among_the_overrides_in_force_are_dates_again() -> None:
    state = read_state(validated(StateDocument, FULL))
    assert state.overrides_in_force == {"illness_days": 4, "illness_end": date(2026, 3, 8), "note": "x"}
    assert state.klass is ReportClass.POST_ILLNESS


def test_the_short_form_is_enough_and_levels_come_in_order() -> None:
    spans = [{"from": "2026-03-09", "level": 3}, {"from": "2026-02-23", "level": 2}]
    state = read_state(validated(StateDocument, {"schema": "state/1", "level": 2, "levels": spans}))
    assert state.levels == (LevelSpan(date(2026, 2, 23), 2), LevelSpan(date(2026, 3, 9), 3))


def test_overrides_and_clearances_are_read_with_values_of_their_scope() -> None:
    raw = {"coach": "c", "scope": "first_hard_on", "value": "2026-03-09", "reason": "talked to her",
           "created_at": "2026-03-08T20:30:00+01:00", "expires_on": "2026-03-15", "computed_level": 3}  # fmt: skip
    assert read_override(validated(OverrideDocument, raw)).value == date(2026, 3, 9)
    assert read_override(validated(OverrideDocument, {**raw, "scope": "level", "value": 0})).value == 0
    clearance = read_clearance(validated(ClearanceDocument, {"by": "Dr", "date": "2026-03-07", "scope": ["RF_SWELL_ONE"], "level": None}))
    assert (clearance.scope, clearance.note, clearance.level) == (("RF_SWELL_ONE",), "", None)
