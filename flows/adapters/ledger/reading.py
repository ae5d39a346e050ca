"""How what is remembered is read back: the latest of every kind, as of now or as of any past moment."""

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, Table, and_, func, or_, select, union

from flows.adapters.ledger.identities import read_ids
from flows.adapters.ledger.tables import (
    announcements,
    brought,
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
from forms.memory import ContactLink, Decision, EventLink
from forms.responses import Known

_MOST_NAMED = 500
"""Up to so many keys are asked for by name; for more, everything is read, which is quicker and knows no limit."""

Only = Collection[str] | None
"""Keys to which the reading may limit itself; None for all."""


def read_responses(connection: Connection, organisation: str, as_of: datetime | None) -> dict[str, tuple[Known, ...]]:
    """Return the responses by form, in the order in which they were first seen."""
    newest = select(func.max(versions.c.number)).where(
        versions.c.organisation == responses.c.organisation, versions.c.response == responses.c.key
    )
    if as_of is not None:
        newest = newest.where(versions.c.seen_at <= as_of)
    kept = versions.alias("kept")
    query = (
        select(
            responses.c.key,
            responses.c.form,
            kept.c.number,
            kept.c.fingerprint,
            kept.c.stamp,
            kept.c.answers,
            responses.c.first_seen_at,
            kept.c.seen_at,
            kept.c.tab,
            responses.c.quiet,
        )
        .join(kept, and_(kept.c.organisation == responses.c.organisation, kept.c.response == responses.c.key))
        .where(responses.c.organisation == organisation)
        .where(kept.c.number == newest.correlate(responses).scalar_subquery())
        .order_by(responses.c.id)
    )
    restamped = read_stamps(connection, organisation, as_of)
    vanished = read_vanished(connection, organisation, as_of)
    ids = read_ids(connection, organisation)
    by_form: dict[str, list[Known]] = {}
    for key, form, number, first, stamp, answers, first_seen_at, seen_at, tab, quiet in connection.execute(query):
        mark, moved = restamped.get((key, number), (first, stamp)) if restamped else (first, stamp)
        facts = (key, form, number, mark, moved, answers, first_seen_at, seen_at, tab, key in vanished, quiet)
        known = Known(*facts, response_id=ids.get(key, ""))
        by_form.setdefault(form, []).append(known)
    return {form: tuple(known) for form, known in by_form.items()}


def read_stamps(
    connection: Connection, organisation: str, as_of: datetime | None, only: Only = None
) -> dict[tuple[str, int], tuple[str, str]]:
    """Return the latest fingerprint and time stamp of the versions that were restamped, by response and version."""
    query = _of(stamps, organisation, only, stamps.c.response, stamps.c.version, stamps.c.fingerprint, stamps.c.stamp)
    rows = connection.execute(_until(query, stamps.c.seen_at, as_of))
    return {(response, version): (mark, stamp) for response, version, mark, stamp in rows}


def read_fingerprints(connection: Connection, organisation: str) -> frozenset[str]:
    """Return every fingerprint that a version ever had, and those of all that was brought in from files."""
    tables = (versions, stamps, brought)
    kept = union(*(select(one.c.fingerprint).where(one.c.organisation == organisation) for one in tables))
    return frozenset(connection.execute(kept).scalars())


def read_current_stamps(
    connection: Connection, organisation: str, only: Collection[str]
) -> dict[str, tuple[int, str, str]]:
    """Return the latest version's number, fingerprint and time stamp by response; of others too when they are many."""
    table = versions.c
    query = select(table.response, table.number, table.fingerprint, table.stamp)
    query = query.where(table.organisation == organisation).order_by(table.response, table.number)
    if len(only) <= _MOST_NAMED:
        query = query.where(table.response.in_(sorted(only)))
    latest = {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)}
    moved = read_stamps(connection, organisation, None, only)
    return {
        response: (number, *moved.get((response, number), (mark, stamp)))
        for response, (number, mark, stamp) in latest.items()
    }


def read_vanished(
    connection: Connection, organisation: str, as_of: datetime | None, only: Only = None
) -> frozenset[str]:
    """Return the keys of the responses that are gone."""
    query = _of(sightings, organisation, only, sightings.c.response, sightings.c.vanished)
    latest = dict(connection.execute(_until(query, sightings.c.seen_at, as_of)).tuples().all())
    return frozenset(response for response, gone in latest.items() if gone)


def read_decisions(
    connection: Connection, organisation: str, as_of: datetime | None, only: Only = None
) -> list[Decision]:
    """Return all decisions in the order in which they were kept."""
    table = decisions.c
    query = _of(
        decisions,
        organisation,
        only,
        table.subject,
        table.value,
        table.comment,
        table.decided_at,
        table.tab,
        table.on_version,
        table.decided_by,
    )
    return [Decision(*row) for row in connection.execute(_until(query, table.kept_at, as_of))]


def latest_decisions(kept: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decision kept last on every subject in every tab, in the order in which they were taken."""
    latest: dict[tuple[str, str], Decision] = {}
    for one in kept:
        latest.pop(place := (one.subject, one.tab), None)
        latest[place] = one
    return tuple(sorted(latest.values(), key=attrgetter("decided_at")))


class ContactLinks(NamedTuple):
    """Links by response and role, in the order in which each was linked first."""

    latest: dict[tuple[str, str], ContactLink]
    former: list[ContactLink]
    """Those that were superseded."""


def read_contact_links(
    connection: Connection, organisation: str, as_of: datetime | None, only: Only = None
) -> ContactLinks:
    """Return the latest link of every response and role, and those before it."""
    table = contact_links.c
    query = _of(
        contact_links,
        organisation,
        only,
        table.response,
        table.role,
        table.contact,
        table.reason,
        table.name,
        table.email,
        table.phone,
        table.author,
    )
    found = ContactLinks({}, [])
    for row in connection.execute(_until(query, table.linked_at, as_of)):
        before = found.latest.get(place := (row[0], row[1]))
        if before:
            found.former.append(before)
        found.latest[place] = ContactLink(*row)
    return found


def read_event_links(
    connection: Connection, organisation: str, as_of: datetime | None, only: Only = None
) -> dict[str, EventLink]:
    """Return the latest link of every response, in the order in which they were made."""
    table = event_links.c
    query = _of(event_links, organisation, only, table.response, table.event, table.reason, table.author)
    latest: dict[str, EventLink] = {}
    for row in connection.execute(_until(query, table.linked_at, as_of)):
        latest.pop(row[0], None)
        latest[row[0]] = EventLink(*row)
    return latest


def read_announced(connection: Connection, organisation: str, as_of: datetime | None) -> dict[str, bool]:
    """Return of announced responses, by fingerprint, whether letters are written about them; the last word counts."""
    query = _of(announcements, organisation, None, announcements.c.fingerprint, announcements.c.letters)
    rows = connection.execute(_until(query, announcements.c.announced_at, as_of))
    return dict(rows.tuples().all())


def read_watched(connection: Connection, organisation: str, as_of: datetime | None) -> frozenset[str]:
    """Return the forms whose responses were met."""
    query = select(watched.c.form).where(watched.c.organisation == organisation)
    return frozenset(connection.execute(_until(query, watched.c.since, as_of)).scalars())


def read_matters(connection: Connection, organisation: str, as_of: datetime | None) -> dict[str, datetime]:
    """Return since when the open matters wait, by key, in the order in which they were opened."""
    query = _until(_of(matters, organisation, None, matters.c.key, matters.c.opened_at), matters.c.opened_at, as_of)
    if as_of is None:
        query = query.where(matters.c.closed_at.is_(None))
    else:
        query = query.where(or_(matters.c.closed_at.is_(None), matters.c.closed_at > as_of))
    return dict(connection.execute(query).tuples().all())


def _of(table: Table, organisation: str, only: Only, *columns: Column[Any]) -> Select[Any]:
    """Select columns of an organisation's rows in the order in which they were kept, perhaps of some first columns."""
    query = select(*columns).where(table.c.organisation == organisation).order_by(table.c.id)
    if only is not None and len(only) <= _MOST_NAMED:
        query = query.where(columns[0].in_(sorted(only)))
    return query


def _until(query: Select[Any], moment: Column[datetime], as_of: datetime | None) -> Select[Any]:
    return query if as_of is None else query.where(moment <= as_of)
