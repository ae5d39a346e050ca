"""Signed tokens: links to one's own answers, and what a page sends back; the only door to itsdangerous."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

LINKS_WORK_DAYS = 90
"""How long a link to one's own answers works. Our rule: a season, in which an application is decided on."""

_FILE = "web.key"
_KEY_BYTES = 32


class Broken(Enum):
    """Why a token says nothing."""

    ALTERED = auto()
    EXPIRED = auto()


def key_in(home: Path, said: str = "") -> str:
    """Return the key that is said, or the home's own, made for this user alone when there is none."""
    if said:
        return said
    file = home / _FILE
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        partial = home / f"{_FILE}.{secrets.token_hex(4)}"
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(_KEY_BYTES))
                stream.flush()
                os.fsync(stream.fileno())
            # A link is there whole or not at all, and of two that are made at once the first stays.
            with suppress(FileExistsError):
                os.link(partial, file)
        finally:
            partial.unlink(missing_ok=True)
    return file.read_text(encoding="ascii")


class SignedLinks(Mapping[str, str]):
    """The addresses at which people see their own answers, by the ids of these; each is signed when asked for.

    A link says which answers and until when, and nothing about a person.
    """

    def __init__(self, key: str, public_url: str, today: date) -> None:
        """Sign with a key, for pages at an address, as of a day."""
        self._signer = _signer(key, "answers")
        self._public_url = public_url
        self._until = today + timedelta(days=LINKS_WORK_DAYS)

    def __getitem__(self, response_id: str) -> str:
        """Return the address; KeyError for an id that is empty."""
        if not response_id:
            raise KeyError(response_id)
        return f"{self._public_url}/answers/{self._signer.dumps([response_id, self._until.toordinal()])}"

    def __iter__(self) -> Iterator[str]:
        """Name none: there is an address for every id."""
        return iter(())

    def __len__(self) -> int:
        """Count none, for the same reason."""
        return 0


def response_of(key: str, token: str, today: date) -> str | Broken:
    """Return which answers a link leads to."""
    said = opened(key, "answers", token)
    if not isinstance(said, list) or len(said) != 2 or not isinstance(said[0], str) or not isinstance(said[1], int):  # noqa: PLR2004 - as signed
        return Broken.ALTERED
    return said[0] if today.toordinal() <= said[1] else Broken.EXPIRED


def signed(key: str, purpose: str, said: Any) -> str:
    """Return a token that says something for one purpose alone."""
    return _signer(key, purpose).dumps(said)


def opened(key: str, purpose: str, token: str) -> Any:
    """Return what a token says; None when it was not signed by us for that purpose."""
    signer = _signer(key, purpose)
    try:
        said = signer.loads(token)
    except BadSignature:
        return None
    # The last letter of a signature holds bits that say nothing: only the token that we made is one.
    return said if signer.dumps(said) == token else None


def _signer(key: str, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=f"lookdeeper.{purpose}")
