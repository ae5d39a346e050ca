"""Runs a consolidation and a mail run in a home, and kills itself at a border of a step: `killed_run.py HOME BORDER`.

A program of the tests alone: the borders are found by wrapping functions here, production code knows nothing of them.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config.settings import load_settings
from flows import clock
from flows.adapters.excel import workbook
from flows.adapters.ledger import ledger
from flows.adapters.ledger.ledger import SqlLedger
from flows.adapters.smtp import SmtpMailer
from flows.runs import consolidation
from flows.runs.mailing import send_due
from flows.runs.programme import consolidate_programme
from flows.wiring import connect
from forms.outbox import LetterState

AS_OF = "2024-01-15T08:05"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(owner: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
    """Die right after a function has done its work."""
    real = getattr(owner, name)

    def wrapped(*args: Any, **named: Any) -> Any:
        result = real(*args, **named)
        if when(*args):
            die()
        return result

    setattr(owner, name, wrapped)


def before(owner: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
    """Die right before a function begins."""
    real = getattr(owner, name)

    def wrapped(*args: Any, **named: Any) -> Any:
        if when(*args):
            die()
        return real(*args, **named)

    setattr(owner, name, wrapped)


class Third:
    """True at the third call: somewhere in the middle of many."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *_: Any) -> bool:
        self.calls += 1
        return self.calls == 3


def state_is(state: LetterState) -> Callable[..., bool]:
    third = Third()
    return lambda _ledger, letter, *_: letter.state is state and third()


BORDERS: dict[str, Callable[[], None]] = {
    "read": lambda: after(workbook.ExcelWorkbook, "read", Third()),
    "planned": lambda: after(consolidation, "plan"),
    "inside the commit": lambda: before(ledger, "insert_letters"),
    "committed": lambda: after(SqlLedger, "commit"),
    "workbook half written": lambda: before(Path, "replace", lambda path, *_: path.suffix == ".partial"),
    "workbook written": lambda: after(workbook.ExcelWorkbook, "apply"),
    "settled": lambda: after(SqlLedger, "settle"),
    "logged": lambda: after(SqlLedger, "log"),
    "letter begun": lambda: after(SqlLedger, "update", state_is(LetterState.SENDING)),
    "letter delivered": lambda: after(SmtpMailer, "send", Third()),
    "letter sent": lambda: after(SqlLedger, "update", state_is(LetterState.SENT)),
}


def run(home: Path) -> None:
    """Run a night and a mail run as the command line does."""
    services = connect(load_settings(home))
    now = clock.as_of(AS_OF)
    consolidate_programme(services, now)
    send_due(services, now)
    consolidate_programme(services, now)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        BORDERS[sys.argv[2]]()
    run(Path(sys.argv[1]))
