"""What can go wrong on the way to Google and back."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from requests.exceptions import ConnectionError as NoConnectionError
from requests.exceptions import ReadTimeout

from tests.google.forms_api import RefusedError
from tests.google.quota import too_many

Answer = tuple[int, dict[str, str], bytes]
JSON = {"Content-Type": "application/json; charset=UTF-8"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: whether the call is carried out all the same, and what is told of it."""

    carried_out: bool
    tell: Callable[[Answer], Answer]


def told(error: RefusedError, headers: dict[str, str] | None = None) -> Answer:
    """Return a refusal as an answer."""
    return error.code, JSON | (headers or {}), json.dumps(error.body()).encode()


def _instead(code: int, message: str, status: str) -> Fault:
    return Fault(carried_out=False, tell=lambda _: told(RefusedError(code, message, status)))


def _raised(error: Exception) -> Callable[[Answer], Answer]:
    def tell(_: Answer) -> Answer:
        raise error

    return tell


_HTML = (
    b"<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n<p><b>502.</b> That's an error.\n"
)

FAULTS: dict[str, Fault] = {
    "429": Fault(carried_out=False, tell=lambda _: told(too_many())),
    "429-retry-after": Fault(carried_out=False, tell=lambda _: told(too_many(), {"Retry-After": "7"})),
    "408": _instead(408, "Request Timeout", "DEADLINE_EXCEEDED"),
    "500": _instead(500, "Internal error encountered.", "INTERNAL"),
    "502": Fault(carried_out=False, tell=lambda _: (502, {"Content-Type": "text/html; charset=UTF-8"}, _HTML)),
    "502-after": Fault(carried_out=True, tell=lambda _: (502, {"Content-Type": "text/html; charset=UTF-8"}, _HTML)),
    "503": _instead(503, "The service is currently unavailable.", "UNAVAILABLE"),
    "503-after": Fault(
        carried_out=True,
        tell=lambda _: told(RefusedError(503, "The service is currently unavailable.", "UNAVAILABLE")),
    ),
    "reset": Fault(carried_out=False, tell=_raised(NoConnectionError("Connection reset by peer"))),
    "reset-after": Fault(carried_out=True, tell=_raised(NoConnectionError("Connection reset by peer"))),
    "torn": Fault(carried_out=True, tell=lambda answer: (answer[0], answer[1], answer[2][: len(answer[2]) // 2])),
    "stall": Fault(carried_out=False, tell=_raised(ReadTimeout("Read timed out."))),
    "stall-after": Fault(carried_out=True, tell=_raised(ReadTimeout("Read timed out."))),
}
"""By name; those with `-after`, and `torn`, happen when the call has been carried out."""
