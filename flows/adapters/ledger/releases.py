"""Releases in the ledger: what was handed over is added and never changed; so are the signs of its steps."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, Text, select

from flows.adapters.ledger.columns import Moment, metadata, written
from flows.adapters.ledger.settled import unsettle
from flows.adapters.ledger.tables import releases
from flows.adapters.ledger.writing import insert_new
from forms.periods import Period
from forms.releases.release import Release
from forms.releases.steps import Sign
from forms.releases.written import read_contents, write_contents

signs = Table(
    "release_signs",
    metadata,
    Column("release", Integer, ForeignKey("releases.number"), primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True),
    Column("signed_at", Moment, nullable=False),
    written("comment"),
)

_BETWEEN = "/"


class ReleasesKept:
    """The part of a ledger that keeps releases."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self, organisation: str = "") -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def releases(self) -> Sequence[Release]:
        """Return all releases by their numbers."""
        with self._reading() as connection:
            signed: dict[int, list[Sign]] = {}
            for number, *sign in connection.execute(select(signs).order_by(signs.c.signed_at, signs.c.step)):
                signed.setdefault(number, []).append(Sign(*sign))
            rows = connection.execute(select(releases).order_by(releases.c.number)).all()
        return tuple(
            Release(
                number=row.number,
                organisation=row.organisation,
                period=Period(*map(date.fromisoformat, row.period.split(_BETWEEN))),
                version=row.version,
                released_at=row.released_at,
                released_by=row.released_by,
                checksum=row.checksum,
                contents=read_contents(row.content),
                signs=tuple(signed.get(row.number, ())),
            )
            for row in rows
        )

    def release(self, made: Release) -> None:
        """Keep a release; its number and its version must be new."""
        row = {
            "number": made.number,
            "organisation": made.organisation,
            "period": f"{made.period.from_on}{_BETWEEN}{made.period.to_on}",
            "version": made.version,
            "released_at": made.released_at,
            "released_by": made.released_by,
            "checksum": made.checksum,
            "content": write_contents(made.contents),
        }
        with self._writing() as connection:
            connection.execute(releases.insert(), [row])
            unsettle(connection, {""})

    def sign(self, number: int, sign: Sign) -> None:
        """Keep that a step of a release was signed; what is signed stays so, with its first moment."""
        row = {"release": number, "step": sign.step, "signed_at": sign.signed_at, "comment": sign.comment}
        with self._writing() as connection:
            insert_new(connection, signs, [row])
