"""Good Lithuanian and English: numbers, plurals, dates, greetings, alphabetical order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from babel.numbers import format_decimal
from babel.plural import to_python

from forms.dates import MONTHS_LT, VILNIUS
from forms.vocative import first_name as as_name
from forms.vocative import vocative
from forms.words import Language, Words

_SPACE = "\u00a0"
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_lithuanian_plural = to_python(
    {
        "one": "n % 10 = 1 and n % 100 != 11..19",
        "few": "n % 10 = 2..9 and n % 100 != 11..19",
        "many": "f != 0",
    }
)
"""The plural rule of CLDR for Lithuanian: one, few, many (fractions), other."""


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun with a number before it: «221 kontaktas», «22 kontaktai», «30 kontaktų»; "1 contact", "2 contacts"."""

    one_lt: str
    few_lt: str
    other_lt: str
    one_en: str
    other_en: str

    def form(self, n: int | Decimal, language: Language) -> str:
        """Return the noun alone, as it stands behind the number."""
        if language is Language.EN:
            return self.one_en if n == 1 else self.other_en
        if n != int(n):
            return self._of_part()
        return {"one": self.one_lt, "few": self.few_lt}.get(_lithuanian_plural(int(n)), self.other_lt)

    def _of_part(self) -> str:
        """Return the genitive singular, which stands behind a fraction: «1,5 valandos», «2,5 renginio»."""
        if self.one_lt == self.few_lt:  # mokymai: it has no singular
            return self.other_lt
        if self.one_lt.endswith("us"):  # ambasadorius, žmogus
            return f"{self.one_lt.removesuffix('us')}aus"
        return " ".join(re.sub(r"ai$", "o", word) for word in self.few_lt.split())

    def count(self, n: int | Decimal, language: Language) -> str:
        """Return the number and the noun."""
        return f"{number(n, language)}{_SPACE}{self.form(n, language)}"


SOCIAL_CONTACT = CountedNoun(
    "socialinis kontaktas", "socialiniai kontaktai", "socialinių kontaktų", "social contact", "social contacts"
)
EVENT = CountedNoun("renginys", "renginiai", "renginių", "event", "events")
TRAINING = CountedNoun("mokymai", "mokymai", "mokymų", "training", "trainings")
AMBASSADOR = CountedNoun("ambasadorius", "ambasadoriai", "ambasadorių", "ambassador", "ambassadors")
PERSON = CountedNoun("žmogus", "žmonės", "žmonių", "person", "people")
SPECIALIST = CountedNoun("specialistas", "specialistai", "specialistų", "specialist", "specialists")
HOUR = CountedNoun("valanda", "valandos", "valandų", "hour", "hours")
REPORT = CountedNoun("ataskaita", "ataskaitos", "ataskaitų", "report", "reports")
APPLICATION = CountedNoun("paraiška", "paraiškos", "paraiškų", "application", "applications")
DAY = CountedNoun("diena", "dienos", "dienų", "day", "days")
FOR_DAYS = CountedNoun("dieną", "dienas", "dienų", "day", "days")
"""How long something lasts, which Lithuanian says in the accusative: «laukia 9 dienas»."""
LETTER = CountedNoun("laiškas", "laiškai", "laiškų", "letter", "letters")
ROW = CountedNoun("eilutė", "eilutės", "eilučių", "row", "rows")
PROBLEM = CountedNoun("klaida", "klaidos", "klaidų", "problem", "problems")
ORGANISATION = CountedNoun("organizacija", "organizacijos", "organizacijų", "organisation", "organisations")
ANSWER = CountedNoun("atsakymas", "atsakymai", "atsakymų", "answer", "answers")
MEETING = CountedNoun("susitikimas", "susitikimai", "susitikimų", "meeting", "meetings")
MESSAGE = CountedNoun("žinutė", "žinutės", "žinučių", "message", "messages")
MUNICIPALITY = CountedNoun("savivaldybė", "savivaldybės", "savivaldybių", "municipality", "municipalities")


@lru_cache(maxsize=4_096)
def number(n: int | Decimal, language: Language) -> str:
    """Return a number with its thousands parted and at most two decimals: «2 730», «1,5»; "2,730", "1.5"."""
    return format_decimal(n, format="#,##0.##", locale=language.value)


def money(euros: int | Decimal, language: Language) -> str:
    """Return an amount in euros: «26 740 Eur», "26,740 EUR"; cents where there are any."""
    pattern = "#,##0" if euros == int(euros) else "#,##0.00"
    amount = format_decimal(euros, format=pattern, locale=language.value)
    return f"{amount}{_SPACE}{'Eur' if language is Language.LT else 'EUR'}"


def day(on: date, language: Language) -> str:
    """Return a date in words: «2025 m. kovo 7 d.», "7 March 2025"."""
    if language is Language.LT:
        return f"{on.year} m. {MONTHS_LT[on.month - 1]} {on.day} d.".replace(" ", _SPACE)
    return f"{on.day}{_SPACE}{_MONTHS_EN[on.month - 1]}{_SPACE}{on.year}"


def moment(at: datetime, language: Language) -> str:
    """Return a moment in Vilnius time: «2025 m. kovo 7 d. 14:30», "7 March 2025, 14:30"."""
    local = at.astimezone(VILNIUS)
    comma = "" if language is Language.LT else ","
    return f"{day(local.date(), language)}{comma} {local:%H:%M}"


def period(from_on: date, to_on: date, language: Language) -> str:
    """Return a period, both days included, with nothing said twice.

    «2023 m. balandžio 1 d. – gruodžio 31 d.», «2024 m. kovo 4–10 d.»; "1 April – 31 December 2023", "4–10 March 2024".
    """
    first, last = day(from_on, language), day(to_on, language)
    if from_on == to_on:
        return first
    if from_on.year != to_on.year:
        return f"{first} – {last}"
    if language is Language.LT:
        if from_on.month == to_on.month:
            return f"{first.removesuffix(f'{_SPACE}d.')}–{to_on.day}{_SPACE}d."
        return f"{first} – {last.removeprefix(f'{to_on.year}{_SPACE}m.{_SPACE}')}"
    if from_on.month == to_on.month:
        return f"{from_on.day}–{last}"
    return f"{first.removesuffix(f'{_SPACE}{from_on.year}')} – {last}"


def listing(parts: Sequence[str], language: Language) -> str:
    """Return parts as a sentence lists them: «a, b ir c», "a, b and c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one has no neighbour
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {Words('ir', 'and').say(language)} {parts[-1]}"


_ALPHABET = "aąbcčdeęėfghiįyjklmnopqrsštuųūvwxzž"
"""The Lithuanian alphabet, with q, w and x of foreign names where an index has them."""
_ORDER = {letter: place for place, letter in enumerate(_ALPHABET)}


def lt_sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts by the Lithuanian alphabet, where y follows į.

    Case does not matter. Signs and digits stand before all letters, letters with foreign marks beside those without
    (é by e), those of other scripts behind.
    """
    return tuple(_place(letter) for letter in normalize("NFC", text.casefold()))


def _place(letter: str) -> tuple[int, str]:
    base = letter if letter in _ORDER else normalize("NFD", letter)[0]
    return (_ORDER[base], base) if base in _ORDER else (len(_ORDER) if letter.isalpha() else -1, letter)


def greeting(first_name: str, language: Language) -> str:
    """Return the greeting of a letter: by name where it is certain that this is one, else without a name."""
    if language is Language.EN:
        name = as_name(first_name)
        return f"Dear {name}," if name else "Hello,"
    name = vocative(first_name)
    return f"Laba diena, {name}," if name else "Laba diena,"
