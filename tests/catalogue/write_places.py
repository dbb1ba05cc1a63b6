"""Writes into the catalogue where each row acts: modules that name it, numbers of the policy and cards that stand on it.

    uv run python -m tests.catalogue.write_places

Other places (fields, tags, rules, directives, reasons) are written by hand and stay as they are.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SERVICE = Path("service")
CATALOGUE = SERVICE / "rules/catalogue"
POLICIES = SERVICE / "documents/policies/default"
CARDS = SERVICE / "assessment/texts/cards.json"
GUIDED = range(1, 5)
"""Levels that ask something of the plan: 0 asks for nothing, 5 stops everything."""
ROW = re.compile(r"S[0-4]-\d{2,3}|K\d{2}|R2\.7-\d+|D-[0-5]-[a-z0-9-]+|[MNGCD]\d{1,2}")
IN_QUOTES = re.compile(r"""["']([^"'\s]+)["']""")
OF_ALL_LEVELS = re.compile(r"""level_asks\(\s*case,\s*"([a-z0-9-]+)\"""")


def main() -> None:
    places = _places()
    for path in sorted(CATALOGUE.glob("[0-9]*.json")):
        document = json.loads(path.read_text("utf-8"))
        for row in document["rows"]:
            row["acts"] = _merged(row["acts"], places.get(row["id"], []))
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in document["rows"])
        source = json.dumps(document["source"], ensure_ascii=False)
        path.write_text(f'{{"source": {source}, "rows": [\n{lines}\n]}}\n', "utf-8")


def _merged(old: list[str], found: list[str]) -> list[str]:
    """What was found takes the place of older entries of the same sort; `code` entries are never written by hand.

    A row that is excused stays so: a table may be read at a level for which it has nothing to say.
    """
    if any(place.startswith("none:") for place in old):
        return [place for place in old if place.startswith("none:")]
    sorts = {place.split(" ")[0] for place in found} | {"code"}
    return [place for place in old if place.split(" ")[0] not in sorts] + found


def _places() -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for row, place in [*_numbers(), *_cards(), *_modules()]:
        if place not in places[row]:
            places[row].append(place)
    return places


def _numbers() -> Iterator[tuple[str, str]]:
    for path in sorted(POLICIES.glob("*.json")):
        for name, entry in json.loads(path.read_text("utf-8")).items():
            for row in entry["rows"]:
                yield row, f"policy {name}"


def _cards() -> Iterator[tuple[str, str]]:
    for card, content in json.loads(CARDS.read_text("utf-8")).items():
        for line in content["lines"]:
            for row in line["rows"]:
                yield row, f"card {card}"


def _modules() -> Iterator[tuple[str, str]]:
    for path in sorted(SERVICE.rglob("*.py")):
        if CATALOGUE.parent in path.parents:
            continue
        text = path.read_text("utf-8")
        for row in sorted(filter(ROW.fullmatch, set(IN_QUOTES.findall(text)))):
            yield row, f"code {path.as_posix()}"
        for name in sorted(set(OF_ALL_LEVELS.findall(text))):
            for level in GUIDED:
                yield f"D-{level}-{name}", f"code {path.as_posix()}"


if __name__ == "__main__":
    main()
