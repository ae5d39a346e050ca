"""What staff write into the national workbook: its organisations, its recipients, and what is wrong beside a line."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from forms.contacts.normalise import fold
from forms.organisations import NATIONAL, Organisation, Recipient
from forms.sheets import Owner, Sheet
from forms.staff_lines import (
    SAME_RECIPIENT,
    MistakeError,
    read_organisation,
    read_recipient,
    refuse_shared,
    together,
)
from forms.tabs.columns import Tab
from forms.tabs.finding import Found, find_tab
from forms.tabs.national import ORGANISATIONS, RECIPIENTS
from forms.words import Language, Words, quoted

_TWICE = Words(
    "Šis raktas lape yra daugiau nei kartą; skaitoma tik pirmoji eilutė.",
    "This key stands in the tab more than once; only the first line is read.",
)
_NO_COLUMN = Words(
    "Programos darbo knygos lape „{tab}“ nėra stulpelio {titles}. Grąžinkite antraštę tiksliai tokią; iki tol nieko"
    " nekeičiama.",
    "The tab “{tab}” of the national workbook has no column {titles}. Put the header back exactly so; until then"
    " nothing is changed.",
)
_LINE_GONE = Words(
    "Šios organizacijos eilutės nebėra, todėl jos duomenys niekur neskaičiuojami. Grąžinkite eilutę su tuo pačiu raktu;"
    " jei bendradarbiavimas baigėsi, palikite ją ir įrašykite sutarties pabaigą.",
    "The line of this organisation is gone, so its data count nowhere. Put it back with the same key; if the"
    " organisation has left, keep its line and write the contract's last day.",
)
_NO_TAB = Words(
    "Programos darbo knygoje nėra lapo „{tab}“. Grąžinkite jį, pavyzdžiui, iš aplanko backups.",
    "The national workbook has no tab “{tab}”. Put it back, for instance from the folder backups.",
)


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
    broken: Words | None = None
    """Why the organisations cannot be read at all: their tab lacks a column, or is gone."""

    gone: tuple[str, ...] = ()
    """Keys of organisations that are remembered and whose line stands no longer."""

    @property
    def is_well(self) -> bool:
        """Tell whether nothing is wrong in the tabs."""
        return not (self.mistakes or self.gone or any(one.mistake for one in self.unkeyed))

    def troubles(self, organisation: str | None, language: Language) -> tuple[str, ...]:
        """Return what is wrong in the tabs of staff, in sentences: about one organisation, or all of it."""
        titles = {tab.key: tab.title.say(language) for tab in (ORGANISATIONS, RECIPIENTS)}
        gone = ((ORGANISATIONS.key, key, _LINE_GONE) for key in self.gone)
        unkeyed = ((one.tab, one.key, one.mistake) for one in self.unkeyed if one.mistake)
        return tuple(
            f"{titles[tab]}, {key or '–'}: {words.say(language)}"
            for tab, key, words in (*self.mistakes, *gone, *unkeyed)
            if organisation is None or (tab, key) == (ORGANISATIONS.key, organisation)
        )


@dataclass
class _Told:
    """What is wrong, gathered while the lines are read."""

    mistakes: list[tuple[str, str, Words]] = field(default_factory=list[tuple[str, str, Words]])
    unkeyed: list[Unkeyed] = field(default_factory=list[Unkeyed])

    def tell(self, tab: Tab, found: Found, key: str, row: int, mistake: Words | None) -> None:
        if found.rows.get(key) != row:
            self.unkeyed.append(Unkeyed(tab.key, row, key, mistake))
        elif mistake:
            self.mistakes.append((tab.key, key, mistake))


def read_staff(sheets: Sequence[Sheet]) -> Staff:
    """Read the two tabs that staff fill in, telling what is wrong beside its line.

    A slip in a standing line costs what it is about alone: an organisation goes on without its contract, or its
    coordinator's address, until the line is mended. Left out are lines that say too little to go by, repeat a key or
    share a workbook. A line without a key gets one: an organisation from its name, a recipient from their organisation.
    """
    broken = _broken(ORGANISATIONS, ("key", "name", "coordinator"), sheets)
    if broken:
        return Staff((), (), (), broken=broken)
    told = _Told()
    organisations = _read_organisations(sheets, told)
    recipients = _read_recipients(sheets, organisations.keys(), told)
    named = {(tab, key) for tab, key, _ in told.mistakes}
    twice = [(tab.key, key) for tab in (ORGANISATIONS, RECIPIENTS) for key in _copied(tab, sheets)]
    copied = [(tab, key, _TWICE) for tab, key in dict.fromkeys(twice) if (tab, key) not in named]
    return Staff(tuple(organisations.values()), recipients, (*told.mistakes, *copied), tuple(told.unkeyed))


def _read_organisations(sheets: Sequence[Sheet], told: _Told) -> dict[str, Organisation]:
    organisations: dict[str, Organisation] = {}
    for found, key, row in _lines(ORGANISATIONS, sheets, _slug_of, taken=(NATIONAL,)):
        try:
            one, slips = read_organisation(found, key, row)
            refuse_shared(one, organisations.values())
        except MistakeError as mistake:
            told.tell(ORGANISATIONS, found, key, row, mistake.words)
        else:
            told.tell(ORGANISATIONS, found, key, row, together(slips))
            # A line that is only being typed begins nothing until it is right.
            if found.rows.get(key) == row or not slips:
                organisations[key] = one
    return organisations


def _read_recipients(sheets: Sequence[Sheet], slugs: Collection[str], told: _Told) -> tuple[Recipient, ...]:
    broken = _broken(RECIPIENTS, ("key", "email"), sheets) if find_tab(RECIPIENTS, sheets) else None
    if broken:
        told.mistakes.append((RECIPIENTS.key, "", broken))
        return ()
    recipients: dict[tuple[str, str], Recipient] = {}
    for found, key, row in _lines(RECIPIENTS, sheets, _recipient_key):
        try:
            one = read_recipient(found, key, row, slugs)
        except MistakeError as mistake:
            told.tell(RECIPIENTS, found, key, row, mistake.words)
        else:
            there = recipients.setdefault((one.email.casefold(), one.organisation), one)
            told.tell(RECIPIENTS, found, key, row, None if there is one else SAME_RECIPIENT)
    return tuple(recipients.values())


def _broken(tab: Tab, needed: Collection[str], sheets: Sequence[Sheet]) -> Words | None:
    """Return why a tab of staff cannot be read; None when it can, and in a workbook that has no tabs yet."""
    if not sheets:
        return None
    found = find_tab(tab, sheets)
    gone = [tab.column(key).title for key in needed if found is None or key not in found.columns]
    said = [", ".join(quoted(title.say(language), language) for title in gone) for language in Language]
    words = _NO_TAB if found is None else _NO_COLUMN
    texts = (words.lt.format(tab=tab.title.lt, titles=said[0]), words.en.format(tab=tab.title.en, titles=said[1]))
    return Words(*texts) if gone else None


def _copied(tab: Tab, sheets: Sequence[Sheet]) -> Iterator[str]:
    found = find_tab(tab, sheets)
    if found:
        yield from (key for key, _ in found.copies)


def _lines(
    tab: Tab, sheets: Sequence[Sheet], key_of: Callable[[Found, int], str], taken: Collection[str] = ()
) -> Iterator[tuple[Found, str, int]]:
    found = find_tab(tab, sheets)
    if found is None:
        return
    for key, row in found.rows.items():
        yield found, key, row
    typed = [column.key for column in tab.columns if column.owner is Owner.COORDINATOR]
    there = {*found.rows, *taken}
    for row in found.unkeyed():
        if any(found.text(row, column) for column in typed):
            key = _free(key_of(found, row), there)
            there.add(key)
            yield found, key, row


def _free(key: str, taken: Collection[str]) -> str:
    """Return a key that no other line has: the wanted one, or with the next number behind it; empty stays empty."""
    numbers = (f"{key}-{number}" for number in count(2))
    return key if not key or key not in taken else next(one for one in numbers if one not in taken)


def _slug_of(found: Found, row: int) -> str:
    return re.sub("[^a-z0-9]+", "-", fold(found.text(row, "name"))).strip("-")[:36].strip("-")


def _recipient_key(found: Found, row: int) -> str:
    return f"{found.text(row, 'organisation') or 'programa'}-1" if found.text(row, "email") else ""
