"""After a post: the organisation's workbook and the confirmation need not wait for the night."""

import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from flows.errors import OutsideError
from flows.ports import Ledger

log = logging.getLogger("lookdeeper.web")

_LONGEST_WAIT = 900.0


class Follower:
    """Looks whether something was sent that stands in no tab; then consolidates and sends, as people do by hand.

    The commands run in a process of their own: pages stay quick, and a run that is under way already is let be. When
    it did not help, as while a workbook is open, the next try waits twice as long.
    """

    def __init__(self, ledger: Ledger, home: Path, seconds: float) -> None:
        """Look every so many seconds."""
        self._ledger, self._home, self._seconds = ledger, home, seconds
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._work, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End; a run that is under way is asked to end, and the next one finishes what it left."""
        self._stop.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
        self._thread.join()

    def _work(self) -> None:
        wait = self._seconds
        while not self._stop.wait(wait):
            try:
                waiting = self._ledger.organisations_waiting()
            except OutsideError as error:
                log.warning("%s", error.words.en)
                continue
            if not waiting:
                wait = self._seconds
                continue
            for command in ("consolidate", "send"):
                self._run(["--home", str(self._home), command])
            is_helped = not self._ledger.organisations_waiting()
            wait = self._seconds if is_helped else min(wait * 2, _LONGEST_WAIT)

    def _run(self, words: Sequence[str]) -> None:
        if self._stop.is_set():
            return
        self._child = subprocess.Popen(  # noqa: S603 - our own words, no shell
            [sys.executable, "-m", "flows.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        log.info("%s: ended with %d", words[-1], self._child.wait())
