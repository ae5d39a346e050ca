"""How letters are kept: what they say as it was queued, and every state they were in since."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, func, or_, select, update

from flows.adapters.ledger.settled import unsettle
from flows.adapters.ledger.tables import letter_states, letters
from flows.adapters.ledger.writing import insert_new
from forms.outbox import LetterState, Priority, QueuedLetter
from forms.words import Language

_DONE = LetterState.SENT, LetterState.FAILED
_STATE = "state", "attempts", "next_at", "sent_at", "last_error"
"""The fields of a letter that change."""


def insert_letters(connection: Connection, queued: Sequence[QueuedLetter], now: datetime | None = None) -> int:
    """Queue letters and return how many of them were not there yet, by key."""
    rows = [
        {
            "key": letter.key,
            "kind": letter.kind,
            "language": letter.language.value,
            "recipient": letter.recipient,
            "fields": json.dumps(dict(letter.fields), ensure_ascii=False, default=_tagged),
            "organisation": letter.organisation,
            "reply_to": letter.reply_to,
            "queued_at": letter.queued_at,
            "priority": letter.priority.value,
            **_state(letter),
        }
        for letter in queued
    ]
    states = [
        {"letter": letter.key, "number": 0, "changed_at": now or letter.queued_at, **_state(letter)}
        for letter in queued
    ]
    new = insert_new(connection, letters, rows)
    unsettle(connection, {letter.organisation for letter in queued} if new else set())
    insert_new(connection, letter_states, states)
    return new


def update_letter(connection: Connection, letter: QueuedLetter, now: datetime | None) -> bool:
    """Keep the state that a letter has come to, and tell whether the letter was ever queued."""
    query = select(*_columns(letter_states), letter_states.c.number, letter_states.c.changed_at)
    query = query.where(letter_states.c.letter == letter.key).order_by(letter_states.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    if last is None:
        return False
    state = _state(letter)
    if tuple(state.values()) != tuple(last[: len(_STATE)]):
        changed_at = max(now or letter.sent_at or last.changed_at, last.changed_at)
        row = {"letter": letter.key, "number": last.number + 1, "changed_at": changed_at, **state}
        connection.execute(letter_states.insert(), [row])
        connection.execute(update(letters).where(letters.c.key == letter.key).values(state))
        unsettle(connection, {letter.organisation})
    return True


def read_letters(
    connection: Connection, organisation: str = "", as_of: datetime | None = None
) -> tuple[QueuedLetter, ...]:
    """Return the letters, oldest first; of one organisation when named."""
    if as_of is None:
        query = _select(*_columns(letters))
    else:
        newest = select(func.max(letter_states.c.number)).where(letter_states.c.letter == letters.c.key)
        newest = newest.where(letter_states.c.changed_at <= as_of).correlate(letters).scalar_subquery()
        then = letter_states.alias("then")
        query = _select(*_columns(then)).join(then, and_(then.c.letter == letters.c.key, then.c.number == newest))
    if organisation:
        query = query.where(letters.c.organisation == organisation)
    return _letters(connection, query)


def read_unsent(connection: Connection) -> tuple[QueuedLetter, ...]:
    """Return the letters that are neither sent nor given up, oldest first."""
    return _letters(connection, _select(*_columns(letters)).where(letters.c.state.not_in(_DONE)))


def count_sent(connection: Connection, since: datetime) -> int:
    """Return how many letters left after a moment; one of which that is not known counts, too."""
    state, sent_at = letters.c.state, letters.c.sent_at
    query = select(func.count()).where(
        or_(and_(state == LetterState.SENT, sent_at > since), state == LetterState.SENDING)
    )
    return connection.execute(query).scalar_one()


def _columns(table: Any) -> list[Column[Any]]:
    return [table.c[name] for name in _STATE]


def _select(*state: Column[Any]) -> Select[Any]:
    table = letters.c
    said = table.key, table.kind, table.language, table.recipient, table.fields, table.organisation, table.reply_to
    return (
        select(*said, table.queued_at, table.priority, *state).select_from(letters).order_by(table.queued_at, table.id)
    )


def _letters(connection: Connection, query: Select[Any]) -> tuple[QueuedLetter, ...]:
    return tuple(
        QueuedLetter(
            key,
            kind,
            Language(language),
            recipient,
            json.loads(fields, object_hook=_untagged),
            organisation,
            reply_to,
            queued_at,
            Priority(priority),
            LetterState(state),
            *rest,
        )
        for key, kind, language, recipient, fields, organisation, reply_to, queued_at, priority, state, *rest in (
            connection.execute(query)
        )
    )


def _state(letter: QueuedLetter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in _STATE} | {"state": letter.state.value}


def _tagged(value: object) -> Mapping[str, str]:
    """Write down a day or moment among the placeholders' values; raises TypeError for anything else."""
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    raise TypeError(f"a letter cannot be kept with a {type(value).__name__}")


def _untagged(found: dict[str, Any]) -> object:
    if len(found) == 1:
        if "$moment" in found:
            return datetime.fromisoformat(found["$moment"])
        if "$day" in found:
            return date.fromisoformat(found["$day"])
    return found
