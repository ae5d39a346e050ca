"""Copies of a ledger that is a file: whole at one moment, the latest kept."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

_KEPT = 10


def back_up(engine: Engine, folder: Path, now: datetime) -> None:
    """Write a copy into a folder, named by the moment, and remove all but the latest; nothing for other databases."""
    if engine.dialect.name != "sqlite":
        return
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"ledger.{now:%Y%m%dT%H%M%S}.sqlite"
    partial = copy.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    # SQLite's own way to a copy that is whole though somebody writes: https://sqlite.org/backup.html
    with closing(sqlite3.connect(str(engine.url.database))) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    partial.chmod(0o600)
    partial.replace(copy)
    for old in sorted(folder.glob("ledger.*.sqlite"))[:-_KEPT]:
        old.unlink()
