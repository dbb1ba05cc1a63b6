from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from service.cli.edge import Exit
from tests.cli.run import CLEAN, COMMAND, REQUESTS, adjuster

NAMES = ("sc-01-one-mild-run.json", "sc-03-whole-run.json", "sc-09-dark-urine.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "requests"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(REQUESTS / name, folder / name)
    return folder


def test_every_request_is_answered_under_its_own_name(folder: Path, tmp_path: Path) -> None:
    ended = adjuster("batch", folder, "-o", tmp_path / "answers", "--jobs", "2", COLUMNS="120")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    answers = {path.name: json.loads(path.read_text()) for path in (tmp_path / "answers").iterdir()}
    assert set(answers) == set(NAMES)
    assert [answers[name]["outcome"] for name in NAMES] == ["no_change", "revised", "suspended"]
    for words in (*NAMES, "Plan revised", "Training on hold", "3 files"):
        assert words in ended.out


def test_a_batch_gives_the_answer_that_the_single_command_gives(folder: Path, tmp_path: Path) -> None:
    adjuster("batch", folder, "-o", tmp_path / "answers", "--jobs", "1")
    one = json.loads(adjuster("adjust", "--request", folder / NAMES[1], "--json").out)
    other = json.loads((tmp_path / "answers" / NAMES[1]).read_text())
    for answer in (one, other):
        del answer["id"], answer["solver"]["wall_ms"]
    assert one == other


def test_a_broken_file_is_reported_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.json").write_text('{"schema": "adjust-request/1", "now": 1}')
    (folder / "cut.json").write_text("{")
    ended = adjuster("batch", folder, "-o", tmp_path / "answers", "--jobs", "2", COLUMNS="200")
    assert ended.code == Exit.BAD_INPUT
    assert {path.name for path in (tmp_path / "answers").iterdir()} == set(NAMES)
    assert "broken.json: /now:" in ended.out
    assert "cut.json: " in ended.out
    assert "2 not answered" in ended.out


def test_an_empty_folder_is_bad_input(tmp_path: Path) -> None:
    ended = adjuster("batch", tmp_path, "-o", tmp_path / "answers")
    assert ended.code == Exit.BAD_INPUT
    assert "adjust-request/1" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_no_worker_and_no_half_written_file(folder: Path, tmp_path: Path) -> None:
    for copy in range(40):
        shutil.copy(REQUESTS / "sc-07-worse-week-to-week.json", folder / f"copy-{copy}.json")
    arguments = [*COMMAND, "batch", str(folder), "-o", str(tmp_path / "answers"), "--jobs", "2"]
    # Whoever started the tests in the background may have had Ctrl-C ignored, and children inherit that.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN)
    signal.signal(signal.SIGINT, before)
    while not list((tmp_path / "answers").glob("*.json")) if (tmp_path / "answers").exists() else True:
        assert process.poll() is None
        time.sleep(0.05)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == Exit.INTERRUPTED, err
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    for path in (tmp_path / "answers").iterdir():
        assert json.loads(path.read_text())["schema"] == "adjustment/1"
