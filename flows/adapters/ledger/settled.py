"""How organisations were left by a run after which nothing was left to do: its mark, and the picture of that night.

The picture could be made anew of all that is remembered; to keep it spares that for all who did not change.
"""

import zlib
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, delete, select

from flows.adapters.ledger.columns import metadata
from forms.picture import Picture

if TYPE_CHECKING:
    from pydantic import TypeAdapter

settlements = Table(
    "settlements",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("picture", LargeBinary),
)


def read_mark(connection: Connection, organisation: str) -> str:
    """Return the mark of an organisation; empty when there is none."""
    query = select(settlements.c.mark).where(settlements.c.organisation == organisation)
    return connection.execute(query).scalar() or ""


def read_picture(connection: Connection, organisation: str) -> Picture | None:
    """Return the picture that was kept with the mark, if one was."""
    query = select(settlements.c.picture).where(settlements.c.organisation == organisation)
    packed = connection.execute(query).scalar()
    return _shape().validate_json(zlib.decompress(packed)) if packed else None


def keep_settled(connection: Connection, organisation: str, mark: str, picture: Picture | None) -> None:
    """Keep a mark in place of the one before; without a picture the one that stands beside it stays."""
    query = select(settlements.c.picture).where(settlements.c.organisation == organisation)
    packed = zlib.compress(_shape().dump_json(picture), 1) if picture else connection.execute(query).scalar()
    connection.execute(delete(settlements).where(settlements.c.organisation == organisation))
    connection.execute(settlements.insert(), [{"organisation": organisation, "mark": mark, "picture": packed}])


def unsettle(connection: Connection, organisations: set[str]) -> None:
    """Wipe marks and pictures: the tabs no longer show what is so."""
    if organisations:
        connection.execute(delete(settlements).where(settlements.c.organisation.in_(organisations)))


@cache
def _shape() -> "TypeAdapter[Picture]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - takes a tenth of a second, and not every command looks at pictures

    return TypeAdapter(Picture)
