"""What stands around every answer of the server: its headers, its log without persons, its word when we failed."""

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable
from time import perf_counter

from starlette.requests import Request
from starlette.responses import Response

from flows.errors import OutsideError
from flows.web.bodies import TooBigError, UnreadableError
from flows.web.showing import message
from flows.web.site import Site

log = logging.getLogger("lookdeeper.web")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FAR = "max-age=31536000; includeSubDomains"

Handler = Callable[[Site, Request], Awaitable[Response]]


def guarded(site: Site, name: str, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler whose every answer is a page with our headers, and of whom the log knows the name alone."""

    async def answer(request: Request) -> Response:
        began = perf_counter()
        response = await _answered(site, request, name, handler)
        finish(site, response)
        log.info("%s %s %d %.0f ms", request.method, name, response.status_code, (perf_counter() - began) * 1000)
        return response

    return answer


async def _answered(site: Site, request: Request, name: str, handler: Handler) -> Response:
    try:
        return await handler(site, request)
    except TooBigError:
        return message(site, request, "too_big", 413, links=[])
    except UnreadableError:
        return message(site, request, "unreadable", 400, links=[])
    except OutsideError as error:
        number = secrets.token_hex(3)
        log.error("%s %s: %s", number, name, error.words.en)  # noqa: TRY400 - its words name no answer, a traceback may
        return message(site, request, "trouble", 503, number=number)
    except Exception as error:  # noqa: BLE001 - whoever fills in a form gets a page, whatever happened
        number = secrets.token_hex(3)
        # Where it happened, without what was in hand: an exception's text may hold an answer.
        where = "; ".join(f"{one.name}:{one.lineno}" for one in traceback.extract_tb(error.__traceback__)[-3:])
        log.error("%s %s: unexpected %s at %s", number, name, type(error).__name__, where)  # noqa: TRY400 - likewise
        return message(site, request, "trouble", 500, number=number)


def finish(site: Site, response: Response) -> None:
    """Put our headers on an answer; pages are kept by nobody on the way."""
    for header, value in HEADERS.items():
        response.headers[header] = value
    response.headers.setdefault("Cache-Control", "no-store")
    if site.is_secure:
        response.headers["Strict-Transport-Security"] = _FAR
