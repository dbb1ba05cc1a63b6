"""What the documentation shows works as it stands there."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from annotated_types import Ge, Gt, Le
from pydantic import BaseModel

from service.cli.app import app
from service.documents.adjust_request import AdjustRequestDocument, OptionsPart
from service.documents.athlete import RequestAthlete
from service.documents.coach_words import ClearanceDocument, OverrideDocument
from service.documents.limits import DEEPEST_NESTING, MOST_BYTES, MOST_REPORTS, MOST_SESSIONS
from service.documents.plan import PlanDocument
from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.formats.columns import BY_NAME, PLAN_COLUMNS
from service.settings import PREFIX, Settings
from service.usecases.adjust_plan import adjust_plan
from tests.agreements.pages import PAGES, ROOT, Example, examples, languages
from tests.api.server import free_port, serving
from tests.support.picture import PICTURE, draw

COMMANDS = tuple(examples("console"))
JSON = tuple(examples("json"))
NOT_HERE = {"pip install uv", "uv sync --no-dev", "uv build --wheel", "uv run pytest"}
"""Installing needs a network, and this is a test of that run."""
TOLD_OF_UPLOADS = re.compile(r"adjuster: (plans/uploads/|\S+: \d+ sessions)")
"""What was found in a file of another format is told on standard error; a test of the command holds the words."""
MODELS: dict[str, type[BaseModel]] = {
    "plan/1": PlanDocument, "report/1": ReportDocument, "adjust-request/1": AdjustRequestDocument, "options": OptionsPart,
    "override": OverrideDocument, "clearance": ClearanceDocument, "athlete": RequestAthlete,
}  # fmt: skip
SERVE = ["-c", "from service.cli import main; main()"]
LOCAL = "http://127.0.0.1:8000"


def _lines(example: Example) -> Iterator[tuple[str, int]]:
    """Each command as typed in a checkout where `adjuster` is at hand, and how it has to end."""
    for line in example.text.splitlines():
        typed = line.removeprefix("pip install uv && ")
        if typed not in NOT_HERE:
            ends = re.search(r"# ends with (\d)", typed)
            yield re.sub(r"^uv run (--no-dev )?", "", typed), int(ends[1]) if ends else 0


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like the top of a checkout and may be written into. It holds the requests that are named, to be quick."""
    (tmp_path / "openapi").symlink_to(ROOT / "openapi")
    (tmp_path / "plans" / "requests").mkdir(parents=True)
    for entry in (ROOT / "plans").iterdir():
        if entry.name != "requests":
            (tmp_path / "plans" / entry.name).symlink_to(entry)
    for name in {name for example in COMMANDS for name in re.findall(r"plans/requests/([\w-]+\.json)", example.text)}:
        (tmp_path / "plans" / "requests" / name).symlink_to(ROOT / "plans" / "requests" / name)
    return tmp_path


@pytest.fixture(scope="module")
def served() -> Iterator[httpx2.Client]:
    port = free_port()
    with serving([*SERVE, "serve", "--port", str(port)], port, ADJUSTER_SOLVES_AT_ONCE="1", ADJUSTER_WAIT_SECONDS="60") as (client, _):
        yield client


@pytest.mark.parametrize("example", COMMANDS, ids=str)
def test_every_command_on_show_ends_as_it_should(
    example: Example, checkout: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    for typed, code in _lines(example):
        words = shlex.split(typed, comments=True)
        if words[0] == "curl":
            assert _called(words[1:], request.getfixturevalue("served")).status_code == 200, typed
        elif "serve" in words:
            _started(words)
        elif "worker" in words:
            _worked(words, request.getfixturevalue("sqlite_database"))
        else:
            _typed(typed, code, checkout)


def _typed(line: str, code: int, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == code, f"{line}\n{done.stderr}"
    assert [told for told in done.stderr.splitlines() if not TOLD_OF_UPLOADS.match(told)] == [], line


def _started(words: list[str]) -> None:
    """A server started as shown, on a free port; becoming ready is what counts."""
    settings = dict(word.split("=", 1) for word in words[: words.index("adjuster")])
    arguments = words[words.index("adjuster") + 1 :]
    port = free_port()
    if "--port" in arguments:
        place = arguments.index("--port")
        del arguments[place : place + 2]
    with serving([*SERVE, *arguments, "--port", str(port)], port, **settings) as (client, _):
        assert client.get("/readyz").status_code == 200


def _worked(words: list[str], database: str) -> None:
    """A worker as shown, on a database of the test's own, until it is at work; then it is told to stop."""
    assert words[-2:] == ["adjuster", "worker"]
    settings = {**os.environ, "ADJUSTER_DATABASE_URL": database}
    with subprocess.Popen([sys.executable, *SERVE, "worker"], env=settings, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr is not None
        assert any('"at work"' in line for line in worker.stderr)
        worker.send_signal(signal.SIGTERM)
        worker.stderr.read()
    assert worker.returncode == 0


def _called(words: list[str], client: httpx2.Client) -> httpx2.Response:
    """The request that curl would send."""
    *options, address = words
    path = address.removeprefix(LOCAL)
    assert path.startswith("/"), address
    if not options:
        return client.get(path)
    option, body = options
    assert (option, body[0]) == ("--json", "@")
    return client.post(path, content=(ROOT / body[1:]).read_bytes(), headers={"Content-Type": "application/json"})


def test_every_example_is_in_a_language_that_is_tested() -> None:
    assert languages() == {"console", "json", "http", "bash"}  # the last is the walk, which has a test of its own


@pytest.mark.parametrize("example", [e for e in JSON if not e.about.startswith("answer")], ids=str)
def test_every_document_on_show_is_valid_and_understood(example: Example) -> None:
    value = json.loads(example.text)
    document: Any = validated(MODELS[value.get("schema", example.about)], value, str(example))
    assert list(getattr(document, "warnings", ())) == []


def test_the_answers_on_show_are_those_to_the_request_on_show() -> None:
    request = next(json.loads(e.text) for e in JSON if "adjust-request/1" in e.text and e.page.name == "documents.md")
    answer = json.loads(adjust_plan(validated(AdjustRequestDocument, request, "documents.md")).model_dump_json(by_alias=True))
    shown = [e for e in JSON if e.about.startswith("answer")]
    assert shown
    for example in shown:
        value: Any = answer
        for step in example.about.removeprefix("answer /").split("/"):
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert json.loads(example.text) == value, f"{example} should show {json.dumps(value)}"
        assert f"`{example.about.removeprefix('answer ')}`" in example.page.read_text("utf-8")


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target


def test_the_picture_of_the_front_page_shows_the_answer_of_today() -> None:
    assert PICTURE.read_text("utf-8") == draw(), "draw it anew: uv run python -m tests.support.picture"


OPERATORS = (ROOT / "docs" / "operators.md").read_text("utf-8")


def test_the_settings_table_says_what_can_be_set() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")][:3] for line in OPERATORS.splitlines() if line.startswith(f"| `{PREFIX}")]
    assert rows == [[f"`{PREFIX}{name.upper()}`", *_default_and_range(name)] for name in Settings.model_fields]


def _default_and_range(name: str) -> tuple[str, str]:
    field = Settings.model_fields[name]
    default = _default(field.default_factory, field.default)
    limits = {type(limit): limit for limit in field.metadata}
    if not limits.keys() & {Gt, Ge}:
        return default, ""
    low = f"above {limits[Gt].gt}" if Gt in limits else f"{limits[Ge].ge}"
    return default, f"{low} to {limits[Le].le}"


def _default(factory: object, value: object) -> str:
    if factory in (list, dict):
        return str(factory())  # type: ignore[operator]
    if factory is not None:
        return "cores of the machine"
    return {None: "", True: "true", False: "false"}[value] if value in (None, True, False) else str(value).removesuffix(".0")  # type: ignore[index]


def test_every_route_is_named_on_a_page() -> None:
    paths = json.loads((ROOT / "openapi" / "openapi.json").read_text("utf-8"))["paths"]
    named = _with_any_names("\n".join(page.read_text("utf-8") for page in PAGES))
    assert [path for path in paths if not re.search(re.escape(_with_any_names(path)) + r"(?![\w/])", named)] == []


def _with_any_names(text: str) -> str:
    """What stands in braces is called otherwise on each page."""
    return re.sub(r"{\w+}", "{}", text)


def test_the_page_for_operators_names_every_limit() -> None:
    for limit in (f"{MOST_BYTES // 2**20} MiB", f"{MOST_SESSIONS:,} sessions", f"{MOST_REPORTS:,} reports", f"{DEEPEST_NESTING} deep"):
        assert limit in OPERATORS


def test_every_command_is_explained_with_an_example() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    headings = {word for heading in re.findall(r"^## (.+)$", page, re.MULTILINE) for word in heading.split()}
    shown = {word for example in COMMANDS for line, _ in _lines(example) for word in shlex.split(line, comments=True)}
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback is not None}
    assert names - headings == set()
    assert names - shown == set()


def test_the_page_about_tables_names_every_column_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "csv-table.md").read_text("utf-8")
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(name for cell in cells for name in re.findall("`([a-z_]+)`", cell)) == sorted([*BY_NAME, *PLAN_COLUMNS])


def test_the_page_for_coaches_has_the_numbers_of_the_policy() -> None:
    page = (ROOT / "docs" / "coaches.md").read_text("utf-8")
    policy = load_policy()
    assert f"at most {policy.thresholds.override_days} days" in page
    for level, row in enumerate(policy.levels.rows[1:], start=1):
        line = next(line for line in page.splitlines() if line.startswith(f"| {level} |"))
        assert row.load_factor_w1 == 1 or f"{row.load_factor_w1 * 100:.0f} %" in line
        assert row.long_ratio == 1 or f"{row.long_ratio * 100:.0f} %" in line
