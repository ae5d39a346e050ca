"""The token in a page that is sent back with it: whose page it was, and since when it is open; bound to a cookie.

Another site cannot send in somebody's name: it knows neither the cookie nor a token that was made for it.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from flows.web.site import Site, digest, nonce

COOKIE: Final = "lookdeeper"
OPEN_FOR_SECONDS: Final = 24 * 3600
"""How long a page may be open until it is asked to be sent once more."""


class Refusal(Enum):
    """Why what was sent is not taken as it is."""

    PAGE_OLD = auto()
    ANOTHER_PAGE = auto()
    NO_COOKIE = auto()


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page that was opened in this very browser."""

    nonce: str
    age_seconds: float


def cookie_of(request: Request) -> str:
    """Return the cookie that came, or a new one."""
    said = request.cookies.get(COOKIE, "")
    return said if said.isascii() and 0 < len(said) <= 64 else nonce()  # noqa: PLR2004 - ours are shorter


def token_for(site: Site, cookie: str, about: str) -> str:
    """Return the token of a page about something, opened now by whoever has a cookie."""
    return site.sign("page", [nonce(), about, int(site.now().timestamp()), digest(cookie)])


def read_token(site: Site, request: Request, token: str, about: str) -> OpenedPage | Refusal:
    """Return the page that was opened, or why it cannot be taken."""
    said = site.open("page", token)
    if not isinstance(said, list) or len(said) != 4:  # noqa: PLR2004 - as made above
        return Refusal.PAGE_OLD
    if said[1] != about:
        return Refusal.ANOTHER_PAGE
    if digest(request.cookies.get(COOKIE, "")) != said[3]:
        return Refusal.NO_COOKIE
    age = site.now().timestamp() - said[2]
    return OpenedPage(said[0], age) if age <= OPEN_FOR_SECONDS else Refusal.PAGE_OLD


def set_cookie(site: Site, response: Response, cookie: str) -> None:
    """Give the browser its cookie: for this visit, for our own requests, out of reach of scripts."""
    response.set_cookie(COOKIE, cookie, path=site.base or "/", secure=site.is_secure, httponly=True, samesite="lax")
