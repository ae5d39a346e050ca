"""How a run's memory is kept: facts are added; one that is kept already is not kept twice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Insert, Table, bindparam, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from flows.adapters.ledger.identities import identities, rows_of_ids
from flows.adapters.ledger.reading import (
    read_contact_links,
    read_current_stamps,
    read_decisions,
    read_event_links,
    read_matters,
    read_vanished,
)
from flows.adapters.ledger.settled import unsettle
from flows.adapters.ledger.tables import (
    contact_links,
    decisions,
    event_links,
    matters,
    responses,
    sightings,
    stamps,
    versions,
    watched,
)
from forms.memory import Memory


class _InsertNew(Insert):
    """An insert that passes over rows whose key is there already."""

    inherit_cache = True


@compiles(_InsertNew)
def _compile_insert_new(insert: Insert, compiler: SQLCompiler, **how: Any) -> str:
    return f"{compiler.visit_insert(insert, **how)} ON CONFLICT DO NOTHING"  # the same words in both databases


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose key is not there yet and return how many they were."""
    if not rows:
        return 0
    statement = _InsertNew(table).inline().execution_options(preserve_rowcount=True)
    return connection.execute(statement, rows).rowcount


def keep(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    """Keep all of a memory but its letters, in the connection's transaction."""
    _keep_versions(connection, organisation, memory, now)
    _keep_stamps(connection, organisation, memory, now)
    _keep_sightings(connection, organisation, memory, now)
    _keep_decisions(connection, organisation, memory, now)
    _keep_contact_links(connection, organisation, memory, now)
    _keep_event_links(connection, organisation, memory, now)
    insert_new(connection, identities, rows_of_ids(organisation, memory.ids))
    rows = [{"organisation": organisation, "form": form, "since": now} for form in sorted(memory.watched)]
    insert_new(connection, watched, rows)
    _keep_matters(connection, organisation, memory, now)
    unsettle(connection, {organisation})


def _keep_versions(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    insert_new(
        connection,
        responses,
        [
            {
                "organisation": organisation,
                "key": version.key,
                "form": version.form,
                "quiet": version.quiet,
                "first_seen_at": now,
            }
            for version in memory.versions
        ],
    )
    insert_new(
        connection,
        versions,
        [
            {
                "organisation": organisation,
                "response": version.key,
                "number": version.number,
                "fingerprint": version.fingerprint,
                "stamp": version.stamp,
                "answers": version.answers_json,
                "tab": version.tab,
                "quiet": version.quiet,
                "seen_at": now,
            }
            for version in memory.versions
        ],
    )


def _keep_stamps(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    moved = {one.key: one for one in memory.restamped}
    if not moved:
        return
    before = read_current_stamps(connection, organisation, moved)
    _insert(
        connection,
        stamps,
        (
            {
                "organisation": organisation,
                "response": one.key,
                "version": before[one.key][0] if one.key in before else 0,  # there is no such version: it is refused
                "fingerprint": one.fingerprint,
                "stamp": one.stamp,
                "seen_at": now,
            }
            for one in moved.values()
            if one.key not in before or before[one.key][1:] != (one.fingerprint, one.stamp)
        ),
    )


def _keep_sightings(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    back = dict.fromkeys(memory.returned)
    gone = [key for key in dict.fromkeys(memory.vanished) if key not in back]
    if not back and not gone:
        return
    before = read_vanished(connection, organisation, None, [*back, *gone])
    changed = [(key, True) for key in gone if key not in before] + [(key, False) for key in back if key in before]
    _insert(
        connection,
        sightings,
        (
            {"organisation": organisation, "response": key, "vanished": vanished, "seen_at": now}
            for key, vanished in changed
        ),
    )


def _keep_decisions(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    if not memory.decisions:
        return
    kept = read_decisions(connection, organisation, None, {one.subject for one in memory.decisions})
    # Only the latest counts: a comment may be changed back to what it was before.
    before = set({(one.subject, one.tab): one for one in kept}.values())
    _insert(
        connection,
        decisions,
        (
            {
                "organisation": organisation,
                "subject": one.subject,
                "value": one.value,
                "comment": one.comment,
                "tab": one.tab,
                "on_version": one.on_version,
                "decided_by": one.decided_by,
                "decided_at": one.decided_at,
                "kept_at": now,
            }
            for one in dict.fromkeys(memory.decisions)
            if one not in before
        ),
    )


def _keep_contact_links(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    if not memory.contact_links:
        return
    latest = {(link.response_key, link.role): link for link in memory.contact_links}
    before = read_contact_links(connection, organisation, None, {link.response_key for link in latest.values()}).latest
    _insert(
        connection,
        contact_links,
        (
            {
                "organisation": organisation,
                "response": link.response_key,
                "role": link.role,
                "contact": link.contact_key,
                "reason": link.reason,
                "name": link.name,
                "email": link.email,
                "phone": link.phone,
                "author": link.author,
                "linked_at": now,
            }
            for place, link in latest.items()
            if before.get(place) != link
        ),
    )


def _keep_event_links(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    if not memory.event_links:
        return
    latest = {link.response_key: link for link in memory.event_links}
    before = read_event_links(connection, organisation, None, latest)
    _insert(
        connection,
        event_links,
        (
            {
                "organisation": organisation,
                "response": link.response_key,
                "event": link.event_key,
                "reason": link.reason,
                "author": link.author,
                "linked_at": now,
            }
            for link in latest.values()
            if before.get(link.response_key) != link
        ),
    )


def _keep_matters(connection: Connection, organisation: str, memory: Memory, now: datetime) -> None:
    """Close what waits no more, then open what waits from now on; what waits already keeps its moment."""
    if not memory.closed and not memory.opened:
        return
    waiting = read_matters(connection, organisation, None)
    closed = [key for key in dict.fromkeys(memory.closed) if key in waiting]
    if closed:
        statement = (
            update(matters)
            .where(matters.c.organisation == organisation, matters.c.key == bindparam("of_key"))
            .where(matters.c.closed_at.is_(None))
            .values(closed_at=now)
        )
        connection.execute(statement, [{"of_key": key} for key in closed])
    rows = [{"organisation": organisation, "key": key, "opened_at": now} for key in dict.fromkeys(memory.opened)]
    insert_new(connection, matters, rows)


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    several = list(rows)
    if several:
        connection.execute(table.insert(), several)
