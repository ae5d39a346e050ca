"""The server of the pages: one process, asked by browsers or by a proxy before it, until it is told to stop."""

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import uvicorn

from config.settings import Settings
from flows.errors import OutsideError
from flows.web.app import make_app
from flows.web.following import Follower
from flows.web.site import open_site
from flows.wiring import connect
from forms.catalogue import FORMS
from forms.pages.notice import consent_text, consent_version
from forms.words import Language, Words

_TAKEN = Words(
    "Adresas {host}:{port} užimtas arba netinka. Kitas prievadas: LOOKDEEPER_WEB_PORT.",
    "The address {host}:{port} is taken or cannot be used. Another port: LOOKDEEPER_WEB_PORT.",
)
_MOST_AT_ONCE = 1_000


def address_of(settings: Settings) -> str:
    """Return the address at which the pages are found: as the settings say it, else that of this machine."""
    return settings.public_url or f"http://{settings.web_host}:{settings.web_port}"


def serve_pages(settings: Settings) -> None:
    """Serve the pages until SIGINT or SIGTERM. Raises OutsideError."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    with _listening(settings) as listener:
        services = connect(settings)
        site = open_site(services, address_of(settings))
        texts = {
            consent_version(form, language): consent_text(form, language) for form in FORMS for language in Language
        }
        services.ledger.consented_to(texts, now=site.now())
        follower = Follower(services.ledger, settings.home, settings.web_follow_seconds)
        if settings.web_follow_seconds:
            follower.start()
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(site),
                access_log=False,  # it would hold the signed links
                log_level="warning",
                proxy_headers=bool(settings.web_proxies),
                forwarded_allow_ips=settings.web_proxies or None,
                server_header=False,
                limit_concurrency=_MOST_AT_ONCE,
                timeout_graceful_shutdown=10,
            )
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            # The server stops answering first and then passes the signal on: what waits is kept before we end.
            signal.signal(number, _end)
        try:
            server.run(sockets=[listener])
        finally:
            if settings.web_follow_seconds:
                follower.stop()
            site.keeper.stop()


def _end(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """Listen before anything else is done: a port that is taken is told at once."""
    family = socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        try:
            listener.bind((settings.web_host, settings.web_port))
        except (OSError, OverflowError):
            parts = {"host": settings.web_host, "port": settings.web_port}
            raise OutsideError(Words(*(text.format(**parts) for text in _TAKEN.both()))) from None
        yield listener
    finally:
        listener.close()
