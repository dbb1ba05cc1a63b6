"""Short histories of a schema, written for one test: folders that Alembic reads like the real one."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import indent

from service.store.migrating import SCRIPTS

PARENT_AND_CHILD = """
op.create_table("parents", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_parents"))
op.create_table(
    "children",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("parent_id", sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(["parent_id"], ["parents.id"], name="fk_children_parent_id", ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name="pk_children"),
)
op.execute("INSERT INTO parents VALUES (1)")
op.execute("INSERT INTO children VALUES (1, 1)")
"""
DROP_BOTH = 'op.drop_table("children")\nop.drop_table("parents")'
HEAD = """
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = {below}


def upgrade() -> None:
{up}


def downgrade() -> None:
{down}
"""


def history(folder: Path, *steps: tuple[str, str]) -> Path:
    """Scripts with one revision a step: "1", "2" and so on, each given as what goes up and what goes down."""
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copy(SCRIPTS / name, folder)
    for number, (up, down) in enumerate(steps, start=1):
        below = repr(str(number - 1)) if number > 1 else "None"
        text = HEAD.format(number=number, below=below, up=indent(up.strip(), "    "), down=indent(down.strip(), "    "))
        (folder / "versions" / f"{number}.py").write_text(text)
    return folder
