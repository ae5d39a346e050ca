"""Which organisations have pages: as the national workbook names them, looked at anew when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final

from flows.errors import OutsideError
from flows.runs.programme import gather_staff
from flows.wiring import Services
from forms.organisations import Organisation

_FRESH_SECONDS: Final = 30.0
"""How long the organisations are taken for known: a new line in the national workbook has its pages so soon."""


@dataclass(frozen=True, slots=True)
class Known:
    """The organisations at one moment: those that take part, and the keys of those that have left."""

    there: Mapping[str, Organisation]
    left: frozenset[str]


class Houses:
    """The organisations; one that is no longer named is one that has left."""

    def __init__(self, services: Services) -> None:
        """Look into the national workbook of a home."""
        self._services = services
        self._lock = Lock()
        self._token = ""
        self._known: Known | None = None
        self._looked_at = 0.0

    def known(self) -> Known:
        """Return the organisations; those known before where the workbook cannot be read just now.

        Raises OutsideError when they never could be read.
        """
        with self._lock:
            if self._known is None or monotonic() - self._looked_at > _FRESH_SECONDS:
                self._looked_at = monotonic()
                try:
                    self._look()
                except OutsideError:
                    if self._known is None:
                        raise
            assert self._known is not None  # noqa: S101 - looked at just now
            return self._known

    def _look(self) -> None:
        token = self._services.national.token()
        if self._known is not None and token and token == self._token:
            return
        snapshot, staff = gather_staff(self._services)
        there = {one.slug: one for one in staff.organisations}
        self._known = Known(there, self._services.ledger.organisations() - there.keys())
        self._token = snapshot.token
