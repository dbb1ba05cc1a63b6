"""The published JSON Schemas as files, and whether a folder holds what the documents say."""

from __future__ import annotations

from pathlib import Path

from service.documents.schemas import SCHEMAS, schema_text


def schema_files() -> dict[str, bytes]:
    """Content by file name: `plan-1.json` and so on."""
    return {f"{name.replace('/', '-')}.json": schema_text(name).encode() for name in SCHEMAS}


def differences(folder: Path) -> list[str]:
    """What in `folder` is not as the documents say: files that differ, are missing, or are left over."""
    wanted = schema_files()
    there = {path.name: path.read_bytes() for path in folder.glob("*.json")} if folder.is_dir() else {}
    found = [f"{folder / file} is missing" for file in sorted(wanted.keys() - there.keys())]
    found += [f"{folder / file} belongs to no document" for file in sorted(there.keys() - wanted.keys())]
    return found + [f"{folder / file} differs" for file in sorted(wanted.keys() & there.keys()) if wanted[file] != there[file]]
