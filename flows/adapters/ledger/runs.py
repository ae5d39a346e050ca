"""Runs in the ledger: which took place when, with what counts, and what they could not read."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, select, update

from flows.adapters.ledger.tables import runs
from flows.adapters.ledger.writing import insert_new
from forms.memory import Run


class RunsKept:
    """The part of a ledger that keeps runs."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self, organisation: str = "") -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def log(self, run: Run) -> None:
        """Keep that a run took place.

        A repeat replaces the first only when it has something to say: a count that is not 0, or what was not read.
        """
        told = {
            "counts": json.dumps(dict(run.counts), ensure_ascii=False),
            "not_read": json.dumps(run.not_read, ensure_ascii=False),
        }
        same = {"flow": run.flow, "organisation": run.organisation, "started_at": run.started_at}
        with self._writing() as connection:
            if not insert_new(connection, runs, [same | told]) and (run.not_read or any(run.counts.values())):
                one = (runs.c[name] == value for name, value in same.items())
                connection.execute(update(runs).where(*one).values(told))

    def runs(self, most: int = 100) -> Sequence[Run]:
        """Return the latest runs, newest first."""
        query = select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(most)
        with self._reading() as connection:
            return [
                Run(row.flow, row.started_at, row.organisation, json.loads(row.counts), tuple(json.loads(row.not_read)))
                for row in connection.execute(query)
            ]
