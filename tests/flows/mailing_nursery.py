"""Forks a mail run for each line `HOME PORT` that it reads, says the child's number, waits, and says how it ended.

A program of the tests alone. All that a run needs is imported and rendered once before, so that each of hundreds of
runs begins at once, and a kill meets it at its work rather than at its imports.
"""

import os
import sys
import traceback
from pathlib import Path

import yagmail  # noqa: F401 - imported here so that no child has to

from config.settings import Settings
from flows import clock
from flows.adapters.rendering import render_letter
from flows.runs.mailing import send_due
from flows.wiring import connect
from forms.letters import ApplicationReceived
from forms.words import Language

AS_OF = "2024-03-11T08:05"


def run(home: Path, port: int) -> None:
    """Send what is due, as the command does."""
    server = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "mail_account": "own"}
    settings = Settings(home=home, live=True, sender_address="laiskai@example.org", **server)
    done = send_due(connect(settings), clock.as_of(AS_OF))
    if done.trouble or done.later or done.failed:
        raise AssertionError(done)


def main() -> None:
    render_letter(ApplicationReceived.example(Language.LT), Language.LT)
    for line in sys.stdin:
        home, port = line.split()
        child = os.fork()
        if not child:
            try:
                run(Path(home), int(port))
            except BaseException:  # noqa: BLE001 - a child that goes on would read its parent's lines
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - the parent reads it
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - likewise


if __name__ == "__main__":
    main()
