"""Level 5: everything waits, and the answer names every row of the table that says so."""

from service.domain.report_class import ReportClass
from tests.assessment.asking import ask, evening, whole


def test_everything_stops_and_every_row_of_level_5_is_named() -> None:
    orders = ask(evening(4), [whole(4, 4, flags=("RF_SWELL_ONE",))]).directives
    named = {row for row in orders.why("suspend").rows if row.startswith("D-5-")}
    assert named == {
        "D-5-first-hard", "D-5-first-strength", "D-5-first-long", "D-5-long-ratio", "D-5-load-cap-w1", "D-5-load-cap-w2",
        "D-5-max-hard-w1", "D-5-max-hard-w2", "D-5-max-runs", "D-5-rest-days", "D-5-cross-training", "D-5-key-sessions",
    }  # fmt: skip


def test_both_windows_are_empty_at_level_5() -> None:
    answer = ask(evening(4), [whole(4, 4, flags=("RF_SWELL_ONE",))])
    assert answer.klass is ReportClass.RED_FLAG
    for window in answer.directives.windows:
        assert (window.load_cap, window.max_hard, window.max_runs, window.min_rest_days) == (0, 0, 0, 7)
