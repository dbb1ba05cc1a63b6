"""Drafts the next revision from what the tables say: `uv run python migrations/draft.py 0002 "What it does"`.

Read what it wrote before you keep it. Alembic sees neither changed CHECKs nor renamed columns, and a new table of an
organisation needs its row-level security, as in the first revision; tests find all three.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from service.store import migrating


def draft(number: str, message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'draft.db'}"
        migrating.upgrade(url)
        migrating.in_one_transaction(url, lambda config: command.revision(config, message, autogenerate=True, rev_id=number))


if __name__ == "__main__":
    draft(*sys.argv[1:])
