"""Sample plans in the two spreadsheet families that no installed library writes: OpenDocument, and the binary format of the nineties."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

MADE_ON = (2026, 1, 5, 12, 0, 0)
GRID: tuple[tuple[str, ...], ...] = (
    ("Club group B, four weeks", "", "", "", "", "", "", "", ""),
    ("Week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Phase"),
    ("1", "Rest", "6 km easy", "Track: 8 x 400 m (200 m jog)", "Rest", "6 km easy", "Core 20 min", "12 km long", "Base"),
    ("2", "Rest", "6 km easy", "Hills 8 x 60 s", "Rest", "7 km easy", "Core 20 min", "13 km long", "Base"),
    ("3", "Rest", "7 km easy", "20 min tempo", "Rest", "6 km easy", "Core 20 min", "14 km long", "Build"),
    ("4", "Rest", "5 km easy", "4 x 400 m (200 m jog)", "Rest", "4 km jog", "Rest", "10k race", "Taper"),
)
LIST: tuple[tuple[str, ...], ...] = (
    ("Datum", "Sportart", "Einheit", "Dauer (min)"),
    ("02.03.2026", "Rad", "Grundlage GA1", "90"),
    ("04.03.2026", "Rad", "Intervalle 4 x 8 min Schwelle", "75"),
    ("05.03.2026", "Kraft", "Stabi", "30"),
    ("07.03.2026", "Rad", "Lange Ausfahrt", "180"),
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def open_document(rows: Sequence[Sequence[str]] = GRID) -> bytes:
    """An .ods workbook with one sheet; the same bytes every time."""
    body = "".join(f"<table:table-row>{''.join(_cell(text) for text in row)}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OFFICE}office:1.0" '
        f'xmlns:table="{OFFICE}table:1.0" xmlns:text="{OFFICE}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Plan">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            archive.writestr(zipfile.ZipInfo(name, MADE_ON), text)
    return packed.getvalue()


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def binary_workbook(rows: Sequence[Sequence[str]] = LIST) -> bytes:
    """An .xls workbook (BIFF8) with one sheet of texts."""
    globals_begin, name = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 1996, 0, 6)), b"Plan"
    where = len(globals_begin) + 4 + 8 + len(name) + 4
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 1996, 0, 6))
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(len(row) for row in rows), 0))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            letters = text.encode("utf-16-le")
            sheet += _record(0x0204, struct.pack("<HHHHB", r, c, 0, len(letters) // 2, 1) + letters)
    bound = _record(0x0085, struct.pack("<IBBBB", where, 0, 0, len(name), 0) + name)
    return _compound(globals_begin + bound + _record(0x000A, b"") + sheet + _record(0x000A, b""))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """A compound file with the one stream `Workbook`, long enough to need no mini sectors."""
    stream += bytes(max(4096, -(-len(stream) // SECTOR) * SECTOR) - len(stream))
    count = len(stream) // SECTOR
    fat = [FAT, END, *(n + 3 for n in range(count - 1)), END]
    fat += [FREE] * (SECTOR // 4 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    entries = _entry("Root Entry", 5, child=1, start=END) + _entry("Workbook", 2, start=2, size=len(stream)) + _entry("", 0) * 2
    return head + struct.pack(f"<{SECTOR // 4}I", *fat) + entries + stream


def _entry(name: str, kind: int, *, child: int = FREE, start: int = 0, size: int = 0) -> bytes:
    letters = name.encode("utf-16-le")
    length = len(letters) + 2 if name else 0
    return struct.pack("<64sHBBIII16x4x16xIQ", letters, length, kind, 1, FREE, FREE, child, start, size)
