"""Good Lithuanian and English: numbers, plurals, dates, greetings, alphabetical order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal
from babel.plural import to_python

from forms.dates import MONTHS_LT, VILNIUS
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
            return self.few_lt.replace("ai", "o") if self.few_lt.endswith("ai") else self.other_lt
        return {"one": self.one_lt, "few": self.few_lt}.get(_lithuanian_plural(int(n)), self.other_lt)

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
    """Return a period, both days included: «2023 m. balandžio 1 d. – gruodžio 31 d.», "1 April – 31 December 2023"."""
    first, last = day(from_on, language), day(to_on, language)
    if from_on == to_on:
        return first
    if from_on.year == to_on.year:
        if language is Language.LT:
            last = last.removeprefix(f"{to_on.year}{_SPACE}m.{_SPACE}")
        else:
            first = first.removesuffix(f"{_SPACE}{from_on.year}")
    return f"{first} – {last}"


def listing(parts: Sequence[str], language: Language) -> str:
    """Return parts as a sentence lists them: «a, b ir c», "a, b and c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one has no neighbour
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {Words('ir', 'and').say(language)} {parts[-1]}"


_ALPHABET = "aąbcčdeęėfghiįyjklmnoprsštuųūvzž"
_ORDER = {letter: place for place, letter in enumerate(_ALPHABET)}


def lt_sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts by the Lithuanian alphabet: a ą b c č … i į y j …, other letters behind."""
    return tuple((_ORDER.get(letter, len(_ORDER) if letter.isalpha() else -1), letter) for letter in text.casefold())


def greeting(first_name: str, language: Language) -> str:
    """Return the greeting of a letter: by name where its vocative is certain, else without a name."""
    if language is Language.EN:
        name = _as_written(first_name)
        return f"Dear {name}," if name else "Hello,"
    name = vocative(first_name)
    return f"Laba diena, {name}," if name else "Laba diena,"


def _as_written(name: str) -> str:
    """Return a name to greet by, "" for what cannot be one."""
    words = name.split()
    if not words or not all(part.isalpha() and len(part) > 1 for word in words for part in word.split("-")):
        return ""
    longest = 60  # no first name is longer: what is, was not typed as one
    capital = " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)
    return capital if len(name) <= longest else ""
