"""Another made-up country: what changes for a person changes from record to record, towns and offices are mixed evenly.

`made_up` lets people live on from record to record; a matcher that was tuned to one of the two is found out by the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from lithuanian_names import MEN, SHORT, WOMEN, maiden, married, surnames
from made_up import BARE, TOWNS, mistyped

_PROVIDERS = ("gmail.com", "gmail.com", "inbox.lt", "yahoo.com", "one.lt")
_NAMES = ("Saulė", "Viltis", "Aušra", "Tiltas", "Kelias", "Namai")
_SIZES = (30, 25, 18, 10, 7, 5, 3, 2)


@dataclass(frozen=True, slots=True)
class Evenly:
    """How often what happens, in each record unless people are named."""

    first_names: int = 60
    surnames: int = 100
    offices: int = 40
    namesake: float = 0.02
    """Of people; likewise the next three."""
    family: float = 0.12
    marries: float = 0.25
    at_office: float = 0.15
    new_email: float = 0.12
    new_phone: float = 0.12
    new_both: float = 0.04
    secretary: float = 0.03
    typo: float = 0.06
    bare: float = 0.3
    swapped: float = 0.03
    no_email: float = 0.1
    no_phone: float = 0.2
    no_work: float = 0.3
    no_town: float = 0.1
    guessed: bool = False
    """Whether two people may have one mailbox made of their name: no provider allows it, careless lists have it."""


@dataclass(slots=True)
class _Person:
    woman: bool
    first: str
    last: str
    family: str
    town: str
    work: int
    emails: tuple[str, str]
    phones: tuple[str, str]
    later_last: str


class EvenWorld:
    """A country from a number and rates."""

    def __init__(self, seed: int, rates: Evenly, size: int) -> None:
        """Name its families and offices; people come with `records`, about `size` of them."""
        self.random = Random(seed)  # noqa: S311 - nothing secret
        self.rates = rates
        self.size = size
        self.surnames = surnames(rates.surnames)
        kinds = ("VšĮ", "UAB", "Asociacija")
        self.offices = [
            (
                f"{self.random.choice(kinds)} „{self.random.choice(_NAMES)} {number}“",
                self._number("5"),
                f"info@org{number}.lt",
            )
            for number in range(rates.offices)
        ]
        self._taken: set[str] = set()

    def _number(self, kind: str) -> str:
        return f"+370{kind}{self.random.randrange(10**7):07}"

    def _mailbox(self, first: str, last: str) -> str:
        random = self.random
        one, other = first.lower().translate(BARE), last.lower().translate(BARE)
        while True:
            local = random.choice(
                (f"{one}.{other}", f"{one}{other}{random.randrange(999)}", f"{one[0]}{other}",
                 f"{one}{random.randrange(60, 99)}", f"{other}.{one}", f"{one}.{other}{random.randrange(99)}")
            )  # fmt: skip
            mailbox = f"{local}@{random.choice(_PROVIDERS)}"
            if self.rates.guessed or mailbox not in self._taken:
                self._taken.add(mailbox)
                return mailbox

    def _person(self, before: _Person | None) -> _Person:
        random, rates = self.random, self.rates
        woman = random.random() < 0.65
        family, town = random.choice(self.surnames), random.choice(TOWNS).replace("|", " ")
        first = random.choice((WOMEN if woman else MEN)[: rates.first_names])
        related = before is not None and random.random() < rates.family
        if before is not None and related:
            family, town = before.family, before.town
        last = family
        if woman:
            last = maiden(family) if random.random() < 0.5 else married(family)
        if before is not None and random.random() < rates.namesake:
            woman, first, last, family, town = before.woman, before.first, before.last, before.family, before.town
        later = married(random.choice(self.surnames)) if woman and random.random() < rates.marries else last
        emails = (self._mailbox(first, last), self._mailbox(first, later))
        phones = (self._number("6"), self._number("6"))
        if before is not None and related and first != before.first:
            emails = (before.emails[0] if random.random() < 0.5 else emails[0], emails[1])
            phones = (before.phones[0] if random.random() < 0.3 else phones[0], phones[1])
        work = random.randrange(len(self.offices)) if random.random() < 0.7 else -1
        return _Person(woman, first, last, family, town, work, emails, phones, later)

    def _name(self, person: _Person) -> tuple[str, str]:
        random, rates = self.random, self.rates
        first, last = person.first, person.last
        if person.later_last != last and random.random() < 0.45:
            last = person.later_last if random.random() < 0.7 else f"{last}-{person.later_last}"
        if random.random() < 0.1:
            first = SHORT.get(first, first)
        first = mistyped(random, first) if random.random() < rates.typo else first
        last = mistyped(random, last) if random.random() < rates.typo else last
        if random.random() < rates.bare:
            first, last = first.translate(BARE), last.translate(BARE)
        return (last, first) if random.random() < rates.swapped else (first, last)

    def _record(self, person: _Person) -> tuple[str, ...]:
        random, rates = self.random, self.rates
        (first, last), (email, later_email), (phone, later_phone) = self._name(person), person.emails, person.phones
        roll = random.random()
        if roll < rates.new_both + rates.new_email:
            email = later_email
        if roll < rates.new_both or rates.new_both + rates.new_email <= roll < (
            rates.new_both + rates.new_email + rates.new_phone
        ):
            phone = later_phone
        work = ""
        if person.work >= 0:
            work, office_phone, office_email = self.offices[person.work]
            phone = office_phone if random.random() < rates.at_office / 2 else phone
            email = office_email if random.random() < rates.secretary else email
        return (
            first,
            last,
            "" if random.random() < rates.no_email else email,
            "" if random.random() < rates.no_phone else random.choice((phone, f"8{phone[4:]}", f"0{phone[4:]}")),
            "" if random.random() < rates.no_work else work,
            "" if random.random() < rates.no_town else " ".join(f"{person.town} sav.".split()),
        )

    def records(self, number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield so many records, each with the number of its person, in a random order."""
        made: list[tuple[int, tuple[str, ...]]] = []
        person, count = None, 0
        while len(made) < number:
            person, count = self._person(person), count + 1
            turns = self.random.choices(range(1, len(_SIZES) + 1), _SIZES)[0]
            made.extend((count, self._record(person)) for _ in range(turns))
        made = made[:number]
        self.random.shuffle(made)
        yield from made
