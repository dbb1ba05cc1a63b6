import json

import pytest

from service.documents.plan import plan_document
from service.errors import BadInput
from service.formats import format_of, read_plan_file, sniff, write_plan_file
from tests.support.plain import FULL_PLAN, plain_plan


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'{"schema": "plan/1"}', "json"),
        (b"\xef\xbb\xbf \n[1]", "json"),
        (b"date,sport\n", "csv"),
        ("date;sport\n".encode("utf-16"), "csv"),
        ('{"schema": "plan/1"}'.encode("utf-16"), "json"),
    ],
)
def test_the_content_tells_the_format(content: bytes, name: str) -> None:
    assert sniff(content, name="anything") == name


@pytest.mark.parametrize(
    ("content", "what", "instead"),
    [
        (b"[COURSE HEADER]\nMINUTES WATTS\n[END COURSE HEADER]\n", "ERG or MRC", "ZWO or FIT"),
        (b'{"workoutName": "6 x 800", "workoutSegments": []}', "Garmin Connect", "FIT file"),
        (b'{"workoutName": "6 x 800", "steps": [{"type": "WorkoutStep"}]}', "Garmin Connect", "spreadsheet or CSV"),
        (b'[{"workoutDay": "2026-03-05", "workoutTypeValueId": 3}]', "TrainingPeaks", "export of workouts (CSV)"),
        (b'{"structure": [], "primaryIntensityMetric": "percentOfFtp"}', "TrainingPeaks", "calendar (iCal)"),
    ],
)
def test_a_file_of_another_program_is_named_with_what_to_send_instead(content: bytes, what: str, instead: str) -> None:
    with pytest.raises(BadInput) as caught:
        sniff(content, name="workout")
    (finding,) = caught.value.findings
    assert finding.code == "unknown-format"
    assert what in finding.detail
    assert instead in finding.detail


def test_a_plan_of_ours_may_carry_what_other_programs_write() -> None:
    assert sniff(b'{"extensions": {"workoutTypeValueId": 3}, "schema": "plan/1"}', name="plan") == "json"


def test_json_loses_nothing() -> None:
    document = read_plan_file(json.dumps(FULL_PLAN).encode())
    assert json.loads(write_plan_file(document, "json")) == FULL_PLAN
    assert read_plan_file(write_plan_file(document, "json")) == document


def test_the_ending_names_the_format_and_a_strange_one_names_all() -> None:
    assert (format_of("Plan.JSON"), format_of("a/b.csv"), format_of("plan.intervals.json")) == ("json", "csv", "intervals")
    with pytest.raises(BadInput, match=r"\.json, \.csv"):
        format_of("plan.docx")
    with pytest.raises(BadInput, match="Did you mean json"):
        write_plan_file(plan_document(plain_plan()), "jsno")
