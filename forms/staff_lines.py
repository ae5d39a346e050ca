"""One line of the tabs that staff fill in: what it says, and what is wrong with it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from forms.dates import read_date
from forms.emails import read_email
from forms.numbers import read_number
from forms.organisations import NATIONAL, SLUG, Organisation, Recipient, workbook_key
from forms.picture import Contract
from forms.tabs.finding import Found
from forms.tabs.national import TARGETS
from forms.words import Language, Words

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
_NO_SUCH = Words(
    "Tokio rakto organizacijos lape „Organizacijos“ nėra.", "No organisation in the tab “Organisations” has this key."
)
_RESERVED = Words(
    "„programa“ yra programos darbo knygos vardas. Pasirinkite kitą raktą ir kitą darbo knygą.",
    "“programa” is the national workbook's own name. Choose another key and another workbook.",
)
_SHARED_WORKBOOK = Words(
    "Ši darbo knyga jau priklauso kitai organizacijai ({other}). Kiekvienai reikia savos.",
    "This workbook belongs to another organisation already ({other}). Each needs one of its own.",
)
_NOT_YES_NO = Words("Čia rašoma „Taip“ arba „Ne“.", "Write “Yes” or “No” here.")
SAME_RECIPIENT = Words(
    "Šis adresas tos pačios apimties laiškus jau gauna; jam siunčiama vieną kartą.",
    "This address gets letters of the same scope already; it is written to once.",
)
_YES, _NO = frozenset({"taip", "yes", "true", "1", "x"}), frozenset({"", "ne", "no", "false", "0", "-", "–"})
T = TypeVar("T")


class MistakeError(Exception):
    """A line, or a part of it, cannot be taken; the words are for whoever typed it."""

    def __init__(self, words: Words) -> None:
        """Take the words."""
        super().__init__(words.en)
        self.words = words


def together(slips: Sequence[Words]) -> Words | None:
    """Return several mistakes as one; None for none."""
    return Words(" ".join(one.lt for one in slips), " ".join(one.en for one in slips)) if slips else None


def refuse_shared(one: Organisation, others: Iterable[Organisation]) -> None:
    """Refuse an organisation whose workbook is another's, or the programme's. Raises MistakeError."""
    mine = workbook_key(one.slug, one.workbook)
    if mine == NATIONAL:
        raise MistakeError(_RESERVED)
    for other in others:
        if workbook_key(other.slug, other.workbook) == mine:
            said = (words.format(other=other.slug) for words in _SHARED_WORKBOOK.both())
            raise MistakeError(Words(*said))


def read_organisation(found: Found, slug: str, row: int) -> tuple[Organisation, list[Words]]:
    """Return an organisation, and what is wrong with its line and left out of it.

    Raises:
        MistakeError: when the line says too little to go by.
    """
    if not SLUG.fullmatch(slug):
        raise MistakeError(_NO_SLUG if slug or found.text(row, "name") else _NO_NAME)
    if slug == NATIONAL:
        raise MistakeError(_RESERVED)
    slips: list[Words] = []
    name = found.text(row, "name") or slug
    if not found.text(row, "name"):
        slips.append(_NO_NAME)
    coordinator = _or(lambda: _email(found, row, "coordinator"), "", slips)
    language = _or(lambda: _language(found, row), Language.LT, slips)
    contract = _or(lambda: _contract(found, row), Contract(), slips)
    return Organisation(slug, name, coordinator, language, found.text(row, "workbook"), contract), slips


def _or(read: Callable[[], T], instead: T, slips: list[Words]) -> T:
    try:
        return read()
    except MistakeError as slip:
        slips.append(slip.words)
        return instead


def _contract(found: Found, row: int) -> Contract:
    from_on, to_on = _day(found.text(row, "from")), _day(found.text(row, "to"))
    if from_on and to_on and to_on < from_on:
        raise MistakeError(_NO_TERM)
    targets = {
        key: number for key, _, _ in TARGETS if (number := _number(found.text(row, f"target_{key}"))) is not None
    }
    return Contract(
        from_on, to_on, _number(found.text(row, "budget")), {key: int(number) for key, number in targets.items()}
    )


def read_recipient(found: Found, key: str, row: int, slugs: Collection[str]) -> Recipient:
    """Return a recipient; `slugs` are the organisations that there are. Raises MistakeError."""
    organisation = found.text(row, "organisation")
    if organisation and organisation not in slugs:
        raise MistakeError(_NO_SUCH)
    return Recipient(
        key,
        _email(found, row, "email"),
        found.text(row, "name"),
        organisation,
        _language(found, row),
        _yes_or_no(found.text(row, "weekly")),
        _yes_or_no(found.text(row, "summary")),
    )


def _yes_or_no(text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise MistakeError(_NOT_YES_NO)
    return word in _YES


def _email(found: Found, row: int, column: str) -> str:
    address = read_email(found.text(row, column))
    if address is None:
        raise MistakeError(_NO_EMAIL)
    return address


def _language(found: Found, row: int) -> Language:
    text = found.text(row, "language").casefold() or Language.LT.value
    if text not in set(Language):
        raise MistakeError(_NO_LANGUAGE)
    return Language(text)


def _day(text: str) -> date | None:
    day = read_date(text) if text else None
    if text and day is None:
        raise MistakeError(_NO_DATE)
    return day


def _number(text: str) -> Decimal | None:
    number = read_number(text) if text else None
    if text and (number is None or number < 0):
        raise MistakeError(_NO_NUMBER)
    return number
