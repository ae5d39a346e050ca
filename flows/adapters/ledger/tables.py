"""The ledger's tables: facts are added with their moment, so that any past night can be read again."""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique

from flows.adapters.ledger.columns import Moment, Written, key, metadata, number, written

HEAD = "0007"
"""The latest migration; a ledger that stands at it is opened without loading Alembic."""

VERSION_TABLE = "ledger_version"
"""Where the migration that a ledger stands at is kept: not Alembic's own name, which others use in shared databases."""


def _of_response() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation", "response"], ["responses.organisation", "responses.key"])


responses = Table(
    "responses",
    metadata,
    number(),
    key("organisation"),
    key("key"),
    key("form"),
    Column("quiet", Boolean, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Unique("organisation", "key"),
)

versions = Table(
    "versions",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("response", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    key("fingerprint"),
    written("stamp"),
    written("answers"),
    written("tab"),
    Column("quiet", Boolean, nullable=False),
    Column("seen_at", Moment, nullable=False),
    _of_response(),
)

stamps = Table(
    "stamps",
    metadata,
    number(),
    key("organisation"),
    key("response"),
    Column("version", Integer, nullable=False),
    key("fingerprint"),
    written("stamp"),
    Column("seen_at", Moment, nullable=False),
    ForeignKeyConstraint(
        ["organisation", "response", "version"], ["versions.organisation", "versions.response", "versions.number"]
    ),
    Index(None, "organisation", "response"),
)

sightings = Table(
    "sightings",
    metadata,
    number(),
    key("organisation"),
    key("response"),
    Column("vanished", Boolean, nullable=False),
    Column("seen_at", Moment, nullable=False),
    _of_response(),
    Index(None, "organisation", "response"),
)

decisions = Table(
    "decisions",
    metadata,
    number(),
    key("organisation"),
    written("subject"),
    written("value"),
    written("comment"),
    written("tab"),
    Column("on_version", Integer, nullable=False),
    written("decided_by"),
    Column("decided_at", Moment, nullable=False),
    Column("kept_at", Moment, nullable=False),
    Index(None, "organisation", "subject"),
)

contact_links = Table(
    "contact_links",
    metadata,
    number(),
    key("organisation"),
    key("response"),
    key("role"),
    written("contact"),
    written("reason"),
    written("name"),
    Column("email", Written),
    Column("phone", Written),
    written("author"),
    Column("linked_at", Moment, nullable=False),
    _of_response(),
    Index(None, "organisation", "response"),
)

event_links = Table(
    "event_links",
    metadata,
    number(),
    key("organisation"),
    key("response"),
    written("event"),
    written("reason"),
    written("author"),
    Column("linked_at", Moment, nullable=False),
    _of_response(),
    Index(None, "organisation", "response"),
)


def _letter_state() -> tuple[Column[Any], ...]:
    return (
        key("state"),
        Column("attempts", Integer, nullable=False),
        Column("next_at", Moment),
        Column("sent_at", Moment),
        written("last_error"),
    )


letters = Table(
    "letters",
    metadata,
    number(),
    written("key"),
    key("kind"),
    key("language"),
    written("recipient"),
    written("fields"),
    key("organisation"),
    written("reply_to"),
    Column("queued_at", Moment, nullable=False),
    Column("priority", Integer, nullable=False),
    *_letter_state(),
    Unique("key"),
    Index(None, "organisation"),
    Index(None, "state"),
)

letter_states = Table(
    "letter_states",
    metadata,
    Column("letter", Written, ForeignKey("letters.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_letter_state(),
    Column("changed_at", Moment, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    number(),
    key("organisation"),
    key("fingerprint"),
    Column("letters", Boolean, nullable=False),
    Column("announced_at", Moment, nullable=False),
    Index(None, "organisation"),
)

brought = Table(
    "brought_in",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("fingerprint", Text, primary_key=True),
    Column("brought_at", Moment, nullable=False),
)

watched = Table(
    "watched",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("since", Moment, nullable=False),
)

matters = Table(
    "matters",
    metadata,
    number(),
    key("organisation"),
    written("key"),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index(
        "ix_matters_open",
        "organisation",
        "key",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
)

runs = Table(
    "runs",
    metadata,
    number(),
    key("flow"),
    key("organisation"),
    Column("started_at", Moment, nullable=False),
    written("counts"),
    written("not_read"),
    Unique("flow", "organisation", "started_at"),
    Index(None, "started_at"),
)

releases = Table(
    "releases",
    metadata,
    Column("number", Integer, primary_key=True),
    key("organisation"),
    key("period"),
    Column("version", Integer, nullable=False),
    Column("released_at", Moment, nullable=False),
    written("released_by"),
    key("checksum"),
    written("content"),
    Unique("organisation", "period", "version"),
)

tombstones = Table(
    "tombstones",
    metadata,
    number(),
    key("organisation"),
    key("fingerprint"),
    written("reason"),
    Column("erased_at", Moment, nullable=False),
    Unique("organisation", "fingerprint"),
)

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
