"""Whatever arrives gives a plan, or one refusal that names the file, the place and the mend; never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import BadInput
from service.formats.base import NOTHING_SAID
from service.formats.calendar.reader import CALENDAR
from service.formats.done_sessions import GPX, TCX
from service.formats.drafting import draft
from service.formats.fit.activity import activities_of
from service.formats.fit.decoding import decode
from service.formats.fit.workout import workout_of
from service.formats.intervals.reader import EVENTS
from service.formats.intervals.workout_text import read_workout_text
from service.formats.workout_files.plan import FIRST_DAY, plan_of
from service.formats.workout_files.reader import ARCHIVE
from service.formats.workout_files.single import ZWO
from service.formats.yaml_file import YAML
from tests.support.calendars import all_day, calendar
from tests.support.fit_samples import recording, track_workout
from tests.support.samples import PLANS

READERS = (CALENDAR, ZWO, ARCHIVE, TCX, GPX, EVENTS, YAML)
"""FIT is read in a child process; below it is decoded in this one."""
UPLOADS = sorted((PLANS / "uploads").iterdir())
SAMPLES = {reader.name: [] for reader in READERS} | {
    "ical": [calendar(all_day("Easy run 40 min"), all_day("6 x 800 m", "20260306"))],
    **{name: [path.read_bytes() for path in UPLOADS if path.suffix in ends] for name, ends in {
        "zwo": {".zwo"}, "zip": {".zip"}, "tcx": {".tcx"}, "gpx": {".gpx"}, "intervals": {".json"}, "yaml": {".yaml"},
    }.items()},
}  # fmt: skip
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def plan_or_refusal(read: Callable[[], object]) -> BadInput | None:
    """None for what could be read; a refusal that names the file, and in each finding says something."""
    refusal = None
    try:
        read()
    except BadInput as error:
        refusal = error
    if refusal is not None:
        assert refusal.message.startswith("upload: "), refusal.message
        assert refusal.findings
        assert all(finding.code and finding.detail.endswith((".", "?", ")")) for finding in refusal.findings)
    return refusal


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(content=st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_a_plan_or_refused(reader: object, content: bytes) -> None:
    plan_or_refusal(lambda: reader.read(content, name="upload"))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(content=st.text(max_size=300))
@settings(max_examples=60)
def test_any_text_is_a_plan_or_refused(reader: object, content: str) -> None:
    plan_or_refusal(lambda: reader.read(content.encode("utf-8", "surrogatepass"), name="upload"))


def mutilated(content: bytes, seed: int) -> bytes:
    """The content with some bytes changed, doubled, or gone."""
    dice = random.Random(seed)
    made = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        place, what = dice.randrange(len(made)), dice.randrange(4)
        if what == 0:
            made[place] = dice.randrange(256)
        elif what == 1:
            made[place:place] = bytes(dice.randrange(256) for _ in range(3))
        elif what == 2:
            del made[place : place + dice.randint(1, 20)]
        else:
            made[place:place] = made[place : place + dice.randint(1, 200)]
        if not made:
            break
    return bytes(made)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60)
def test_a_mutilated_upload_is_a_plan_or_refused(reader: object, seed: int) -> None:
    for sample in SAMPLES[reader.name]:
        plan_or_refusal(lambda: reader.read(mutilated(sample, seed), name="upload"))  # noqa: B023 - called at once


@given(seed=st.integers(0, 2**32), cut=st.integers(0, 3000))
@settings(max_examples=60)
def test_a_mutilated_fit_file_is_read_or_refused(seed: int, cut: int) -> None:
    for sample in (recording(), track_workout()):
        for content in (mutilated(sample, seed), sample[:cut]):
            file = decode(content)
            plan_or_refusal(lambda: plan_of([(workout_of(file, name="upload"), FIRST_DAY)], (), "upload", NOTHING_SAID))  # noqa: B023
            plan_or_refusal(lambda: activities_of(file, name="upload", timezone="Europe/Vienna"))  # noqa: B023


@given(st.text(alphabet="- 0123456789xmshkmitr%wZ:/'\"\nPaceHRrampWarmup", max_size=200))
def test_any_workout_text_is_read_or_none(text: str) -> None:
    read_workout_text(text)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"<?xml version='1.0'?>{DTD}<workout_file><name>&b;</name><workout/></workout_file>", "unsafe-xml"),
        ("<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'><workout_file><workout/></workout_file>", "unsafe-xml"),
        ("<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><gpx>&f;</gpx>", "unsafe-xml"),
        (f"{DTD}<TrainingCenterDatabase>&b;</TrainingCenterDatabase>", "unsafe-xml"),
    ],
)
def test_entities_and_document_types_are_refused(content: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        draft(content.encode(), name="upload")
    assert [f.code for f in caught.value.findings] == [code]


def test_a_zip_bomb_is_refused_before_anything_is_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("W01-D1.zwo", b"0" * 10_000_000)
    with pytest.raises(BadInput) as caught:
        draft(made.getvalue(), name="upload")
    assert caught.value.findings[0].code == "archive-bomb"


@pytest.mark.parametrize("path", [path for path in UPLOADS if path.suffix != ".fit"], ids=lambda path: path.name)
def test_a_sample_cut_in_half_is_a_plan_or_refused(path: object) -> None:
    content = path.read_bytes()
    plan_or_refusal(lambda: draft(content[: len(content) // 2], name="upload").document)


@pytest.mark.parametrize(
    ("form", "path"), [("ical", "first-10k.ics"), ("zwo", "over-unders.zwo"), ("gpx", "lunch-run-done.gpx"), ("tcx", "easy-ride-done.tcx")]
)
def test_utf_16_is_told_and_read_like_any_other(form: str, path: str) -> None:
    made = draft((PLANS / "uploads" / path).read_text("utf-8").encode("utf-16"), name="upload")
    assert made.format == form
    assert made.document is not None


def test_a_file_of_another_encoding_keeps_its_letters() -> None:
    text = "<workout_file><name>Größere Runde</name><sportType>bike</sportType><workout><RestDay/></workout></workout_file>"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        made = ZWO.read(text.encode(encoding), name="upload")
        assert made.sessions[0].title == "Größere Runde"
