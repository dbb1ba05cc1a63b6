"""The walk through the service that the README shows does what it says, line by line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.server import free_port, serving

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```bash\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the demo is served from: a folder with nothing in it but the sample plans."""
    (tmp_path / "plans").symlink_to(ROOT / "plans")
    monkeypatch.chdir(tmp_path)
    port = free_port()
    start = f"from service.cli import main; import sys; sys.argv = ['adjuster', 'serve', '--demo', '--port', '{port}']; main()"
    with serving(["-c", start], port):
        yield tmp_path


def test_the_walk_goes_from_upload_over_report_proposal_and_decision_to_the_way_back(folder: Path) -> None:
    assert shutil.which("curl"), "the walk needs curl"
    assert len(BLOCKS) == 4
    script = "set -euo pipefail\n" + "\necho\necho ----\n".join(BLOCKS)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    upload, decision, way_back, platform = done.stdout.split("----\n")
    assert '"result":"received"' in upload
    assert re.search(r"^speed-4:move \| No hard session before", decision, flags=re.MULTILINE)
    assert decision.strip().endswith("proposed_again")
    assert way_back.startswith("2\n")
    assert '"schema":"plan-diff/1"' in way_back
    assert way_back.strip().endswith("3")
    assert platform.startswith("[200]")
