import json
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from flows.adapters.ledger import LedgerBusyError, LedgerError, SqlLedger, open_ledger
from flows.adapters.ledger.faults import (
    LedgerClosedError,
    LedgerDamagedError,
    LedgerFullError,
    LedgerLostError,
)
from forms.memory import Memory, Past
from tests.flows.ledger_samples import NOW, contact_link, version

pytest_plugins = ["tests.flows.databases"]


# Several at once, and sudden ends


def test_two_processes_may_open_a_fresh_database_at_once(empty_address: str) -> None:
    program = "import sys; from flows.adapters.ledger import open_ledger; print(open_ledger(sys.argv[1]).salt())"
    openers = [
        subprocess.Popen([sys.executable, "-c", program, empty_address], stdout=subprocess.PIPE) for _ in range(2)
    ]
    salts = {opener.communicate(timeout=60)[0] for opener in openers}
    assert ([opener.returncode for opener in openers], len(salts)) == ([0, 0], 1)


def test_threads_committing_at_once_lose_nothing(address: str) -> None:
    with open_ledger(address) as ledger:

        def commit(writer: int) -> None:
            for number in range(10):
                key = f"A-{writer}-{number}"
                memory = Memory(
                    versions=(version(key), version("A-shared")), contact_links=(contact_link("c", key),), opened=("m",)
                )
                ledger.commit("o", memory, now=NOW)

        threads = [threading.Thread(target=commit, args=(writer,)) for writer in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        past = ledger.past("o")
    expected = {"A-shared"} | {f"A-{writer}-{number}" for writer in range(3) for number in range(10)}
    assert {one.key for one in past.responses["application"]} == expected
    assert (len(past.contact_links), past.matters) == (30, {"m": NOW})


COMMIT_FOREVER = """
import sys
from datetime import UTC, datetime
from itertools import count
from flows.adapters.ledger import open_ledger
from forms.memory import ContactLink, Memory, Version
ledger = open_ledger(sys.argv[1])
now = datetime(2026, 3, 2, tzinfo=UTC)
for number in count(int(sys.argv[2])):
    keys = [f"A-{number:06}-{part}" for part in range(20)]
    ledger.commit("o", Memory(
        versions=tuple(Version(key, "application", 1, key, "s", "{}", "t", False) for key in keys),
        contact_links=tuple(ContactLink(key, "applicant", "c", "r", "n") for key in keys),
    ), now=now)
    print(number, flush=True)
"""


def test_killed_while_committing_leaves_each_commit_whole_or_absent(address: str) -> None:
    chance = random.Random(20260302)  # noqa: S311 - a pause, not a secret
    told = -1
    for _ in range(4):
        program = [sys.executable, "-c", COMMIT_FOREVER, address, str(told + 1)]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told = int(writer.stdout.readline())
            time.sleep(chance.uniform(0, 0.15))
            writer.send_signal(signal.SIGKILL)
            told = max([told, *map(int, writer.stdout.read().split("\n")[:-1])])
        with open_ledger(address) as ledger:
            past = ledger.past("o")
            numbers = sorted({int(one.key[2:8]) for one in past.responses["application"]})
            expected = [f"A-{number:06}-{part}" for number in numbers for part in range(20)]
            assert [one.key for one in past.responses["application"]] == expected
            assert [link.response_key for link in past.contact_links] == expected
            assert numbers == list(range(len(numbers)))  # what was told to be kept is kept, without a hole
            assert len(numbers) - 1 in {told, told + 1}
            told = len(numbers) - 1


# What goes wrong


def test_ledger_that_others_write_for_long_is_busy(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.adapters.ledger.engine.BUSY_SECONDS", 0.05)
    memory = Memory(versions=(version(),))
    with open_ledger(address) as other, open_ledger(address) as ledger:
        with other._writing("o"):
            with pytest.raises(LedgerBusyError):
                ledger.commit("o", memory, now=NOW)
            assert ledger.past("o") == Past()  # reading goes on meanwhile
        ledger.commit("o", memory, now=NOW)
        assert len(ledger.past("o").responses["application"]) == 1


def test_full_disk_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        many = Memory(versions=tuple(version(f"A-{number}", answers_json="x" * 2_000) for number in range(100)))
        with pytest.raises(LedgerFullError):
            ledger.commit("o", many, now=NOW)
        assert ledger.past("o") == Past()


def test_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"these are not the pages you look for " * 40)
    with pytest.raises(LedgerDamagedError) as caught:
        open_ledger(f"sqlite:///{path}")
    assert [str(path) in words for words in caught.value.words.both()] == [True, True]
    assert path.read_bytes().startswith(b"these are not")


def test_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    other.close()
    with pytest.raises(LedgerDamagedError):
        open_ledger(f"sqlite:///{path}")
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    other.close()


def test_place_where_no_file_can_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "ledger.sqlite", tmp_path):
        with pytest.raises(LedgerClosedError) as caught:
            open_ledger(f"sqlite:///{place}")
        assert str(place) in caught.value.words.en


@pytest.mark.parametrize(
    "url", ["", "ledger.sqlite", "sqlite://", "mysql://root:secret@host/base", "sqlite:///:memory:"]
)
def test_address_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(LedgerClosedError) as caught:
        open_ledger(url)
    assert "secret" not in caught.value.words.en


def test_server_that_is_not_there_is_named_without_the_password() -> None:
    with pytest.raises(LedgerLostError) as caught:
        open_ledger("postgresql://somebody:secret@127.0.0.1:9/ledger")
    assert ["127.0.0.1/ledger" in words for words in caught.value.words.both()] == [True, True]
    assert "secret" not in "".join(caught.value.words.both())


def test_database_that_the_server_does_not_have_is_named(postgresql_server: str) -> None:
    with pytest.raises(LedgerClosedError) as caught:
        open_ledger(f"postgresql://ledger@/nowhere?host={postgresql_server}")
    assert "nowhere" in caught.value.words.en


@pytest.mark.parametrize("make_address", ["postgresql"], indirect=True)
def test_lost_connection_is_told_and_the_next_call_connects_anew(address: str) -> None:
    with open_ledger(address) as ledger:
        with pytest.raises(LedgerLostError):
            end_within_a_transaction(ledger, address)
        end_others(address)
        ledger.commit("o", Memory(versions=(version(),)), now=NOW)
        assert len(ledger.past("o").responses["application"]) == 1


def end_within_a_transaction(ledger: SqlLedger, address: str) -> None:
    with ledger._writing("o") as connection:
        end_others(address)
        connection.exec_driver_sql("SELECT 1")


def end_others(address: str) -> None:
    url = make_url(address)
    with psycopg.connect(
        host=str(url.query["host"]), user="ledger", dbname=url.database, autocommit=True
    ) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_error_shows_nothing_of_what_was_to_be_kept(ledger: SqlLedger) -> None:
    wrong = contact_link("c-1", "A-unseen")
    with pytest.raises(LedgerError) as caught:
        ledger.commit("o", Memory(versions=(version(),), contact_links=(wrong,)), now=NOW)
    trace = "".join(traceback.format_exception(caught.value))
    assert [secret in trace for secret in ("Ąžuolė Pavyzdė", "azuole@", "A-unseen", "INSERT")] == [False] * 4


# The file


def test_file_and_those_beside_it_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "ledger.sqlite"
    with open_ledger(f"sqlite:///{path}") as ledger:
        ledger.salt()
        modes = {found.name: stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()}
    assert modes == dict.fromkeys(["ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"], 0o600)


def test_sqlite_survives_a_power_cut_and_checks_links(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger, ledger._engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 30_000]


def test_ledger_that_is_up_to_date_opens_at_once_and_without_alembic(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    open_ledger(address).close()
    program = (
        "import sys, time; from flows.adapters.ledger import open_ledger; began = time.perf_counter();"
        "open_ledger(sys.argv[1]); print(time.perf_counter() - began, 'alembic' in sys.modules)"
    )
    done = [
        subprocess.run([sys.executable, "-c", program, address], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    seconds, alembic = zip(*(one.stdout.split() for one in done), strict=True)
    assert alembic == ("False",) * 3
    assert min(map(float, seconds)) < 0.05  # about 0.01 on a quiet machine


def test_many_responses_are_kept_and_read_quickly(tmp_path: Path) -> None:
    keys = [f"R-{number:010}" for number in range(10_000)]
    memory = Memory(
        versions=tuple(version(key, answers_json=json.dumps({"q": "ą" * 300})) for key in keys),
        contact_links=tuple(contact_link("c", key, role) for key in keys for role in ("author", "partner")),
    )
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        began = time.perf_counter()
        ledger.commit("o", memory, now=NOW)
        kept = time.perf_counter()
        past = ledger.past("o")
        read = time.perf_counter()
    assert (len(past.responses["application"]), len(past.contact_links)) == (10_000, 20_000)
    assert kept - began < 3  # about 0.4 on a quiet machine
    assert read - kept < 1.5  # about 0.2
