"""Domains of e-mail addresses that are most likely slips of the hand: one letter away from where most people are."""

_FAMILIAR = (
    "gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "protonmail.com", "proton.me", "inbox.lt",
    "takas.lt", "zebra.lt", "delfi.lt", "googlemail.com",
)  # fmt: skip
"""Where people in Lithuania have their mailboxes; short names are left out, for too much is one letter away."""

_REAL = frozenset(
    {"mail.com", "email.com", "ymail.com", "gmx.com", "inbox.lv", "inbox.com", "hotmail.co", "delfi.lv", "delfi.ee"}
)
"""Domains that are close to a familiar one and have mailboxes themselves."""

_KNOWN_SLIPS = {"gmail.lt": "gmail.com", "gmail.com.lt": "gmail.com", "gmail": "gmail.com", "hotmail.lt": "hotmail.com"}
"""Slips of more than one letter that are met again and again."""


def likely_domain(address: str) -> str | None:
    """Return the familiar domain that an address was most likely meant to end in; None where nothing looks wrong."""
    domain = address.rpartition("@")[2].casefold()
    if domain in _FAMILIAR or domain in _REAL:
        return None
    if domain in _KNOWN_SLIPS:
        return _KNOWN_SLIPS[domain]
    return next((familiar for familiar in _FAMILIAR if _one_slip(domain, familiar)), None)


def _one_slip(typed: str, meant: str) -> bool:
    """Tell whether texts differ by one letter more, less or other, or by two neighbours that changed places."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest_typed, rest_meant = typed[start:], meant[start:]
    if len(typed) == len(meant):
        swapped = rest_typed[:2] == rest_meant[:2][::-1] and rest_typed[2:] == rest_meant[2:]
        return swapped or rest_typed[1:] == rest_meant[1:]
    return rest_typed[1:] == rest_meant or rest_typed == rest_meant[1:]
