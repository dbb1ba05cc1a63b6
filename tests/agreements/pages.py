"""The pages of the documentation and the examples on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "plans" / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One fenced block. `about` is what the fence says after its language."""

    page: Path
    line: int
    language: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def examples(language: str) -> Iterator[Example]:
    for page in PAGES:
        content = page.read_text("utf-8")
        for match in FENCE.finditer(content):
            if match[1] == language:
                yield Example(page, content.count("\n", 0, match.start()) + 1, match[1], match[2].strip(), match[3])


def languages() -> set[str]:
    return {match[1] for page in PAGES for match in FENCE.finditer(page.read_text("utf-8"))}
