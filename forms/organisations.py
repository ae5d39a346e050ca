"""The organisations of the programme and who gets which letter, as staff write them into the national workbook."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from forms.contacts.normalise import fold
from forms.dates import read_date
from forms.emails import read_email
from forms.numbers import read_number
from forms.picture import Contract
from forms.sheets import Owner, Sheet
from forms.tabs.columns import Tab
from forms.tabs.finding import Found, find_tab
from forms.tabs.national import ORGANISATIONS, RECIPIENTS, TARGETS
from forms.words import Language, Words

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A coordinating organisation; the slug is its key everywhere."""

    slug: str
    name: str
    coordinator: str
    """The coordinator's e-mail address."""
    language: Language
    workbook: str
    """File name or address of its workbook; empty for the default."""
    contract: Contract


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets letters about an organisation, or about the programme when the slug is empty."""

    key: str
    email: str
    name: str
    organisation: str
    language: Language
    weekly: bool
    summary: bool


@dataclass(frozen=True, slots=True)
class Unkeyed:
    """A line that staff typed without a key: the one that it gets, "" while it says too little, and what is wrong."""

    tab: str
    row: int
    """Counted from 0."""
    key: str
    mistake: Words | None


@dataclass(frozen=True, slots=True)
class Staff:
    """What stands in the national workbook, and beside which line something is wrong."""

    organisations: tuple[Organisation, ...]
    recipients: tuple[Recipient, ...]
    mistakes: tuple[tuple[str, str, Words], ...]
    """Tab's key, line's key, and what is wrong."""
    unkeyed: tuple[Unkeyed, ...] = ()


_NO_SLUG = Words(
    "Raktas – tik mažosios lotyniškos raidės, skaitmenys ir brūkšneliai, pvz., kurybos-namai.",
    "The key is small Latin letters, digits and hyphens alone, such as creative-house.",
)
_NO_NAME = Words("Įrašykite organizacijos pavadinimą.", "Write the organisation's name.")
_NO_EMAIL = Words(
    "Įrašykite el. pašto adresą, pvz., vardas@pavyzdys.lt.", "Write an e-mail address such as name@example.lt."
)
_NO_LANGUAGE = Words("Kalba yra lt arba en.", "The language is lt or en.")
_NO_DATE = Words("Sutarties data rašoma kaip 2024-04-01.", "A contract's date is written like 2024-04-01.")
_NO_TERM = Words("Sutartis baigiasi anksčiau, nei prasideda.", "The contract ends before it begins.")
_NO_NUMBER = Words("Biudžetas ir tikslai yra skaičiai.", "The budget and the targets are numbers.")
_TWICE = Words(
    "Šis raktas lape yra daugiau nei kartą; skaitoma tik pirmoji eilutė.",
    "This key stands in the tab more than once; only the first line is read.",
)
_NO_SUCH = Words(
    "Tokio rakto organizacijos lape „Organizacijos“ nėra.", "No organisation in the tab “Organisations” has this key."
)


class _MistakeError(Exception):
    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def read_staff(sheets: Sequence[Sheet]) -> Staff:
    """Read the two tabs that staff fill in; a line with a mistake, or one that repeats a key, is left out and told.

    A line without a key gets one: an organisation from its name, a recipient from their organisation.
    """
    organisations: dict[str, Organisation] = {}
    recipients: list[Recipient] = []
    mistakes: list[tuple[str, str, Words]] = []
    unkeyed: list[Unkeyed] = []

    def tell(tab: Tab, found: Found, key: str, row: int, mistake: Words | None) -> None:
        if found.rows.get(key) != row:
            unkeyed.append(Unkeyed(tab.key, row, key, mistake))
        elif mistake:
            mistakes.append((tab.key, key, mistake))

    for found, key, row in _lines(ORGANISATIONS, sheets, _slug_of):
        try:
            organisations[key] = _organisation(found, key, row)
        except _MistakeError as mistake:
            tell(ORGANISATIONS, found, key, row, mistake.words)
        else:
            tell(ORGANISATIONS, found, key, row, None)
    for found, key, row in _lines(RECIPIENTS, sheets, _recipient_key):
        try:
            recipients.append(_recipient(found, key, row, organisations.keys()))
        except _MistakeError as mistake:
            tell(RECIPIENTS, found, key, row, mistake.words)
        else:
            tell(RECIPIENTS, found, key, row, None)
    told = {(tab, key) for tab, key, _ in mistakes}
    twice = [(tab.key, key) for tab in (ORGANISATIONS, RECIPIENTS) for key in _copied(tab, sheets)]
    mistakes += [(tab, key, _TWICE) for tab, key in dict.fromkeys(twice) if (tab, key) not in told]
    return Staff(tuple(organisations.values()), tuple(recipients), tuple(mistakes), tuple(unkeyed))


def _copied(tab: Tab, sheets: Sequence[Sheet]) -> Iterator[str]:
    found = find_tab(tab, sheets)
    if found:
        yield from (key for key, _ in found.copies)


def _lines(tab: Tab, sheets: Sequence[Sheet], key_of: Callable[[Found, int], str]) -> Iterator[tuple[Found, str, int]]:
    found = find_tab(tab, sheets)
    if found is None:
        return
    for key, row in found.rows.items():
        yield found, key, row
    typed = [column.key for column in tab.columns if column.owner is Owner.COORDINATOR]
    taken = set(found.rows)
    for row in found.unkeyed():
        if any(found.text(row, column) for column in typed):
            key = _free(key_of(found, row), taken)
            taken.add(key)
            yield found, key, row


def _free(key: str, taken: Collection[str]) -> str:
    """Return a key that no other line has: the wanted one, or with the next number behind it; empty stays empty."""
    numbers = (f"{key}-{number}" for number in count(2))
    return key if not key or key not in taken else next(one for one in numbers if one not in taken)


def _slug_of(found: Found, row: int) -> str:
    return re.sub("[^a-z0-9]+", "-", fold(found.text(row, "name"))).strip("-")[:36].strip("-")


def _recipient_key(found: Found, row: int) -> str:
    return f"{found.text(row, 'organisation') or 'programa'}-1" if found.text(row, "email") else ""


def _organisation(found: Found, slug: str, row: int) -> Organisation:
    name = found.text(row, "name")
    if not name:
        raise _MistakeError(_NO_NAME)
    if not SLUG.fullmatch(slug):
        raise _MistakeError(_NO_SLUG)
    return Organisation(
        slug,
        name,
        _email(found, row, "coordinator"),
        _language(found, row),
        found.text(row, "workbook"),
        _contract(found, row),
    )


def _contract(found: Found, row: int) -> Contract:
    from_on, to_on = _day(found.text(row, "from")), _day(found.text(row, "to"))
    if from_on and to_on and to_on < from_on:
        raise _MistakeError(_NO_TERM)
    targets = {
        key: number for key, _, _ in TARGETS if (number := _number(found.text(row, f"target_{key}"))) is not None
    }
    return Contract(
        from_on, to_on, _number(found.text(row, "budget")), {key: int(number) for key, number in targets.items()}
    )


def _recipient(found: Found, key: str, row: int, slugs: Collection[str]) -> Recipient:
    organisation = found.text(row, "organisation")
    if organisation and organisation not in slugs:
        raise _MistakeError(_NO_SUCH)
    return Recipient(
        key,
        _email(found, row, "email"),
        found.text(row, "name"),
        organisation,
        _language(found, row),
        _is_yes(found.text(row, "weekly")),
        _is_yes(found.text(row, "summary")),
    )


def _is_yes(text: str) -> bool:
    return text.casefold() in {"taip", "yes", "true", "1", "x"}


def _email(found: Found, row: int, column: str) -> str:
    address = read_email(found.text(row, column))
    if address is None:
        raise _MistakeError(_NO_EMAIL)
    return address


def _language(found: Found, row: int) -> Language:
    text = found.text(row, "language").casefold() or Language.LT.value
    if text not in set(Language):
        raise _MistakeError(_NO_LANGUAGE)
    return Language(text)


def _day(text: str) -> date | None:
    day = read_date(text) if text else None
    if text and day is None:
        raise _MistakeError(_NO_DATE)
    return day


def _number(text: str) -> Decimal | None:
    number = read_number(text) if text else None
    if text and (number is None or number < 0):
        raise _MistakeError(_NO_NUMBER)
    return number
