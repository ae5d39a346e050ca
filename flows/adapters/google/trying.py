"""How patiently Google is called: once for every interface of it, whatever the call."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

import stamina

from flows.adapters.google.failures import PassingError

TIMEOUTS = (10.0, 190.0)
"""Seconds to reach Google, and for an answer: it takes up to 180 by itself."""
_PATIENCE = 180.0
"""Seconds after which nothing is tried again, and the longest wait that Google may ask for."""
_ATTEMPTS = 10
PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Answers that pass; all others that are errors are given again however often one asks."""

Answered = TypeVar("Answered")


def tried(call: Callable[[], Answered], may_be_repeated: Callable[[PassingError], bool]) -> Answered:
    """Return what a call gives, calling again after longer and longer pauses, or after the one that Google asks for.

    Raises:
        PassingError: when it still fails after about three minutes, or must not be repeated.
    """

    def again(error: Exception) -> bool | float:
        if not isinstance(error, PassingError) or not may_be_repeated(error):
            return False
        return True if error.again_in is None else error.again_in

    for attempt in stamina.retry_context(
        on=again, attempts=_ATTEMPTS, timeout=_PATIENCE, wait_initial=1.0, wait_max=32.0, wait_jitter=2.0
    ):
        with attempt:
            return call()
    raise AssertionError("the last attempt returns or raises")


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """Return the seconds after which an answer asks to be called again; None when it does not say."""
    text = headers.get("Retry-After", "")
    return min(float(text), _PATIENCE) if re.fullmatch(r"\d{1,6}", text) else None
