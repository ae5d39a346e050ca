"""Domains of addresses that look like slips, and those that do not."""

import pytest

from forms import mistyped
from forms.emails import read_email, wire_address
from forms.mistyped import likely_domain


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmailcom", "gmail.com"),
        ("GMIAL.com", "gmail.com"),
        ("gmail.lt", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("yaho.com", "yahoo.com"),
        ("outlok.com", "outlook.com"),
        ("inbox.tl", "inbox.lt"),
        ("inbx.lt", "inbox.lt"),
        ("taksa.lt", "takas.lt"),
    ],
)
def test_slip_is_known_by_what_was_meant(domain: str, meant: str) -> None:
    assert likely_domain(f"jonas@{domain}") == meant


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com", "Gmail.com", "mail.com", "ymail.com", "email.com", "inbox.lv", "one.lt", "vu.lt", "example.org",
        "kurybosnamai.lt", "xn--80ak6aa92e.com", "gmail.example.org", "gmali.org", "live.com", "me.com",
    ],
)  # fmt: skip
def test_domain_that_may_well_be_meant_is_not_asked_about(domain: str) -> None:
    assert likely_domain(f"gmial.com@{domain}") is None


def test_no_familiar_domain_is_taken_for_a_slip_of_another() -> None:
    assert [one for one in (*mistyped._FAMILIAR, *mistyped._REAL) if likely_domain(f"a@{one}")] == []


@pytest.mark.parametrize(
    ("written", "wired"),
    [
        ("jonas@Ąžuolas.lt", "jonas@xn--uolas-2wa16f.lt"),
        ("kamilė@ąžuolas.lt", "kamilė@xn--uolas-2wa16f.lt"),
        ("Jonas.P@Example.ORG", "Jonas.P@example.org"),
        ("a..b@example.org", None),
        (f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 61}.lt", None),
        ("a@b\r\nBcc: c@d.lt", None),
        ("a@b.lt, c@d.lt", None),
        ("", None),
    ],
)
def test_address_on_the_wire_has_an_ascii_domain_or_is_none(written: str, wired: str | None) -> None:
    assert wire_address(written) == wired


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 308 + "@example.org",  # 320 characters
        "Jonas, Petraitis <jonas@example.org>",
        '"Petraitis, Jonas" <jonas@example.org>',
        "Jonas\n<jonas@example.org>",
        "jonas@example.org\r\nBcc: kitas@example.org",
        "jonas@example.org, kitas@example.org",
        "jonas@example.org; kitas@example.org",
    ],
)
def test_what_is_more_than_one_address_is_no_answer(typed: str) -> None:
    assert read_email(typed) is None


def test_internationalised_domain_is_read_into_ascii() -> None:
    assert read_email("jonas@Ąžuolas.lt") == "jonas@xn--uolas-2wa16f.lt"
