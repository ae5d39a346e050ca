"""Plain addresses are read the quick way; it says the same as the thorough one."""

import pytest

from forms import emails

LOCALS = (
    "a",
    "b.c",
    "x+y",
    "a_b",
    "info",
    "1",
    "a" * 64,
    "a" * 65,
    "-a",
    "a-",
    "..",
    "a.",
    "Info",
    "é",
    "a b",
    '"q"',
    "",
)
DOMAINS = (
    "example.org", "EXAMPLE.org", "gmail.com", "a.b", "1.2", "localhost", "x.local", "foo.test", "x.invalid", "ąž.lt",
    "-a.lt", "a-.lt", "a..lt", "a_b.lt", "g mail.com", "[1.2.3.4]", "xn--80ak6aa92e.com", "xn--a.lt", "ab--cd.lt", "",
    "y.lt..x", "a" * 63 + ".lt", "a" * 64 + ".lt", "ab." * 80 + "lt",
)  # fmt: skip


@pytest.mark.parametrize("domain", DOMAINS)
def test_quick_way_says_what_the_thorough_way_says(domain: str) -> None:
    written = [f"{local}@{domain}" for local in LOCALS]

    quick = [emails.read_email(address) for address in written]

    assert quick == [None if len(address) > 254 else emails._validated(address) for address in written]
