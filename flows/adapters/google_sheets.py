"""A spreadsheet of Google's as the Workbook that people and the pipeline share.

How a run meets it, with one call to read and at most one to write:

1. `token()` reads everything in one call and keeps it for the `read()` that follows. The token is a hash of what was
   read, never of a version number. A spreadsheet with one empty tab is as no workbook yet.
2. `apply()` sends one batch, which Google carries out all or none, and whose answer shows the touched tabs as they are
   after it. Rows are appended below the last filled one, whatever its number.
3. Google knows no "only if nothing changed since". So the same batch first copies every row that it touches by number
   into a hidden tab of ours. From that and from the answer we know how people had left the tabs just before, and what
   of ours landed on other rows than it was meant for: because somebody sorted, inserted or deleted rows or columns.
   That is put back from the hidden tab, checked in the same way, up to three times; then WorkbookChangedError lets the
   run read and plan anew. A decision that somebody typed meanwhile stays on its row in any case.
4. Where people changed something that our work did not hit, the returned token is one that no reading gives, so that
   the next run looks at it.
5. Every batch leaves its own mark on the spreadsheet. When an answer is lost, reading tells by the mark whether the
   batch was carried out; if it was not and nothing else changed, it is sent again.
6. Before all that, one call for all spreadsheets of a run tells which may only be read: there no work is begun.
"""

import threading
from collections.abc import Callable, Container, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from flows.adapters.google import faults
from flows.adapters.google.batch import SCRATCH_TITLE, Batch, at_once, batch_body, batch_of
from flows.adapters.google.cells import Body
from flows.adapters.google.checking import took
from flows.adapters.google.failures import PassingError, RefusedError
from flows.adapters.google.mending import mended, seen_edits
from flows.adapters.google.state import ANSWERED, FIELDS, State, read_state
from flows.ports import Workbook
from forms.organisations import spreadsheet_id
from forms.sheets import Snapshot, TabChange

if TYPE_CHECKING:
    from flows.adapters.google.client import SheetsClient

_SENDINGS = 4
"""How often a batch is sent whose answers are lost."""


class Client(Protocol):
    """Who calls Google Sheets for us."""

    @property
    def account(self) -> str:
        """The address that spreadsheets are shared with, "" where nobody can tell."""
        ...

    def fetch(self, book: str, fields: str) -> Body:
        """Return a spreadsheet with its cells. Raises PassingError, RefusedError, OutsideError."""
        ...

    def change(self, book: str, body: Body, fields: str) -> Body:
        """Carry out a batch once. Raises PassingError, RefusedError, OutsideError."""
        ...


class GoogleWorkbook:
    """A spreadsheet named by its address or id; `connected` is asked for who calls Google when that is first needed."""

    def __init__(
        self,
        address: str,
        connected: Callable[[], Client],
        whose: str = "",
        marks: Callable[[], str] = lambda: uuid4().hex,
        read_only: Callable[[], Container[str]] = frozenset,
    ) -> None:
        """Take the address, who calls Google, whose spreadsheet it is, and what makes the mark of each batch.

        Last, what tells the ids of spreadsheets that are known to be shared for reading alone.
        """
        self._address, self._book, self._whose = address.strip(), spreadsheet_id(address), whose
        self._connected, self._marks, self._read_only = connected, marks, read_only
        self._state: State | None = None
        self._snapshot: Snapshot | None = None
        """What was read and is not given out yet."""

    @property
    def name(self) -> str:
        """Return the spreadsheet's title; before it is read whose it is, or its id."""
        return (self._state and self._state.title) or self._whose or self._book

    def token(self) -> str:
        """Read the spreadsheet and return the token of what was read; empty when it is untouched.

        Raises:
            WorkbookError: when it may not be changed, which asking for a token is for.
        """
        if self._book and self._book in self._read_only():
            raise faults.only_read(self.name, self._connected().account)
        self._snapshot = self._read()
        return self._snapshot.token

    def heft(self) -> int:
        """Return 0: Google tells a spreadsheet's size only by reading it."""
        return 0

    def read(self) -> Snapshot:
        """Return every tab, as `token` has just read it or else read now. Raises OutsideError."""
        snapshot = self._snapshot or self._read()
        self._snapshot = None
        return snapshot

    def apply(self, changes: Sequence[TabChange], *, expected: str) -> str:
        """Make all the changes, and return the new token.

        Raises:
            WorkbookChangedError: when the spreadsheet is not the one that was read; what landed wrongly is put back.
            WorkbookBusyError: when Google cannot be reached or is busy.
            WorkbookError: when it refuses.
        """
        if not changes:
            return expected
        self._snapshot = None
        state = self._state
        if state is None or state.snapshot().token != expected:
            if self._read().token != expected or self._state is None:
                raise faults.changed(self.name)
            state = self._state
        token, left = expected, list(changes)
        while left:
            now, left = at_once(state, left)
            state, token = self._applied(state, batch_of(state, now))
            self._state = state
        return token

    def _applied(self, state: State, batch: Batch) -> tuple[State, str]:
        after = self._carried_out(state, batch)
        edited, wrong, stray = seen_edits(batch, after)
        hidden = {tab.number for tab in batch.hidden}
        typed = any(tab.rows for tab in after.tabs if tab.number in hidden)
        if typed or any(wrong.values()) or any(stray.values()):
            self._state = None
            if not mended(batch, after, self._carried_out):
                raise faults.not_restored(self.name, SCRATCH_TITLE)
            raise faults.changed(self.name)
        tabs = {tab.number: tab for tab in after.tabs}
        if not all(took(work, tabs[work.tab.number]) for work in batch.works):
            raise faults.not_taken(self.name)
        token = after.snapshot().token
        return after, sha256(f"edited meanwhile {token}".encode()).hexdigest() if edited else token

    def _carried_out(self, state: State, batch: Batch) -> State:
        """Carry a batch out once, though answers get lost, and return the state after it."""
        client, mark = self._connected(), self._marks()
        body = batch_body(state, batch, mark)
        status = 0
        for _ in range(_SENDINGS):
            try:
                answer = client.change(self._book, body, ANSWERED)
                return state.with_answered(read_state(answer["updatedSpreadsheet"]))
            except RefusedError as error:
                if error.status == 400 and self._fetched() != state:  # noqa: PLR2004 - Bad Request
                    raise faults.changed(self.name) from None
                raise faults.refused(self.name, client.account, error.status, error.told, writing=True) from None
            except PassingError as error:
                status = error.status
            there = self._fetched()
            if there.mark == mark:
                return there
            if there.snapshot().token != state.snapshot().token:
                raise faults.changed(self.name)
        raise faults.refused(self.name, client.account, status, {}, writing=True)

    def _read(self) -> Snapshot:
        self._state = self._fetched()
        return self._state.snapshot()

    def _fetched(self) -> State:
        client = self._connected()
        if not self._book:
            raise faults.no_address(self._whose, client.account, self._address)
        try:
            return read_state(client.fetch(self._book, FIELDS))
        except (RefusedError, PassingError) as error:
            raise faults.refused(self.name, client.account, error.status, error.told, writing=False) from None


def connect_google(
    key: Path | None, read_only: Callable[[], Container[str]] = frozenset
) -> Callable[[str, str], Workbook]:
    """Return what opens a spreadsheet by its address or id, for whoever it belongs to; all of them share one quota.

    The key is read when a spreadsheet is first called for; what is wrong with it, or with an address, is then said by
    an OutsideError. Which spreadsheets may only be read is asked for once.
    """
    client: list[SheetsClient] = []
    lock = threading.Lock()

    def connected() -> "SheetsClient":
        from flows.adapters.google.client import connect_sheets  # noqa: PLC0415 - its libraries take half a second
        from flows.adapters.google.quota import Quota  # noqa: PLC0415 - likewise

        with lock:
            if not client:
                client.append(connect_sheets(key, Quota()))
            return client[0]

    known_read_only = cache(read_only)
    return lambda address, whose: GoogleWorkbook(address, connected, whose, read_only=known_read_only)
