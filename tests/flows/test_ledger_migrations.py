from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import column, select, table, update

from flows.adapters.ledger import open_ledger
from flows.adapters.ledger.faults import LedgerNewerError
from flows.adapters.ledger.schema import MIGRATIONS
from flows.adapters.ledger.tables import HEAD, VERSION_TABLE, metadata

pytest_plugins = ["tests.flows.databases"]


def test_head_is_the_latest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_migrated_database_has_the_tables_as_described(empty_address: str) -> None:
    with open_ledger(empty_address) as ledger, ledger._engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_ledger_of_a_newer_program_is_refused_and_left_alone(empty_address: str) -> None:
    kept = table(VERSION_TABLE, column("version_num"))
    with open_ledger(empty_address) as ledger:
        with ledger._writing() as connection:
            connection.execute(update(kept).values(version_num="9999"))
        with pytest.raises(LedgerNewerError) as caught:
            open_ledger(empty_address)
        with ledger._reading() as connection:
            assert connection.execute(select(kept.c.version_num)).scalars().all() == ["9999"]
    assert [ledger.place in words for words in caught.value.words.both()] == [True, True]


def test_migration_that_breaks_leaves_the_database_as_it_was(
    empty_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in MIGRATIONS.rglob("*.py"):
        target = tmp_path / "migrations" / source.relative_to(MIGRATIONS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text())
    broken = f'from alembic import op\nrevision = "broken"\ndown_revision = "{HEAD}"\ndef upgrade():\n    op.execute("CREATE TABLE more (id INTEGER)")\n    raise RuntimeError("half way")\n'
    (tmp_path / "migrations" / "versions" / "broken.py").write_text(broken)
    monkeypatch.setattr("flows.adapters.ledger.schema.MIGRATIONS", tmp_path / "migrations")
    with pytest.raises(RuntimeError, match="half way"):
        open_ledger(empty_address)
    monkeypatch.undo()
    with open_ledger(empty_address) as ledger:
        salt = ledger.salt()
    with open_ledger(empty_address) as ledger:
        assert ledger.salt() == salt
