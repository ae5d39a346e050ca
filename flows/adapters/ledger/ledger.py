"""The ledger on a database: the port, each of its calls one transaction."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, select

from flows.adapters.ledger.backups import back_up
from flows.adapters.ledger.engine import connect, lock, reading_on, writing_on
from flows.adapters.ledger.faults import contradiction, speaking
from flows.adapters.ledger.letters import count_sent, insert_letters, read_letters, read_unsent, update_letter
from flows.adapters.ledger.posts import PostsKept, keep_posted, read_open_posts, read_posted_keys
from flows.adapters.ledger.reading import (
    latest_decisions,
    read_announced,
    read_contact_links,
    read_decisions,
    read_event_links,
    read_fingerprints,
    read_matters,
    read_responses,
    read_watched,
)
from flows.adapters.ledger.releases import ReleasesKept
from flows.adapters.ledger.runs import RunsKept
from flows.adapters.ledger.settled import keep_settled, read_mark, read_picture
from flows.adapters.ledger.shown import keep_shown, read_shown
from flows.adapters.ledger.tables import announcements, brought, meta, responses
from flows.adapters.ledger.writing import insert_new, keep
from forms.memory import Memory, Past
from forms.outbox import QueuedLetter
from forms.picture import Picture
from forms.tabs.shown import Shown

_SALT = "salt"


def open_ledger(url: str) -> "SqlLedger":
    """Open a ledger by its address, as `sqlite:////full/path/ledger.sqlite` or `postgresql://user@server/database`.

    The file, its folder and the tables are made where they are missing. Raises LedgerError.
    """
    engine, place = connect(url)
    return SqlLedger(engine, place)


class SqlLedger(ReleasesKept, PostsKept, RunsKept):
    """The ledger on SQLite or PostgreSQL; its methods may be called from several threads and raise LedgerError."""

    def __init__(self, engine: Engine, place: str) -> None:
        """Keep an engine on an up-to-date ledger, and what to call the ledger in messages."""
        self._engine = engine
        self._reader = reading_on(engine)
        self._writer = writing_on(engine)
        self._place = place
        self._salt = ""

    @property
    def place(self) -> str:
        """Return the file, or the server and database; never a password."""
        return self._place

    def back_up(self, folder: Path, now: datetime) -> None:
        """Keep a copy of a ledger that is a file; of older ones the latest stay. Raises LedgerError."""
        with speaking(self._place):
            back_up(self._engine, folder, now)

    def close(self) -> None:
        """Close all connections; the ledger opens new ones when it is used again."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the ledger itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close all connections."""
        self.close()

    def salt(self) -> str:
        """Return the random text, made once, that keys are salted with."""
        query = select(meta.c.value).where(meta.c.name == _SALT)
        if not self._salt:
            with self._reading() as connection:
                self._salt = connection.execute(query).scalar() or ""
        if not self._salt:
            with self._writing() as connection:
                insert_new(connection, meta, [{"name": _SALT, "value": secrets.token_hex(16)}])
                self._salt = connection.execute(query).scalar_one()
        return self._salt

    def organisations(self) -> frozenset[str]:
        """Return the keys of all organisations of whom any response is remembered."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(responses.c.organisation).distinct()).scalars())

    def past(self, organisation: str, *, as_of: datetime | None = None) -> Past:
        """Return all that is remembered of an organisation; with `as_of`, all that was remembered at that moment."""
        with self._reading() as connection:
            announced = read_announced(connection, organisation, as_of)
            contacts = read_contact_links(connection, organisation, as_of)
            return Past(
                responses=read_responses(connection, organisation, as_of),
                decisions=latest_decisions(read_decisions(connection, organisation, as_of)),
                contact_links=tuple(contacts.latest.values()),
                former_links=tuple(contacts.former),
                event_links=tuple(read_event_links(connection, organisation, as_of).values()),
                letters=read_letters(connection, organisation, as_of),
                watched=read_watched(connection, organisation, as_of),
                quiet=frozenset(fingerprint for fingerprint, letters in announced.items() if not letters),
                loud=frozenset(fingerprint for fingerprint, letters in announced.items() if letters),
                matters=read_matters(connection, organisation, as_of),
                # Of what the tabs showed the last time alone is kept; it decides no figure.
                shown={} if as_of else read_shown(connection, organisation),
                posts=() if as_of else read_open_posts(connection, organisation),
                posted=read_posted_keys(connection, organisation),
            )

    def commit(self, organisation: str, memory: Memory, *, now: datetime) -> None:
        """Keep all of a run's memory, or nothing; what is kept already is not kept twice. Wipes the settled mark."""
        if memory.is_empty:
            return
        with self._writing(organisation) as connection:
            keep(connection, organisation, memory, now)
            keep_posted(connection, organisation, memory.posted, memory.post_states)
            insert_letters(connection, memory.letters, now)
            if not all(update_letter(connection, letter, now) for letter in memory.letter_states):
                raise contradiction(self._place)

    def settled(self, organisation: str) -> str:
        """Return the mark of the last run after which nothing was left to do; empty when there is none."""
        with self._reading() as connection:
            return read_mark(connection, organisation)

    def settled_picture(self, organisation: str) -> Picture | None:
        """Return the picture that was kept with the mark; None when there is none."""
        with self._reading() as connection:
            return read_picture(connection, organisation)

    def settle(
        self,
        organisation: str,
        mark: str,
        shown: Mapping[str, Shown] | None = None,
        picture: Picture | None = None,
    ) -> None:
        """Keep the mark of a run after which nothing is left to do, its picture, and what changed tabs show now."""
        with self._writing(organisation) as connection:
            keep_settled(connection, organisation, mark, picture)
            keep_shown(connection, organisation, shown or {})

    def announce(self, organisation: str, fingerprints: Collection[str], *, letters: bool, now: datetime) -> None:
        """Keep of responses that are about to be brought in whether letters shall be written about them."""
        with self._writing(organisation) as connection:
            before = read_announced(connection, organisation, None)
            rows = [
                {"organisation": organisation, "fingerprint": one, "letters": letters, "announced_at": now}
                for one in sorted(set(fingerprints))
                if before.get(one) is not letters
            ]
            if rows:
                connection.execute(announcements.insert(), rows)

    def brought_in(self, organisation: str, fingerprints: Collection[str], *, now: datetime) -> None:
        """Keep of responses that a file of theirs has been brought in."""
        with self._writing(organisation) as connection:
            query = select(brought.c.fingerprint).where(brought.c.organisation == organisation)
            there = set(connection.execute(query).scalars())
            rows = [
                {"organisation": organisation, "fingerprint": one, "brought_at": now}
                for one in sorted(set(fingerprints) - there)
            ]
            if rows:
                connection.execute(brought.insert(), rows)

    def seen(self, organisation: str) -> frozenset[str]:
        """Return the fingerprints of every version of every response of an organisation, and of all brought in."""
        with self._reading() as connection:
            return read_fingerprints(connection, organisation)

    def unsent(self) -> Sequence[QueuedLetter]:
        """Return the letters that are neither sent nor given up, of all organisations, oldest first."""
        with self._reading() as connection:
            return read_unsent(connection)

    def sent_since(self, moment: datetime) -> int:
        """Return how many letters left after a moment; one of which that is not known counts, too."""
        with self._reading() as connection:
            return count_sent(connection, moment)

    def letters(self, organisation: str = "") -> Sequence[QueuedLetter]:
        """Return all letters ever queued, oldest first; of one organisation when named."""
        with self._reading() as connection:
            return read_letters(connection, organisation)

    def queue(self, letters: Sequence[QueuedLetter]) -> int:
        """Queue letters in one transaction and return how many of them were not there yet (by key)."""
        if not letters:
            return 0
        with self._writing() as connection:
            return insert_letters(connection, letters)

    def update(self, letter: QueuedLetter, *, now: datetime | None = None) -> None:
        """Keep the new state of a queued letter: its state, attempts, next moment, sending moment and last error.

        Without `now` the change is dated, for replays, by when the letter was sent, else as early as can be. Raises
        LedgerContradictionError for a letter that was never queued.
        """
        with self._writing() as connection:
            known = update_letter(connection, letter, now)
        if not known:
            raise contradiction(self._place)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with speaking(self._place), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self, organisation: str = "") -> Iterator[Connection]:
        """Begin a transaction; those of one organisation come one after the other."""
        with speaking(self._place), self._writer.begin() as connection:
            lock(connection, int.from_bytes(blake2b(organisation.encode(), digest_size=7).digest(), "big"))
            yield connection
