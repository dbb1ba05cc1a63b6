import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.refusal import validated
from service.documents.report import ReportDocument, read_report, read_reports
from service.documents.report_files import report_documents
from service.domain.report import Timing
from service.errors import BadInput
from tests.support.plain import Json, only_finding, plain_report


def refused(**fields: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        validated(ReportDocument, plain_report(**fields), "report")
    return caught.value


def a_report(**fields: object) -> ReportDocument:
    return validated(ReportDocument, plain_report(**fields))


@pytest.mark.parametrize(
    ("field", "lowest", "highest"),
    [
        ("heaviness", 0, 10), ("pre_run_feel", 0, 10), ("soreness", 0, 10), ("pain", 0, 10), ("sleep_quality", 1, 5), ("stress", 1, 5),
        ("irritability", 1, 5), ("motivation", 1, 5), ("enjoyment", 1, 5), ("urine_colour", 1, 8), ("sleep_h", 0, 24), ("humidity", 0, 100),
        ("srpe_done", 0, 10), ("minutes_done", 0, 1440),
    ],
)  # fmt: skip
def test_each_scale_takes_its_ends_and_nothing_beyond(field: str, lowest: int, highest: int) -> None:
    a_report(**{field: lowest})
    a_report(**{field: highest})
    for value in (lowest - 1, highest + 1):
        finding = only_finding(refused(**{field: value}))
        assert (finding.pointer, finding.code) == (f"/{field}", "out-of-range")


@pytest.mark.parametrize("value", [True, "5", 5.5])
def test_a_scale_takes_whole_numbers_only(value: object) -> None:
    assert only_finding(refused(heaviness=value)).code == "wrong-type"


def test_an_unknown_flag_is_refused_with_the_list_of_flags() -> None:
    finding = only_finding(refused(flags=["RF_CHEST", "RF_CHESTT"]))
    assert finding.pointer == "/flags"
    assert "RF_PALPITATIONS" in finding.detail
    assert "RF_BONE_PAIN" in finding.detail


def test_a_misspelt_field_is_refused_because_it_could_hide_a_red_flag() -> None:
    finding = only_finding(refused(flag=["RF_CHEST"]))
    assert (finding.pointer, finding.code) == ("/flag", "unknown-key")
    assert "Did you mean flags?" in finding.detail


def test_not_asked_and_asked_without_finding_are_not_the_same() -> None:
    assert read_report(a_report(flags=None)).flags is None
    assert read_report(a_report()).flags is None
    assert read_report(a_report(flags=[])).flags == ()


def test_only_the_moment_is_needed_and_it_needs_an_offset() -> None:
    report = read_report(validated(ReportDocument, {"observed_at": "2026-03-04T09:00:00Z"}))
    assert (report.submitted_at, report.heaviness, report.timing) == (report.observed_at, None, None)
    with pytest.raises(BadInput) as missing:
        validated(ReportDocument, {"heaviness": 5})
    assert only_finding(missing.value).pointer == "/observed_at"
    assert only_finding(refused(observed_at="2026-03-04T09:00:00")).code == "no-offset"
    assert only_finding(refused(observed_at="2026-03-04")).code == "bad-instant"


def test_a_made_id_comes_from_the_content() -> None:
    first, second = a_report(id=None, pain=1), a_report(id=None, pain=2)
    assert read_report(first).id == read_report(a_report(id=None, pain=1)).id != read_report(second).id


def test_reports_are_put_in_the_order_of_observation() -> None:
    late, early = a_report(id="b"), a_report(id="a", observed_at="2026-03-03T09:00:00+01:00")
    assert [r.id for r in read_reports([late, early])] == ["a", "b"]


REPORTS: list[Json] = [
    plain_report(id="a", flags=[], timing="whole"),
    plain_report(id="b", eased="yes", sleep_h=6.5, soreness_sites=["calf", "shin"]),
]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(REPORTS),
        "\n".join(json.dumps(r) for r in REPORTS) + "\n",
        (
            "id,observed_at,heaviness,flags,timing,eased,sleep_h,soreness_sites\n"
            "a,2026-03-04T09:00:00+01:00,5,none,whole,,,\nb,2026-03-04T09:00:00+01:00,5,,,yes,6.5,calf|shin\n"
        ),
        (
            "id;observed_at;heaviness;flags;timing;eased;sleep_h;soreness_sites\n"
            'a;2026-03-04T09:00:00+01:00;5;none;whole;;;\nb;2026-03-04T09:00:00+01:00;5;;;yes;6,5;"calf;shin"\n'
        ),
    ],
)
def test_an_array_lines_and_tables_hold_the_same_reports(content: str) -> None:
    first, second = read_reports(report_documents(content.encode()))
    assert (first.id, first.flags, first.timing, second.sleep_h, second.soreness_sites) == ("a", (), Timing.WHOLE, 6.5, ("calf", "shin"))
    assert second.flags is None


def test_one_report_over_several_lines_is_one_report() -> None:
    assert len(report_documents(json.dumps(REPORTS[0], indent=2).encode())) == 1


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'[{"observed_at": "2026-03-04T09:00:00Z"}, {"observed_at": "2026-03-04T09:00:00Z", "pain": 11}]', "/1/pain"),
        (b'{"observed_at": "2026-03-04T09:00:00Z"}\n{"observed_at": "2026-03-04T09:00:00Z", "pain": 11}\n', "line 2: /pain"),
        (b'{"observed_at": "2026-03-04T09:00:00Z"}\n{"observed_at": }\n', "line 2: "),
        (b"observed_at,pain\n2026-03-04T09:00:00Z,1\n2026-03-04T09:00:00Z,11\n", "row 3, column pain"),
        (b"observed_at,pain\n2026-03-04T09:00:00Z,bad\n", "row 2, column pain"),
        (b"observed_at,flag\n2026-03-04T09:00:00Z,RF_CHEST\n", "row 1, column flag"),
        (b"", ""),
    ],
)
def test_a_fault_in_a_file_of_reports_is_named_by_its_place(content: bytes, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        report_documents(content, name="reports")
    assert only_finding(caught.value).pointer == place


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=120) | st.text(alphabet='{}[],;\n"\\:observed_atp in0123', max_size=80).map(str.encode))
def test_no_file_makes_it_fail_with_anything_but_bad_input(content: bytes) -> None:
    try:
        report_documents(content)
    except BadInput as error:
        assert error.findings  # noqa: PT017
