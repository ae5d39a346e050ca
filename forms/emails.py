"""E-mail addresses: whether one can be written to, and when two are the same."""

import re
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*")
_LONGEST_PLAIN = 64  # RFC 5321 §4.5.3.1.1
_LONGEST = 254  # RFC 5321 §4.5.3.1.3, less the angle brackets


@lru_cache(maxsize=65_536)
def read_email(text: str) -> str | None:
    """Return an address that mail can be sent to, its domain in lower-case ASCII, or None when there is none."""
    if len(text) > 2 * _LONGEST:
        return None
    address = _SCHEME.sub("", text.strip().strip("<>")).strip().rstrip(".,;")
    if len(address) > _LONGEST:
        return None
    local, _, domain = address.rpartition("@")
    if len(local) <= _LONGEST_PLAIN and _PLAIN.fullmatch(local) and domain.isascii():
        # Such a local part is always right: only the domain is left to look at, and most people share a few.
        return f"{local}@{known}" if (known := _read_domain(domain)) else None
    return _validated(address)


@lru_cache(maxsize=16_384)
def _read_domain(domain: str) -> str | None:
    address = _validated(f"a@{domain}")
    return address.removeprefix("a@") if address else None


def _validated(address: str) -> str | None:
    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    if checked.ascii_email is None or "." not in (checked.ascii_domain or ""):
        return None
    return checked.ascii_email


def wire_address(address: str) -> str | None:
    """Return an address as a mail server takes it: the domain in ASCII, the rest as it is; None when there is none.

    A name before the @ with letters beyond ASCII stays: servers that know SMTPUTF8 take it.
    """
    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    wired = f"{checked.local_part}@{checked.ascii_domain}"
    return wired if len(wired.encode()) <= _LONGEST else None


@lru_cache(maxsize=65_536)
def same_mailbox(address: str) -> str:
    """Return the form in which two spellings of one mailbox are equal: all lower case."""
    return address.casefold()
