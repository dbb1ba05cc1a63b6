"""`adjuster serve` with a job that never ends: `python -m tests.worker.stopping_server FOLDER PORT`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from unittest.mock import patch

from service.cli import main
from service.jobs.kinds import JobKind
from service.worker import handlers as worker_handlers


def serve(folder: Path, port: str) -> None:
    def endless(*_ids: str) -> None:
        (folder / "begun").touch()
        threading.Event().wait()

    sys.argv = ["adjuster", "serve", "--port", port]
    with patch.object(worker_handlers, "handlers", lambda _services: dict.fromkeys(JobKind, endless)):
        main()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
