"""Databases for tests: SQLite files, and a PostgreSQL server of our own on a socket in a temporary folder."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from flows.adapters.ledger import SqlLedger, open_ledger

_PLACES = "/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/pgsql-17", "/usr/pgsql-16", "/usr/pgsql-15"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Give the folder of the socket of a running server."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's server programs (initdb, postgres) are not installed")
    # A socket's path may have a hundred characters at most, which pytest's own folders exceed.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _unprivileged(folder)
    initdb = [programs / "initdb", "-D", folder / "cluster", "-U", "ledger", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(
        [*initdb, "--locale=C"],
        check=True,
        user=user,
        cwd=folder,
        capture_output=True,
        extra_groups=[] if user else None,
    )
    settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", f"unix_socket_directories={folder}"]
    server = subprocess.Popen(
        [programs / "postgres", "-D", folder / "cluster", *settings],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        extra_groups=[] if user else None,
    )
    try:
        _wait(folder, server)
        with open_ledger(_address(folder, "template")) as ledger:
            ledger.runs()
        yield str(folder)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def make_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give what makes addresses of empty databases, on either kind of database."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / secrets.token_hex(4)}.sqlite"
    folder = request.getfixturevalue("postgresql_server")
    return lambda: _address(folder, "d" + secrets.token_hex(4))


@pytest.fixture
def empty_address(make_address: Callable[[], str]) -> str:
    """Give the address of a database with nothing in it."""
    return make_address()


@pytest.fixture
def address(empty_address: str, request: pytest.FixtureRequest) -> str:
    """Give the address of a database that may have the ledger's empty tables already, as the quickest way goes."""
    if not empty_address.startswith("postgresql"):
        return empty_address
    return _address(request.getfixturevalue("postgresql_server"), "l" + secrets.token_hex(4), template="template")


@pytest.fixture
def ledger(address: str) -> Iterator[SqlLedger]:
    """Give an open, empty ledger on either kind of database."""
    with open_ledger(address) as opened:
        yield opened


def _address(folder: Path | str, name: str, template: str = "template0") -> str:
    with psycopg.connect(host=str(folder), user="ledger", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return f"postgresql+psycopg://ledger@/{name}?host={folder}"


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    for place in _PLACES:
        folders += [path.parent for path in sorted(Path(place).glob("**/bin/initdb"), reverse=True)]
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def _unprivileged(folder: Path) -> str | None:
    """Return the user to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for user in ("postgres", "nobody"):
        try:
            shutil.chown(folder, user)
        except LookupError:
            continue
        return user
    pytest.skip("PostgreSQL refuses to run as root, and there is no other user")


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(host=str(folder), user="ledger", dbname="postgres").close()
        except psycopg.OperationalError:
            assert server.poll() is None, "PostgreSQL's server did not start"
            assert time.monotonic() < until, "PostgreSQL's server does not answer"
            time.sleep(0.05)
        else:
            return
