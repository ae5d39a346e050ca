"""The ids that forms themselves gave responses: by them an edit is surely of that response, whatever was changed."""

from collections.abc import Mapping

from sqlalchemy import Column, Connection, Table, Text, select

from flows.adapters.ledger.columns import key, metadata

identities = Table(
    "identities",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("response", Text, primary_key=True),
    key("response_id"),
)


def read_ids(connection: Connection, organisation: str) -> dict[str, str]:
    """Return the ids by the responses' keys."""
    query = select(identities.c.response, identities.c.response_id).where(identities.c.organisation == organisation)
    return dict(connection.execute(query).tuples().all())


def rows_of_ids(organisation: str, ids: Mapping[str, str]) -> list[dict[str, str]]:
    """Return ids as rows to be kept; the first that a response is known by stays its id."""
    return [{"organisation": organisation, "response": one, "response_id": its} for one, its in ids.items()]
