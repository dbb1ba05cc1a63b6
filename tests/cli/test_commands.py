from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service import __version__
from service.cli.edge import Exit
from tests.cli.run import CLEAN, COMMAND, PLANS, REQUESTS, adjuster, typed

REQUEST = REQUESTS / "sc-03-whole-run.json"
NOW = "2026-03-04T19:00:00+01:00"
REPORTS = (
    '[{"schema": "report/1", "id": "r-1", "observed_at": "2026-03-04T08:30:00+01:00", "is_run": true, "heaviness": 7, "timing": "whole"}]'
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.json"
    path.write_text(REPORTS)
    return path


def test_help_and_version_answer_without_loading_what_is_heavy() -> None:
    code = (
        "import sys; sys.argv = ['adjuster', {0!r}]\n"
        "from service.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code\n"
        "heavy = [m for m in ('ortools', 'fastapi', 'uvicorn', 'pydantic', 'service.solver', 'service.documents') if m in sys.modules]\n"
        "print(heavy, code, file=sys.stderr)"
    )
    for option in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-c", code.format(option)], capture_output=True, text=True, check=True, env=CLEAN)
        assert done.stderr.strip() == "[] 0"
        assert done.stdout


def test_without_a_command_the_help_is_shown_and_nothing_else() -> None:
    ended = adjuster()
    assert (ended.code, ended.err) == (Exit.BAD_INPUT, "")
    assert "Commands" in ended.out


def test_the_version_is_printed() -> None:
    ended = adjuster("--version")
    assert (ended.code, ended.out.strip()) == (Exit.DONE, f"adjuster {__version__}")


@pytest.mark.parametrize("command", ["adjust", "assess", "lint", "convert", "batch", "rules", "schema", "serve", "openapi"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    ended = typed(command, "--help")
    assert ended.code == Exit.DONE
    assert "Example" in ended.out
    assert f"adjuster {command}" in ended.out


@pytest.mark.parametrize(
    "arguments", [["nope"], ["adjust", "--nope"], ["lint"], ["batch", "x", "-o", "y", "--jobs", "0"], ["serve", "--port", "x"]]
)
def test_a_wrong_command_line_ends_with_two_and_one_line(arguments: list[str]) -> None:
    ended = typed(*arguments)
    assert ended.code == Exit.BAD_INPUT
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("adjuster: ")


def test_adjust_with_json_prints_the_document_and_nothing_else() -> None:
    ended = adjuster("adjust", "--request", REQUEST, "--json")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert json.loads(ended.out)["schema"] == "adjustment/1"


def test_a_request_comes_from_standard_input_too() -> None:
    ended = adjuster("adjust", "--request", "-", "--json", stdin=REQUEST.read_bytes())
    again = adjuster("adjust", "--request", REQUEST, "--json")
    answers = [json.loads(run.out) for run in (ended, again)]
    for answer in answers:
        del answer["id"], answer["solver"]["wall_ms"]
    assert answers[0] == answers[1]


def test_json_is_utf8_on_any_terminal() -> None:
    ended = adjuster("adjust", "--request", REQUEST, "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert json.loads(ended.out.encode())["schema"] == "adjustment/1"


def test_adjust_from_files_shows_the_answer_in_plain_text(reports: Path) -> None:
    ended = adjuster("adjust", PLANS / "plan-a.json", "--reports", reports, "--now", NOW)
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert "\x1b" not in ended.out
    for words in ("Plan revised", "→ moved", "because: ", "Goals", "Proved best"):
        assert words in ended.out


def test_a_terminal_that_cannot_show_pictures_gets_signs(reports: Path) -> None:
    ended = adjuster("adjust", PLANS / "plan-a.json", "-r", reports, "--now", NOW, PYTHONIOENCODING="ascii")
    assert ended.code == Exit.DONE
    assert "> moved" in ended.out


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(environment: dict[str, str], coloured: bool) -> None:
    reader, writer = pty.openpty()
    settings = {**CLEAN, "TERM": "xterm-256color", "COLUMNS": "120", **environment}
    process = subprocess.Popen([*COMMAND, "adjust", "--request", str(REQUEST)], stdout=writer, env=settings)
    os.close(writer)
    seen = b""
    while chunk := _read(reader):
        seen += chunk
    os.close(reader)
    assert process.wait(60) == Exit.DONE
    assert (b"\x1b[1;36m" in seen) is coloured
    assert b"before" in seen


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, 65536)
    except OSError:  # the other end of a terminal that was closed
        return b""


def test_the_revised_plan_is_written_and_both_outputs_go_together(tmp_path: Path, reports: Path) -> None:
    target = tmp_path / "revised.json"
    ended = typed("adjust", PLANS / "plan-a.json", "-r", reports, "--now", NOW, "-o", target, "--json")
    assert ended.code == Exit.DONE
    assert json.loads(target.read_text())["sessions"] == json.loads(ended.out)["plan"]["sessions"]


def test_the_format_of_the_written_plan_is_named_or_follows_the_ending(tmp_path: Path, reports: Path) -> None:
    base = ["adjust", PLANS / "plan-a.json", "-r", reports, "--now", NOW]
    assert typed(*base, "-o", tmp_path / "a.csv").code == Exit.DONE
    assert typed(*base, "-o", tmp_path / "b.txt", "--format", "csv").code == Exit.DONE
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.txt").read_bytes()


@pytest.mark.parametrize("wrong", [["-o", "x.doc"], ["-o", "x.json", "--format", "fax"]])
def test_an_unknown_format_is_refused_before_any_work(wrong: list[str], tmp_path: Path) -> None:
    ended = typed("adjust", "--request", REQUEST, "-o", tmp_path / wrong[1], *wrong[2:])
    assert ended.code == Exit.BAD_INPUT
    assert list(tmp_path.iterdir()) == []


def test_the_last_answer_itself_is_taken_for_the_state_in_it(tmp_path: Path, reports: Path) -> None:
    last = tmp_path / "answer.json"
    first = adjuster("adjust", PLANS / "plan-a.json", "-r", reports, "--now", NOW, "--json")
    last.write_text(first.out)
    second = json.loads(adjuster("adjust", PLANS / "plan-a.json", "--state", last, "--now", "2026-03-05T19:00:00+01:00", "--json").out)
    assert second["assessment"]["level"] == json.loads(first.out)["assessment"]["level"] > 0
    last.write_text('{"schema": "adjustment/1", "assessment": {"state": {"schema": "state/1", "level": 9}}}')
    ended = adjuster("adjust", PLANS / "plan-a.json", "--state", last, "--now", NOW)
    assert ended.code == Exit.BAD_INPUT
    assert f"{last}: /assessment/state/level: " in ended.err


def test_a_state_a_profile_and_a_policy_are_read_from_their_files(tmp_path: Path, reports: Path) -> None:
    state, athlete = tmp_path / "state.json", tmp_path / "athlete.json"
    state.write_text('{"schema": "state/1", "level": 0}')
    athlete.write_text('{"schema": "athlete/1", "ref": "somebody-else"}')
    ended = typed(
        "adjust",
        PLANS / "plan-a.json",
        "-r",
        reports,
        "--now",
        NOW,
        "--state",
        state,
        "--athlete",
        athlete,
        "--policy",
        "default",
        "--json",
    )
    answer = json.loads(ended.out)
    assert answer["athlete_ref"] == "somebody-else"
    assert "state-missing" not in {warning["code"] for warning in answer["warnings"]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["adjust"], "PLAN"),
        (["adjust", "{plan}"], "--now"),
        (["adjust", "{plan}", "--now", "yesterday"], "/now"),
        (["adjust", "{plan}", "--now", "2026-03-04T19:00:00"], "offset"),
        (["adjust", "/no/such.json", "--now", NOW], "/no/such.json"),
        (["adjust", "/", "--now", NOW], "folder"),
        (["adjust", "--request", "{plan}"], "schema"),
        (["adjust", "{plan}", "--request", "{plan}"], "--request"),
        (["adjust", "{plan}", "--now", NOW, "--policy", "nope"], "nope"),
        (["lint", "{plan}", "--today", "soon"], "--today"),
        (["rules", "S9-999"], "S9-999"),
        (["schema", "nope"], "Known"),
        (["convert", "{plan}", "/no/where/x.json"], "/no/where/x.json"),
        (["convert", "{plan}", "x.json", "--start", "2026-01-01", "--race-day", "2026-01-01"], "--race-day"),
        (["convert", "{plan}", "x.json", "--start", "0423-11-17"], "1970-01-01"),
        (["batch", "/no/where", "-o", "/tmp/never"], "/no/where"),
    ],
)
def test_bad_input_ends_with_two_and_names_place_and_mend(arguments: list[str], words: str) -> None:
    ended = typed(*(argument.format(plan=PLANS / "plan-a.json") for argument in arguments))
    assert ended.code == Exit.BAD_INPUT, ended
    assert ended.out == ""
    assert words in ended.err
    assert all(line.startswith("adjuster: ") for line in ended.err.splitlines())
    assert "Traceback" not in ended.err


def test_every_finding_of_a_broken_plan_stands_on_its_own_line(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    sessions = [
        {"id": "a", "date": "4 March", "sport": "run", "kind": "easy"},
        {"id": "b", "date": "2026-03-05", "sport": "ran", "kind": "easy"},
    ]
    plan.write_text(json.dumps({"schema": "plan/1", "name": "x", "timezone": "Europe/Vienna", "sessions": sessions}))
    lines = typed("lint", plan).err.splitlines()
    assert [line.startswith(f"adjuster: {plan}: /sessions/{n}/") for n, line in enumerate(lines)] == [True, True]


def test_assess_says_what_is_asked_of_the_plan() -> None:
    ended = typed("assess", "--request", REQUEST)
    assert ended.code == Exit.DONE
    assert "heavy legs through a whole session" in ended.out
    assert "first hard session on Fri 6 Mar at the earliest" in ended.out
    assert json.loads(typed("assess", "--request", REQUEST, "--json").out)["schema"] == "assessment/1"


def test_lint_ends_with_one_when_there_is_something_to_look_at() -> None:
    ended = typed("lint", PLANS / "plan-a.json")
    assert ended.code == Exit.UNRESOLVED
    assert "LINT-DELOAD" in ended.out
    assert json.loads(typed("lint", PLANS / "plan-a.json", "--json").out)["schema"] == "lint/1"


def test_lint_ends_with_zero_when_there_is_nothing(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    session = {"id": "a", "date": "2026-03-05", "sport": "run", "kind": "easy", "duration_s": 1800}
    plan.write_text(json.dumps({"schema": "plan/1", "name": "One run", "timezone": "UTC", "sessions": [session]}))
    ended = typed("lint", plan)
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert "nothing to look at" in ended.out


def test_convert_goes_to_a_table_and_back(tmp_path: Path) -> None:
    table, back = tmp_path / "plan.csv", tmp_path / "plan.json"
    assert typed("convert", PLANS / "plan-a.json", table).code == Exit.DONE
    assert typed("convert", table, back).code == Exit.DONE
    dates = [[s["date"] for s in json.loads(path.read_text())["sessions"]] for path in (PLANS / "plan-a.json", back)]
    assert sorted(dates[0]) == sorted(dates[1])


def test_convert_ties_an_undated_plan_to_the_calendar(tmp_path: Path) -> None:
    plan, target = tmp_path / "undated.json", tmp_path / "dated.json"
    sessions = [{"id": str(n), "day_index": n, "sport": "run", "kind": "easy", "duration_s": 1800} for n in (0, 6)]
    plan.write_text(json.dumps({"schema": "plan/1", "name": "Undated", "timezone": "UTC", "sessions": sessions}))
    assert typed("convert", plan, target, "--start", "2026-03-02").code == Exit.DONE
    assert [s["date"] for s in json.loads(target.read_text())["sessions"]] == ["2026-03-02", "2026-03-08"]


def test_rules_lists_all_shows_one_and_speaks_json() -> None:
    assert "S2-62" in typed("rules").out
    assert "hard sessions wait" in typed("rules", "s2-62").out
    assert json.loads(typed("rules", "S2-62", "--json").out)["id"] == "S2-62"


def test_schemas_are_listed_printed_written_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    assert "plan/1" in typed("schema").out
    assert json.loads(typed("schema", "plan").out)["$id"] == "plan-1.json"
    assert typed("schema", "--check", folder).code == Exit.UNRESOLVED
    assert typed("schema", "-o", folder).code == Exit.DONE
    assert typed("schema", "--check", folder).code == Exit.DONE
    (folder / "plan-1.json").write_text("{}")
    (folder / "left-over.json").write_text("{}")
    ended = typed("schema", "--check", folder)
    assert ended.code == Exit.UNRESOLVED
    assert "plan-1.json differs" in ended.err
    assert "left-over.json belongs to no document" in ended.err


def test_the_specification_is_printed_written_and_checked(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    assert typed("openapi", "-o", file).code == Exit.DONE
    assert json.loads(file.read_text())["openapi"].startswith("3.1")
    assert typed("openapi", "--check", file).code == Exit.DONE
    file.write_text("{}")
    assert typed("openapi", "--check", file).code == Exit.UNRESOLVED


def test_a_misspelt_setting_stops_the_start() -> None:
    ended = adjuster("serve", ADJUSTER_PROT="9000")
    assert ended.code == Exit.BAD_INPUT
    assert "ADJUSTER_PROT" in ended.err


def test_a_reader_that_goes_away_is_no_error_worth_a_word() -> None:
    command = [*COMMAND, "rules", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # before the first byte, for pipes are as large as the system likes
        assert process.wait(60) == Exit.PIPE_CLOSED
        assert process.stderr.read() == b""


def test_ctrl_c_ends_at_once_with_one_line_and_no_file(tmp_path: Path) -> None:
    target = tmp_path / "revised.json"
    arguments = [*COMMAND, "adjust", "--request", "-", "-o", str(target)]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN)
    time.sleep(1.5)  # it waits for the request on standard input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == Exit.INTERRUPTED
    assert out == b""
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
