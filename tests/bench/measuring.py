"""How long a piece of work takes and how much memory, each in a process of its own."""

import gc
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any

from flows.runs.side_by_side import PROCESSES

KIBIBYTES_IN_MAXRSS = 1024 if sys.platform != "darwin" else 1
"""Linux counts the resident set in kibibytes, macOS in bytes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a piece of work took, and what it returned."""

    seconds: float
    peak_bytes: int
    returned: Any


def measured(work: Callable[..., Any], *words: Any) -> Measured:
    """Do a piece of work in a fresh process; importing is not counted, connecting is."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, words))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        raise SystemExit(f"{work.__name__}: failed") from None
    finally:
        process.join()


def _work(pipe: Connection, work: Callable[..., Any], words: tuple[Any, ...]) -> None:
    gc.collect()
    began = perf_counter()
    returned = work(*words)
    took = perf_counter() - began
    # Of the processes that it began the largest alone is known; no more of them ran at once than this.
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * PROCESSES
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + largest) * KIBIBYTES_IN_MAXRSS
    pipe.send(Measured(took, peak, returned))
