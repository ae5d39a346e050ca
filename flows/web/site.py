"""What the pages work with: the ledger, the organisations, the key that tokens are signed with, the clock."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from flows import clock
from flows.adapters.signed_links import key_in, opened, signed
from flows.ports import Ledger
from flows.web.houses import Houses
from flows.web.keeping import Keeper
from flows.web.pacing import Pace
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.validation import Limits

AN_HOUR, TEN_MINUTES = 3600.0, 600.0


@dataclass(frozen=True, slots=True)
class Site:
    """The services of the pages of one home."""

    ledger: Ledger
    houses: Houses
    keeper: Keeper
    key: str = field(repr=False)
    public_url: str
    per_address: Pace
    per_organisation: Pace
    limits: Limits
    now: Callable[[], datetime] = clock.now
    haste_seconds: float = 3.0
    """Whoever answers sooner than this after the page was opened is most likely a machine. Our rule."""

    @property
    def base(self) -> str:
        """Return the path that stands before all of ours, where a proxy puts one."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Tell whether people reach the pages over TLS."""
        return self.public_url.startswith("https://")

    @property
    def today(self) -> date:
        """Return the day in Vilnius."""
        return self.now().astimezone(VILNIUS).date()

    def sign(self, purpose: str, said: Any) -> str:
        """Return a token for one purpose."""
        return signed(self.key, purpose, said)

    def open(self, purpose: str, token: str) -> Any:
        """Return what a token of ours says; None for any other."""
        return opened(self.key, purpose, token)


def open_site(services: Services, public_url: str) -> Site:
    """Return the site of a home; its keeper runs until it is stopped."""
    settings = services.settings
    return Site(
        ledger=services.ledger,
        houses=Houses(services),
        keeper=Keeper(services.ledger.post),
        key=key_in(settings.home, settings.web_key.get_secret_value()),
        public_url=public_url.rstrip("/"),
        per_address=Pace(settings.web_posts_per_address, TEN_MINUTES),
        per_organisation=Pace(settings.web_posts_an_hour, AN_HOUR),
        limits=services.limits,
    )


def nonce() -> str:
    """Return what makes one opened page different from any other."""
    return secrets.token_urlsafe(12)


def digest(*parts: str) -> str:
    """Return 128 bits, as hex, that are equal exactly for equal texts."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
