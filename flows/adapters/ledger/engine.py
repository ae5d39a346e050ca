"""How a ledger is opened: the settings of connections, the rights of the file, the version of the schema."""

import logging
import os
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, column, create_engine, event, inspect, make_url, select, table, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from flows.adapters.ledger.faults import closed, damaged, newer, speaking, unnamed
from flows.adapters.ledger.tables import HEAD, VERSION_TABLE

BUSY_SECONDS = 30
"""How long one writer waits for another."""

_CONNECT_SECONDS = 10
_SCHEMA_LOCK = 0x6C6F6F6B  # any number will do that other programs are unlikely to lock


def connect(url: str) -> tuple[Engine, str]:
    """Return an engine on an up-to-date ledger, and what to call the ledger in messages.

    Raises:
        LedgerError: The address is none, the ledger cannot be opened, is none, or is newer than the program.
    """
    address = _read_address(url)
    if address.get_backend_name() == "sqlite":
        place = str(address.database)
        _make_file(Path(place), place)
        engine = _sqlite(address)
    else:
        place = f"{address.host or address.query.get('host') or 'localhost'}/{address.database or ''}"
        engine = _postgresql(address)
    try:
        with speaking(place):
            _bring_to_head(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return engine, place


def writing_on(engine: Engine) -> Engine:
    """Return the engine whose transactions write from their first statement on."""
    return engine.execution_options(begin="BEGIN IMMEDIATE")


def reading_on(engine: Engine) -> Engine:
    """Return the engine whose transactions see the ledger as of their first statement."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def lock(connection: Connection, number: int) -> None:
    """Wait until no other transaction holds the lock of a number; SQLite lets but one write at a time anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _read_address(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise unnamed() from None
    if backend == "sqlite" and address.database not in {None, "", ":memory:"} and not address.query:
        return address
    if backend in {"postgresql", "postgres"}:
        return address.set(drivername="postgresql+psycopg")
    raise unnamed()


def _make_file(path: Path, place: str) -> None:
    """Make the file and its folder, for this user alone: SQLite gives the files beside it the same rights."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(handle).st_mode & 0o077:
                path.chmod(0o600)
        finally:
            os.close(handle)
    except OSError:
        raise closed(place) from None


logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
"""SQLAlchemy's own log, which below this holds the rows that were read, and so whole answers."""


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions by itself, too late and never immediate
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        _turn_to_wal(cursor)
    finally:
        cursor.close()


def _turn_to_wal(cursor: Any) -> None:
    """Turn a new file to write-ahead logging; SQLite does not wait by itself when another program does it just now."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")
        except Exception as error:
            locked = str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
            if not locked or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _postgresql(address: URL) -> Engine:
    return create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "lookdeeper"},
    )


def _bring_to_head(engine: Engine, place: str) -> None:
    with engine.connect() as connection:
        try:
            if _version(connection) == HEAD:
                return
        except DBAPIError as error:
            if str(getattr(error.orig, "sqlite_errorname", "")) not in {"SQLITE_ERROR", ""}:
                raise  # anything but a missing table
    from flows.adapters.ledger.schema import knows, upgrade  # noqa: PLC0415 - Alembic is slow to load, seldom needed

    with writing_on(engine).begin() as connection:
        lock(connection, _SCHEMA_LOCK)
        tables = inspect(connection).get_table_names()
        if VERSION_TABLE in tables:
            version = _version(connection)
            if version is not None and not knows(version):
                raise newer(place)
        elif tables and engine.dialect.name == "sqlite":
            raise damaged(place)  # a file of another program: a server's database may be shared, a file is not
        upgrade(connection)


def _version(connection: Connection) -> str | None:
    return connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar()
