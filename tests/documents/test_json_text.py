import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.json_text import parse_json
from service.errors import BadInput
from tests.support.plain import only_finding


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"", "empty", "empty"),
        (b" \n\t", "empty", "empty"),
        (b'{"a": 1,\n "b": [2', "truncated-json", "line 2, column 9"),
        (b'{"a": "no end', "truncated-json", "line 1"),
        (b'{"a": 1,}', "broken-json", "line 1, column 9"),
        (b'{"a": 1} {"b": 2}', "broken-json", "line 1, column 10"),
        (b'{"name": "caf\xe9"}', "wrong-encoding", "Line 1, byte 14"),
        ("{}".encode("utf-16"), "wrong-encoding", "UTF-16"),
        ("{}".encode("utf-32"), "wrong-encoding", "UTF-32"),
        (b"[" * 100_000, "too-deep", "64"),
        (b"[" * 70 + b"]" * 70, "too-deep", "64"),
        (b" " * (10 * 1024 * 1024 + 1), "too-large", "10 MiB"),
    ],
)
def test_content_that_is_no_json_is_refused_with_its_place_and_the_mend(content: bytes, code: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_json(content, name="plan.json")
    finding = only_finding(refused.value)
    assert (finding.code, told in finding.detail, refused.value.place) == (code, True, "plan.json")


@pytest.mark.parametrize(
    ("content", "pointer", "code"),
    [
        ('{"plan": {"name": 1, "name": 2}}', "/plan/name", "duplicate-key"),
        ('{"a": [0, NaN]}', "/a/1", "not-a-number"),
        ('{"a": -Infinity}', "/a", "not-a-number"),
        ('{"a": 1e999}', "/a", "out-of-range"),
        ('{"a": 2147483648}', "/a", "out-of-range"),
        ('{"a": ' + "9" * 5000 + "}", "/a", "out-of-range"),
        ('{"a": "\\ud800"}', "/a", "unclean-text"),
        ('{"a": "x\\u0000y"}', "/a", "unclean-text"),
        ('{"a\\u0007": 1}', "/a\\u0007", "unclean-text"),
        ('{"a/b": {"c~d": NaN}}', "/a~1b/c~0d", "not-a-number"),
        ('{"a": "' + "x" * 20_001 + '"}', "/a", "too-long"),
    ],
)
def test_values_that_json_lets_pass_in_silence_are_refused_at_their_pointer(content: str, pointer: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_json(content)
    finding = only_finding(refused.value)
    assert (finding.pointer, finding.code) == (pointer, code)


def test_all_faults_come_at_once_and_at_most_fifty_are_told() -> None:
    with pytest.raises(BadInput) as refused:
        parse_json("[" + ",".join(["NaN"] * 60) + "]")
    assert len(refused.value.findings) == 50
    assert "50+" in refused.value.message


def test_a_byte_order_mark_line_ends_and_the_largest_number_are_welcome() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": "x\\r\\n\\ty", "b": 2147483647, "c": -0.5}') == {"a": "x\r\n\ty", "b": 2147483647, "c": -0.5}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_it_fail_with_anything_but_bad_input(content: bytes) -> None:
    try:
        parse_json(content)
    except BadInput as refused:
        assert refused.findings  # noqa: PT017
        refused.message.encode()
