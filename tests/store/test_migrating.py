from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Enum, MetaData, inspect, text
from sqlmodel import SQLModel

import service.store.tables  # noqa: F401  fills the metadata
from service.errors import BadInput
from service.jobs import schema
from service.store import migrating
from service.store.engine import open_engine
from service.store.migrating import MigrationFailed
from tests.store.histories import DROP_BOTH, PARENT_AND_CHILD, history
from tests.store.rows import counts, fill

REVISIONS = [script.revision for script in ScriptDirectory(str(migrating.SCRIPTS)).walk_revisions()][::-1]
WIDER_PARENT = """
with op.batch_alter_table("parents") as parents:
    parents.add_column(sa.Column("name", sa.String(9)))
    parents.create_unique_constraint("uq_parents_name", ["name"])
"""
NARROWER_PARENT = """
with op.batch_alter_table("parents") as parents:
    parents.drop_constraint("uq_parents_name", type_="unique")
    parents.drop_column("name")
"""


def tables(url: str) -> set[str]:
    engine = open_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def rows(url: str) -> dict[str, int]:
    engine = open_engine(url)
    try:
        return counts(engine)
    finally:
        engine.dispose()


def fill_all(url: str) -> None:
    engine = open_engine(url)
    fill(engine)
    engine.dispose()


def test_history_has_one_end() -> None:
    assert ScriptDirectory(str(migrating.SCRIPTS)).get_heads() == [migrating.head()]


def test_each_step_can_be_taken_back_and_taken_again(empty_database: str) -> None:
    for below, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
        migrating.upgrade(empty_database, revision)
        migrating.downgrade(empty_database, below)
        migrating.upgrade(empty_database, revision)
        assert migrating.current(empty_database) == revision


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_row_is_lost_on_the_way_to_the_head(empty_database: str, revision: str) -> None:
    migrating.upgrade(empty_database, revision)
    fill_all(empty_database)
    before = rows(empty_database)
    assert set(before.values()) == {1}
    migrating.upgrade(empty_database)
    assert rows(empty_database).items() >= before.items()


def test_the_head_is_what_the_tables_say(database: str) -> None:
    assert migrating.check(database) == []


def test_every_choice_of_the_program_is_allowed_by_the_database_and_no_other(database: str) -> None:
    engine = open_engine(database)
    found, expected = {}, {}
    for table in SQLModel.metadata.sorted_tables:
        checks = inspect(engine).get_check_constraints(table.name)
        found |= {check["name"]: set(re.findall(r"'([^']*)'", check["sqltext"])) for check in checks}
        expected |= {f"ck_{table.name}_{c.type.name}": set(c.type.enums) for c in table.c if isinstance(c.type, Enum)}
    engine.dispose()
    assert expected
    assert found == expected


def test_a_changed_parent_keeps_its_children(empty_database: str, tmp_path: Path) -> None:
    scripts = history(tmp_path / "scripts", (PARENT_AND_CHILD, DROP_BOTH), (WIDER_PARENT, NARROWER_PARENT))
    migrating.upgrade(empty_database, scripts=scripts, metadata=MetaData())
    migrating.downgrade(empty_database, "1", scripts=scripts, metadata=MetaData())
    assert rows(empty_database) == {"parents": 1, "children": 1}


def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty_database: str, tmp_path: Path) -> None:
    fails = 'op.create_table("half", sa.Column("id", sa.Integer()))\nop.execute("INSERT INTO nowhere VALUES (1)")'
    scripts = history(tmp_path / "scripts", (PARENT_AND_CHILD, DROP_BOTH), (fails, "pass"))
    migrating.upgrade(empty_database, "1", scripts=scripts, metadata=MetaData())
    with pytest.raises(MigrationFailed, match="as it was before"):
        migrating.upgrade(empty_database, scripts=scripts, metadata=MetaData())
    assert migrating.current(empty_database) == "1"
    assert tables(empty_database) == {"alembic_version", "parents", "children"}


def test_several_steps_come_whole_or_not_at_all(empty_database: str, tmp_path: Path) -> None:
    fails = 'op.execute("INSERT INTO nowhere VALUES (1)")'
    scripts = history(tmp_path / "scripts", (PARENT_AND_CHILD, DROP_BOTH), (fails, "pass"))
    with pytest.raises(MigrationFailed):
        migrating.upgrade(empty_database, scripts=scripts, metadata=MetaData())
    assert migrating.current(empty_database) is None
    assert tables(empty_database) == set()


def test_a_migration_that_orphans_rows_is_undone(empty_sqlite: str, tmp_path: Path) -> None:
    scripts = history(tmp_path / "scripts", (PARENT_AND_CHILD, DROP_BOTH), ('op.execute("DELETE FROM parents")', "pass"))
    with pytest.raises(MigrationFailed, match="children without the row of parents"):
        migrating.upgrade(empty_sqlite, scripts=scripts, metadata=MetaData())
    assert migrating.current(empty_sqlite) is None


def test_an_unknown_revision_is_refused_with_the_known_ones(database: str) -> None:
    with pytest.raises(BadInput, match=f"Known revisions.*{REVISIONS[0]}.*base"):
        migrating.downgrade(database, "nowhere")
    assert migrating.current(database) == migrating.head()


def test_a_database_of_a_newer_version_is_left_alone(database: str) -> None:
    engine = open_engine(database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'"))
    engine.dispose()
    with pytest.raises(BadInput, match="a newer version wrote it"):
        migrating.upgrade(database)
    assert migrating.current(database) == "tomorrow"


def test_a_database_that_is_behind_says_what_to_run(empty_database: str) -> None:
    assert migrating.check(empty_database) == [
        f"The database stands at nothing, the program needs {migrating.head()}: run `adjuster db upgrade`."
    ]


def test_a_schema_that_somebody_changed_by_hand_is_named(database: str) -> None:
    engine = open_engine(database)
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_athletes_updated_at"))
    engine.dispose()
    assert migrating.check(database) == ["Schema and tables differ: add_index ix_athletes_updated_at."]


def test_a_table_that_lost_its_guard_is_named(postgres_database: str) -> None:
    engine = open_engine(postgres_database)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE reports NO FORCE ROW LEVEL SECURITY"))
    engine.dispose()
    assert migrating.check(postgres_database) == ["Table reports has no row-level security."]


def test_tables_of_the_queue_in_the_same_file_are_no_difference(sqlite_database: str) -> None:
    assert "workflow_status" in tables(sqlite_database)
    assert migrating.check(sqlite_database) == []


def test_the_queue_names_no_table_as_we_do(empty_sqlite: str) -> None:
    schema.prepare(empty_sqlite)
    assert tables(empty_sqlite).isdisjoint(SQLModel.metadata.tables)


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "adjuster.db"
    migrating.upgrade(f"sqlite:///{file}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_asking_where_a_database_stands_makes_no_file(tmp_path: Path) -> None:
    assert migrating.current(f"sqlite:///{tmp_path / 'none.db'}") is None
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_hold_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput) as caught:
        migrating.upgrade(f"sqlite:///{tmp_path / 'file' / 'adjuster.db'}")
    assert [finding.code for finding in caught.value.findings] == ["not-writable"]
