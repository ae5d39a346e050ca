"""Posts in the ledger: what came through pages, safe before anybody is thanked, until it stands in a responses tab."""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Row, Table, Text, func, select, update

from flows.adapters.ledger.columns import Moment, key, metadata, number, written
from flows.adapters.ledger.settled import unsettle
from flows.adapters.ledger.tables import versions
from flows.adapters.ledger.writing import insert_new
from forms.posts import Post, PostedResponse, PostKind, PostState, corrected

posts = Table(
    "posts",
    metadata,
    number(),
    Column("token", Text, nullable=False, unique=True),
    key("response_id"),
    key("organisation"),
    key("form"),
    key("kind"),
    Column("posted_at", Moment, nullable=False),
    written("answers"),
    key("consent"),
    key("state"),
    key("suspicion"),
    Column("response_key", Text),
    Index(None, "response_id"),
    Index(None, "organisation", "state"),
)

consent_texts = Table(
    "consent_texts",
    metadata,
    Column("version", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

_OPEN = (PostState.WAITING.value, PostState.SUSPECT.value)
_NOTHING = "{}"


class PostsKept:
    """The part of a ledger that keeps posts."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self, organisation: str = "") -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def post(self, sent: Sequence[Post]) -> None:
        """Keep posts in one transaction; one whose token is there already is not kept twice."""
        rows = [
            {
                "token": one.token,
                "response_id": one.response_id,
                "organisation": one.organisation,
                "form": one.form,
                "kind": one.kind.value,
                "posted_at": one.posted_at,
                "answers": json.dumps(dict(one.answers), ensure_ascii=False),
                "consent": one.consent,
                "state": one.state.value,
                "suspicion": one.suspicion,
            }
            for one in sent
        ]
        with self._writing() as connection:
            if insert_new(connection, posts, rows):
                unsettle(connection, {one.organisation for one in sent})

    def posted(self, response_id: str) -> PostedResponse | None:
        """Return what is known of a response that came through a page; None when there is none."""
        with self._reading() as connection:
            query = select(posts).where(posts.c.response_id == response_id).order_by(posts.c.id)
            rows = connection.execute(query).all()
            return _posted(connection, rows) if rows else None

    def has_post(self, token: str) -> bool:
        """Tell whether a post is kept."""
        with self._reading() as connection:
            return connection.execute(select(posts.c.id).where(posts.c.token == token)).first() is not None

    def organisations_waiting(self) -> frozenset[str]:
        """Return the organisations of which something was sent that stands in no tab yet."""
        query = select(posts.c.organisation).where(posts.c.state == PostState.WAITING.value).distinct()
        with self._reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def suspects(self, organisation: str) -> int:
        """Return how many posts of an organisation are held apart."""
        query = select(func.count()).where(
            posts.c.organisation == organisation, posts.c.state == PostState.SUSPECT.value
        )
        with self._reading() as connection:
            return connection.execute(query).scalar_one()

    def posts_shown(self, organisation: str, numbers: Collection[int]) -> None:
        """Keep that posts stand in their responses tab; their answers, which are remembered there now, go."""
        if not numbers:
            return
        shown = update(posts).where(posts.c.organisation == organisation, posts.c.id.in_(sorted(numbers)))
        with self._writing(organisation) as connection:
            connection.execute(shown.values(state=PostState.SHOWN.value, answers=_NOTHING))

    def consented_to(self, texts: Mapping[str, str], *, now: datetime) -> None:
        """Keep the texts that people agree to, by version; one that is kept stays as it is."""
        rows = [{"version": version, "text": text, "since": now} for version, text in texts.items()]
        with self._writing() as connection:
            insert_new(connection, consent_texts, rows)


def read_open_posts(connection: Connection, organisation: str) -> tuple[Post, ...]:
    """Return the posts of an organisation that stand in no tab yet, in the order in which they came."""
    query = select(posts).where(posts.c.organisation == organisation, posts.c.state.in_(_OPEN)).order_by(posts.c.id)
    return tuple(
        Post(
            token=row.token,
            response_id=row.response_id,
            organisation=row.organisation,
            form=row.form,
            kind=PostKind(row.kind),
            posted_at=row.posted_at,
            answers=json.loads(row.answers),
            consent=row.consent,
            state=PostState(row.state),
            suspicion=row.suspicion,
            number=row.id,
        )
        for row in connection.execute(query)
    )


def read_posted_keys(connection: Connection, organisation: str) -> dict[str, str]:
    """Return the ids of the responses that came through pages, by the keys of what they became."""
    query = select(posts.c.response_key, posts.c.response_id).where(
        posts.c.organisation == organisation, posts.c.response_key.is_not(None)
    )
    return {row.response_key: row.response_id for row in connection.execute(query)}


def keep_posted(
    connection: Connection, organisation: str, keys: Mapping[str, str], states: Mapping[int, PostState]
) -> None:
    """Keep what responses became, by key their id, and the states that people gave posts, by their numbers."""
    of_organisation = posts.c.organisation == organisation
    for response_key, response_id in keys.items():
        first = update(posts).where(
            of_organisation, posts.c.response_id == response_id, posts.c.kind == PostKind.NEW.value
        )
        connection.execute(first.values(response_key=response_key))
    for one, state in states.items():
        emptied = {"answers": _NOTHING} if state is PostState.REFUSED else {}
        connection.execute(update(posts).where(of_organisation, posts.c.id == one).values(state=state.value, **emptied))


def _posted(connection: Connection, rows: Sequence[Row[Any]]) -> PostedResponse | None:
    first = next((row for row in rows if row.kind == PostKind.NEW.value), None)
    if first is None:
        return None
    answers: Mapping[str, str] = json.loads(first.answers)
    if first.response_key:
        latest = (
            select(versions.c.answers)
            .where(versions.c.organisation == first.organisation, versions.c.response == first.response_key)
            .order_by(versions.c.number.desc())
        )
        answers = json.loads(connection.execute(latest).scalar() or _NOTHING)
    for row in rows:
        if row.kind == PostKind.CORRECTION.value and row.state in _OPEN:
            answers = corrected(answers, json.loads(row.answers))
    withdrawn = next((row.posted_at for row in rows if row.kind == PostKind.WITHDRAWAL.value), None)
    return PostedResponse(
        first.response_id,
        first.organisation,
        first.form,
        first.posted_at,
        answers,
        len(rows),
        withdrawn,
        PostState(first.state),
    )
