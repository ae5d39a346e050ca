"""Mailboxes: in which form two spellings of one are equal, and what their first half tells."""

import re

from forms.matching.likeness import one_slip_apart

_FRAME = re.compile(r"^[\s<\"']*(?:mailto:)?|[\s>\"'.,;]*$")
_IGNORES_DOTS = frozenset({"gmail.com"})
_IGNORES_TAGS = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "me.com", "fastmail.com", "proton.me",
     "protonmail.com"}
)  # fmt: skip
"""Providers whose help pages say that what follows a plus sign is not looked at; of dots Gmail alone says so."""
_SAME_PROVIDER = {"googlemail.com": "gmail.com", "gmail.lt": "gmail.com", "protonmail.com": "proton.me"}
PROVIDERS = frozenset(
    {"gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "inbox.lt", "one.lt", "mail.ru",
     "yandex.ru", "yandex.com", "proton.me", "fastmail.com", "me.com", "msn.com", "aol.com", "ymail.com", "email.com",
     "mail.com", "gmx.com", "gmx.de", "takas.lt", "zebra.lt", "delfi.lt", "inbox.lv", "inbox.ru", "web.de", "wp.pl",
     "o2.pl", "list.ru", "bk.ru", "rambler.ru", "hotmail.co.uk", "yahoo.co.uk", "googlemail.com", "protonmail.com"}
)  # fmt: skip
"""Domains where anybody has a mailbox: sharing one says nothing."""
_OFTEN_MISTYPED = tuple(
    sorted(
        domain for domain in PROVIDERS if len(domain) >= len("inbox.lt") and domain not in {"email.com", "ymail.com"}
    )
)
"""A slip in a shorter domain makes another real one too easily."""


def read_domain(domain: str) -> str:
    """Return the domain that was meant: mistyped names of large providers are put right (gmial.com, gmail.con)."""
    domain = _SAME_PROVIDER.get(domain, domain)
    if domain in PROVIDERS:
        return domain
    meant = [known for known in _OFTEN_MISTYPED if abs(len(known) - len(domain)) <= 1 and one_slip_apart(known, domain)]
    return _SAME_PROVIDER.get(meant[0], meant[0]) if len(meant) == 1 else domain


class Mailboxes:
    """Reads addresses, each domain once."""

    def __init__(self) -> None:
        """Know no domain yet."""
        self._domains: dict[str, str] = {}

    def read(self, written: str) -> str:
        """Return the comparable form of a written address, empty when it is none."""
        address = written.casefold()
        if not address[:1].isalnum() or not address[-1:].isalpha() or address.startswith("mailto:"):
            address = _FRAME.sub("", written).casefold()
        local, at, domain = address.rpartition("@")
        if not at or not local or "." not in domain or " " in domain:
            return "" if not local or not domain else f"{local}@{domain}"
        meant = self._domains.get(domain)
        if meant is None:
            meant = self._domains[domain] = read_domain(domain)
        if "+" in local and meant in _IGNORES_TAGS:
            local = local.partition("+")[0] or local
        if meant in _IGNORES_DOTS:
            local = local.replace(".", "") or local
        return f"{local}@{meant}"


def local_part(mailbox: str) -> str:
    """Return what stands before the @ without dots, dashes and underlines, as people vary them between providers."""
    return mailbox.rpartition("@")[0].replace(".", "").replace("-", "").replace("_", "")
