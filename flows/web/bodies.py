"""What a browser sends with a form: read within bounds, as UTF-8, or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

MOST_BYTES: Final = 256 * 1024
"""Of one sending. Our rule: many times what the longest answers of a form take."""

_MOST_FIELDS: Final = 300


class TooBigError(Exception):
    """More was sent than any form takes."""


class UnreadableError(Exception):
    """What was sent is no form's: not UTF-8, or of another kind."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: the form's own fields in their order, and ours, whose names begin with a low line."""

    fields: Sequence[tuple[str, str]] = field(repr=False)
    ours: Mapping[str, str] = field(repr=False)


async def read_body(request: Request) -> Sent:
    """Read a form's fields. Raises TooBigError and UnreadableError."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise UnreadableError
    if int(_number(request.headers.get("content-length", ""))) > MOST_BYTES:
        raise TooBigError
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise TooBigError
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS, separator="&"
        )
    except (UnicodeDecodeError, ValueError, ClientDisconnect):
        raise UnreadableError from None
    return Sent(
        [(name, value) for name, value in pairs if not name.startswith("_")],
        {name: value for name, value in pairs if name.startswith("_")},
    )


def _number(text: str) -> str:
    return text if text.isascii() and text.isdecimal() and len(text) < 16 else "0"  # noqa: PLR2004 - more is no length
