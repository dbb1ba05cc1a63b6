"""Files that no program would write: samples with bytes, words and lines changed, and made up from the signs of their format."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.documents.plan import plan_document
from service.formats import write_plan_file
from tests.support.calendars import all_day, calendar
from tests.support.fit_samples import recording, track_workout
from tests.support.plain import FULL_PLAN
from tests.support.samples import PLANS

ODD = (
    "", "0", "-1", "1e309", "nan", "1,5", "99999999999999999999", "#VALUE!", "=1+1", "\u00a0", "\u202e", "\x00", "é", "💪", "\ud800",
    "2026-13-45", "03/04/26", "99:99:99", "4 x 4 x 4 x 4 km", "1'", '"', ";", "\t", "\r\r\n", "null", "[" * 40, "{" * 40, "*a", "&b;",
    "]]>", "-" * 300, "6 x 800m @ 5k pace", "Rest or easy", "Monday", "9" * 400, "km", "m", "%", "P1Y", "FREQ=DAILY", "DATE:", "<", ">",
)  # fmt: skip
"""What is put between or in place of words."""


@dataclass(frozen=True)
class Source:
    """Where broken files for one reader come from."""

    reader: str
    samples: Callable[[], list[bytes]]
    head: bytes = b""
    """Leads every made-up file, so that it gets as far as this reader."""
    signs: str = "abz019 ,;:.-\n\"'/\t"
    """What a made-up file consists of; empty: of any bytes."""
    is_archive: bool = False


def broken(source: Source, seed: int) -> bytes:
    """One broken file; the same for the same seed."""
    dice = random.Random(f"{source.reader} {seed}")
    if seed % 4 == 0:
        return source.head + _made_up(source, dice)
    sample = dice.choice(source.samples())
    if source.is_archive and seed % 4 != 1:
        return _with_broken_entry(sample, dice)
    return _spoilt(sample, dice)


def _made_up(source: Source, dice: random.Random) -> bytes:
    length = dice.choice((0, 1, 20, 400, 4000))
    if not source.signs:
        return dice.randbytes(length)
    words = [dice.choice(ODD) if dice.random() < 0.1 else dice.choice(source.signs) for _ in range(length)]
    return "".join(words).encode("utf-8", "surrogatepass")


def _spoilt(sample: bytes, dice: random.Random) -> bytes:
    """One to four changes, mostly of words: with more of them nothing would be left to read."""
    made = sample
    for _ in range(dice.randint(1, 4)):
        (change,) = dice.choices((_word_changed, _lines_changed, _bytes_changed, _cut), weights=(10, 3, 2, 1))
        made = change(made, dice)
    return made


def _bytes_changed(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content) + 1)
    return content[:place] + dice.randbytes(dice.randint(0, 4)) + content[place + dice.randint(0, 8) :]


def _word_changed(content: bytes, dice: random.Random) -> bytes:
    """An odd word in place of what stands between two separators."""
    words = content.split(dice.choice((b",", b" ", b'"', b":", b"\n", b";", b">")))
    chosen = dice.choice(words)
    return content.replace(chosen, dice.choice(ODD).encode("utf-8", "surrogatepass"), 1) if chosen else content


def _lines_changed(content: bytes, dice: random.Random) -> bytes:
    lines = content.split(b"\n")
    place = dice.randrange(len(lines))
    return b"\n".join((lines[:place], lines[:place] + lines[place:] * dice.randint(1, 30), lines[::-1])[dice.randrange(3)][:20_000])


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _with_broken_entry(sample: bytes, dice: random.Random) -> bytes:
    """The archive with one of its files spoilt, and whole otherwise: damage inside is seen only behind a good checksum."""
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice([name for name in entries if not name.endswith("/")])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries.items():
            archive.writestr(entry, _spoilt(content, dice) if entry == name else content)
    return packed.getvalue()


def _uploads(*names: str) -> Callable[[], list[bytes]]:
    return lambda: [(PLANS / "uploads" / name).read_bytes() for name in names]


def _written(format_name: str) -> list[bytes]:
    return [write_plan_file(plan_document(FULL_PLAN, name="plan"), format_name)]


SOURCES: Mapping[str, Source] = {
    "json": Source("json", lambda: _written("json"), b'{"schema": "plan/1", ', '{}[]",: 019eEtruefalsn'),
    "own table": Source("csv", lambda: _written("csv"), b"date,sport,kind,title,duration_min\n"),
    "TrainingPeaks export": Source("csv", _uploads("trainingpeaks-export.csv"), b"Title,WorkoutType,WorkoutDay,PlannedDuration\n"),
    "long table": Source("csv", _uploads("herbstlauf-trainingsplan.csv"), b"Datum;Sportart;Einheit;Distanz (km)\n"),
    "grid": Source("csv", _uploads("half-marathon-grid-miles.csv"), b"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n1,"),
    "xlsx": Source("xlsx", lambda: [*_uploads("coach-workbook.xlsx")(), *_written("xlsx")], b"PK\x03\x04", "", is_archive=True),
    "ods": Source("ods", _uploads("club-group-b.ods"), b"PK\x03\x04", "", is_archive=True),
    "xls": Source("xls", _uploads("radwoche.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),
    "iCalendar": Source(
        "ical", lambda: [*_uploads("first-10k.ics", "spring-rides.ics")(), *_written("ics"), calendar(all_day("Easy run 40 min"))],
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART", "0129TZ:;=,\\\r\nSUMARYENDVT",
    ),
    "ZWO": Source("zwo", _uploads("over-unders.zwo"), b"<workout_file><workout>", '<>/="Steadyt Duraion019.'),
    "zip": Source(
        "zip", lambda: [*_uploads("two-weeks-of-rides.zip")(), *_written("fit"), *_written("zwo")], b"PK\x03\x04", "", is_archive=True,
    ),
    "FIT workout": Source("fit", lambda: [track_workout()], track_workout()[:40], ""),
    "FIT activity": Source("fit", lambda: [recording()], recording()[:40], ""),
    "TCX": Source("tcx", _uploads("easy-ride-done.tcx"), b"<TrainingCenterDatabase>", '<>/="ActiviesLapTrckn019.'),
    "GPX": Source("gpx", _uploads("lunch-run-done.gpx"), b"<gpx>", '<>/="trksegpimlaon019.-'),
    "intervals.icu events": Source(
        "intervals", lambda: [*_uploads("spring-events.json")(), *_written("intervals")], b'[{"start_date_local": "2026-03-02T00:00:00", ',
        '{}[]",: 019eEtruefalsn',
    ),
    "YAML plans": Source(
        "yaml", _uploads("first-half-marathon.yaml", "sweet-spot-3x12.yaml"), b"schedule:\n- workouts:\n", "-: \n[]{}&*!'\"#|>abc019",
    ),
    "words of a session": Source("", lambda: [b"6 x 800m @ 5k pace (400m jog)", b"Rest or cross-train", b"2 km WU + 20' tempo + 2 km CD"],
                                 b"", "0123456789xXmMkihs'\"@-+/().,: tempoeasyrunlZRPE%&\n"),
}  # fmt: skip
"""By the name under which the reader is shown; the last reads single cells."""
