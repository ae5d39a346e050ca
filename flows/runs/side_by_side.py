"""Organisations consolidated side by side, by processes of their own, when there is enough to do for that."""

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from config.settings import Settings
from flows.runs.consolidation import Outcome, consolidate_guarded, is_settled
from flows.wiring import Services, connect
from forms.organisations import Organisation

ENOUGH = 1_000_000
"""Bytes of workbooks that somebody changed. A process starts in half a second, a megabyte takes three."""

PROCESSES = 2
"""So many at once unless the settings say otherwise: each needs up to half a gibibyte for ten thousand submissions."""


@contextmanager
def consolidating(
    services: Services, organisations: Sequence[Organisation], now: datetime
) -> Iterator[Callable[[Organisation], Outcome]]:
    """Give what consolidates one of the organisations: here, or ahead of being asked and beside the others.

    Each is consolidated, whatever goes wrong with another; what a process leaves undone when it dies is done here.
    """
    ahead = _begun_ahead(services, organisations, now)
    if not ahead:
        yield lambda organisation: consolidate_guarded(services, organisation, now)
        return
    crew = _Crew(services.settings, ahead, now)
    try:
        yield lambda organisation: crew.outcome_of(organisation) or consolidate_guarded(services, organisation, now)
    finally:
        crew.dismiss()


def _begun_ahead(services: Services, organisations: Sequence[Organisation], now: datetime) -> list[Organisation]:
    """Return whom to begin with ahead of being asked, the heaviest first so that none is left over; often nobody."""
    wanted = services.settings.processes or min(PROCESSES, os.cpu_count() or 1)
    enough = 1 if services.settings.processes else ENOUGH
    heft = {one.slug: services.workbook_of(one).heft() for one in organisations}
    if wanted == 1 or sum(heft.values()) < enough:
        return []
    changed = [one for one in organisations if heft[one.slug] and not is_settled(services, one, now)]
    if len(changed) == 1 or sum(heft[one.slug] for one in changed) < enough:
        return []
    return sorted(changed, key=lambda one: -heft[one.slug])


class _Crew:
    """Processes that take one organisation after another, each over a pipe of its own.

    No executor of the standard library: those of Python 3.11 wait for ever when a process dies while it starts.
    """

    def __init__(self, settings: Settings, ahead: Sequence[Organisation], now: datetime) -> None:
        """Start the processes, as many as the settings say or there is work for."""
        self._waiting = deque(ahead)
        self._now = now
        self._outcomes: dict[str, Outcome] = {}
        self._busy: dict[Connection, str] = {}
        self._processes: list[SpawnProcess] = []
        # Spawned, not forked: a fork would take over open connections, and locks that threads hold.
        context = get_context("spawn")
        for _ in range(min(len(ahead), settings.processes or PROCESSES)):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(settings, theirs), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._hand_out(ours)

    def _hand_out(self, pipe: Connection) -> None:
        if not self._waiting:
            pipe.close()
            return
        organisation = self._waiting.popleft()
        try:
            pipe.send((organisation, self._now))
        except OSError:  # it has died: who comes next is somebody else's to do
            self._waiting.appendleft(organisation)
            pipe.close()
        else:
            self._busy[pipe] = organisation.slug

    def outcome_of(self, organisation: Organisation) -> Outcome | None:
        """Wait for an organisation's outcome; None when nobody is at work on it, nor going to be.

        Whoever asks does not lend a hand meanwhile: one process more than there are cores only slows the others.
        """
        while organisation.slug not in self._outcomes and self._is_in_hand(organisation):
            for pipe in wait(list(self._busy)):
                if isinstance(pipe, Connection):
                    self._take(pipe)
        if organisation in self._waiting:
            self._waiting.remove(organisation)
        return self._outcomes.pop(organisation.slug, None)

    def _is_in_hand(self, organisation: Organisation) -> bool:
        return bool(self._busy) if organisation in self._waiting else organisation.slug in self._busy.values()

    def _take(self, pipe: Connection) -> None:
        slug = self._busy.pop(pipe)
        try:
            self._outcomes[slug] = pipe.recv()
        except (EOFError, OSError):
            pipe.close()
        else:
            self._hand_out(pipe)

    def dismiss(self) -> None:
        """Let nobody work on: whatever is under way may be broken off, as at any crash."""
        for process in self._processes:
            process.terminate()
            process.join()
        for pipe in self._busy:
            pipe.close()


def _work(settings: Settings, pipe: Connection) -> None:
    """Consolidate what comes over the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches everybody; who began this process ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is to be said comes back with the outcome, and is said by the process that a person watches.
    logging.getLogger("lookdeeper").addHandler(logging.NullHandler())
    services = connect(settings)
    while True:
        try:
            organisation, now = pipe.recv()
        except EOFError:
            return
        pipe.send(consolidate_guarded(services, organisation, now))


def _end_with_parent() -> None:
    """End at once when the process that began this one is killed: a run that is gone leaves nobody at work."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
