"""Made-up Lithuanian contacts of whom it is known which are one person."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from lithuanian_names import MEN, SHORT, WOMEN, maiden, married, neutral, surnames

FIELDS = ("first_name", "last_name", "email", "phone", "organisation", "municipality")
BARE = str.maketrans("ąčęėįšųūžĄČĘĖĮŠŲŪŽ", "aceeisuuzACEEISUUZ")
TOWNS = """
    Vilniaus|m. Kauno|m. Klaipėdos|m. Šiaulių|m. Panevėžio|m. Alytaus|m. Vilniaus|r. Kauno|r. Klaipėdos|r. Marijampolės|
    Mažeikių|r. Utenos|r. Kėdainių|r. Telšių|r. Tauragės|r. Ukmergės|r. Visagino| Plungės|r. Kretingos|r. Šilutės|r.
    Radviliškio|r. Palangos|m. Druskininkų| Rokiškio|r. Biržų|r. Jurbarko|r. Trakų|r. Molėtų|r. Zarasų|r. Neringos|
    """.split()  # noqa: SIM905 - a list of words reads better so
_OPEN = (
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "gmail.com",
    "yahoo.com",
    "inbox.lt",
    "one.lt",
    "outlook.com",
    "mail.ru",
)
_SLIPS = {
    "gmail.com": ("gmial.com", "gmail.con", "gmai.com"),
    "yahoo.com": ("yaho.com",),
    "outlook.com": ("outlok.com",),
}
_KINDS = (
    "{} gimnazija", "VšĮ „{}“", "{} poliklinika", "UAB „{}“", "{} biblioteka", "{} bendruomenė", "Asociacija „{}“",
)  # fmt: skip
_WORDS = """
    Ąžuolas Beržas Vyturys Saulė Aušra Versmė Žiburys Gija Šaltinis Ratas Varpas Viltis Pušis Gandras Vėtrungė Šviesa
    Tiltas Banga Gintaras Kopa Uosis Žara Lelija Svirnas Kregždė Vaivorykštė Ežeras Šilas Lanka Upė Kalva Giria
    """.split()  # noqa: SIM905 - a list of words reads better so


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what happens. Of people unless another thing is named."""

    surnames: int = 500
    namesake: float = 0.02
    """Bears the name of somebody else in the same town."""
    family: float = 0.25
    """Belongs to the family of the person before."""
    family_mailbox: float = 0.25
    """Of families: one mailbox for all."""
    family_phone: float = 0.25
    at_office: float = 0.45
    office_phone: float = 0.25
    """Of records of those at an office: its number instead of their own."""
    office_email: float = 0.08
    secretary: float = 0.04
    """Of records of those at an office: the secretary's address and number."""
    marries: float = 0.3
    """Of women."""
    double: float = 0.25
    """Of those who marry: both surnames."""
    new_email: float = 0.2
    new_phone: float = 0.15
    new_both: float = 0.07
    moves: float = 0.06
    new_work: float = 0.12
    # Of records:
    no_email: float = 0.08
    no_phone: float = 0.3
    no_work: float = 0.35
    no_town: float = 0.12
    no_first: float = 0.01
    typo: float = 0.06
    """Of each half of a name; of mailboxes and numbers a third of it."""
    bare: float = 0.25
    """Written without diacritics."""
    swapped: float = 0.03
    short: float = 0.15
    """Of those whose first name has a short form."""
    second_name: float = 0.04
    slip: float = 0.03
    """A mistyped domain."""
    plus_tag: float = 0.02
    sizes: tuple[int, ...] = (30, 22, 16, 12, 8, 6, 4, 2)
    """How many people of a hundred have 1, 2, … records."""


@dataclass(slots=True)
class _Person:
    woman: bool
    first: str
    last: str
    town: str
    work: int | None
    email: str
    phone: str
    second: str = ""
    household: "_Person | None" = field(default=None, repr=False)


def _pick(random: Random, names: list[str], skew: float) -> str:
    return names[int(len(names) * random.random() ** skew)]


def mistyped(random: Random, word: str) -> str:
    """Return a word with one slip of the fingers: a letter left out, changed, doubled, or two swapped."""
    if len(word) < 3:
        return word
    place = random.randrange(1, len(word) - 1) if random.random() < 0.9 else 0
    match random.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + random.choice("aeioustrnklmpv") + word[place + 1 :]
        case 2:
            return word[:place] + word[place] + word[place:]
        case _:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


class World:
    """A country of so many people, from a number and rates."""

    def __init__(self, seed: int, rates: Rates, size: int) -> None:
        """Make its offices; people come with `records`."""
        self.random = Random(seed)  # noqa: S311 - nothing secret
        self.rates = rates
        self.surnames = surnames(rates.surnames)
        self._taken: set[tuple[str, str]] = set()
        self.offices = [self._office(number) for number in range(max(3, size // 60))]

    def _office(self, number: int) -> tuple[str, str, str, str, str]:
        random = self.random
        word = f"{random.choice(_WORDS)}" + (f" {number % 97}" if number > 200 else "")
        town = _pick(random, TOWNS, 2.2)
        domain = f"{word.lower().translate(BARE).replace(' ', '')}{number}.lt"
        kind = random.choice(_KINDS)
        name = kind.format(f"{town.split('|')[0]} {word}" if kind.startswith("{}") else word)
        secretary = f"{random.choice(WOMEN).lower().translate(BARE)}@{domain}"
        return name, town, f"+370{random.choice('345')}{random.randrange(10**7):07}", domain, secretary

    def _mobile(self) -> str:
        return f"+3706{self.random.randrange(10**7):07}"

    def _mailbox(self, first: str, last: str, work: int | None) -> str:
        random = self.random
        one, other = first.lower().translate(BARE), last.lower().translate(BARE).split("-")[0]
        if work is not None and random.random() < 0.4:
            return f"{one}.{other}@{self.offices[work][3]}"
        number = str(random.randrange(1950, 2005)) if random.random() < 0.35 else str(random.randrange(1, 99))
        local = random.choice(
            (f"{one}.{other}", f"{one}{other}", f"{one[0]}.{other}", f"{one}.{other}{number}", f"{one}{number}",
             f"{other}{number}", f"{random.choice(_WORDS).lower().translate(BARE)}{number}", f"{one[:3]}{other[:4]}{number}")
        )  # fmt: skip
        domain = random.choice(_OPEN)
        key = local.replace(".", "") if domain == "gmail.com" else local
        if (key, domain) in self._taken:
            return self._mailbox(first, last, work)
        self._taken.add((key, domain))
        return f"{local}@{domain}"

    def _surname(self, man_form: str, *, woman: bool) -> str:
        if not woman:
            return man_form
        roll = self.random.random()
        if roll < 0.08:
            return neutral(man_form)
        return maiden(man_form) if roll < 0.55 else married(man_form)

    def _person(self, before: _Person | None) -> _Person:
        random, rates = self.random, self.rates
        woman = random.random() < 0.6
        first = _pick(random, WOMEN if woman else MEN, 1.6)
        man_form = _pick(random, self.surnames, 1.8)
        work = random.randrange(len(self.offices)) if random.random() < rates.at_office else None
        town = self.offices[work][1] if work is not None and random.random() < 0.85 else _pick(random, TOWNS, 2.2)
        household = None
        if before is not None and random.random() < rates.family:
            household, town = before.household or before, before.town
            man_form = household.second
            while first == before.first:
                first = random.choice(WOMEN if woman else MEN)
        last = self._surname(man_form, woman=woman)
        if before is not None and household is None and random.random() < rates.namesake:
            woman, first, last, man_form, town = before.woman, before.first, before.last, before.second, before.town
        made = _Person(woman, first, last, town, work, self._mailbox(first, last, work), self._mobile(), man_form)
        made.household = household
        if household is not None and random.random() < rates.family_mailbox:
            made.email = household.email
        if household is not None and random.random() < rates.family_phone:
            made.phone = household.phone
        return made

    def _live(self, person: _Person) -> None:
        """Let something happen to a person between two records."""
        random, rates = self.random, self.rates
        if random.random() < rates.new_both / 2:
            person.email, person.phone = self._mailbox(person.first, person.last, person.work), self._mobile()
        if random.random() < rates.new_email / 2:
            person.email = self._mailbox(person.first, person.last, person.work)
        if random.random() < rates.new_phone / 2:
            person.phone = self._mobile()
        if random.random() < rates.moves / 2:
            person.town = _pick(random, TOWNS, 2.2)
        if random.random() < rates.new_work / 2:
            person.work = random.randrange(len(self.offices))
        if person.woman and random.random() < rates.marries / 2:
            husband = married(_pick(random, self.surnames, 1.8))
            person.last = f"{person.last.split('-')[0]}-{husband}" if random.random() < rates.double else husband

    def _phone(self, number: str) -> str:
        random = self.random
        if random.random() < self.rates.typo / 3:
            place = random.randrange(5, 12)
            number = number[:place] + random.choice("0123456789") + number[place + 1 :]
        tail = number[4:]
        style = random.randrange(7)
        spaced = f"{tail[:3]} {tail[3:]}"
        return (
            number,
            f"8{tail}",
            f"+370 {spaced}",
            f"8 {spaced}",
            f"0{tail}",
            f"00370{tail}",
            f"(8-{tail[:3]}) {tail[3:]}",
        )[style]

    def _written_email(self, address: str) -> str:
        random, rates = self.random, self.rates
        local, _, domain = address.partition("@")
        if random.random() < rates.slip:
            domain = random.choice(_SLIPS.get(domain, (domain,)))
        if random.random() < rates.typo / 3:
            local = mistyped(random, local)
        if domain == "gmail.com" and random.random() < rates.plus_tag:
            local += "+naujienos"
        if domain == "gmail.com" and random.random() < 0.05:
            local = local.replace(".", "")
        written = f"{local}@{domain}"
        return written.capitalize() if random.random() < 0.05 else written

    def _name(self, person: _Person) -> tuple[str, str]:
        random, rates = self.random, self.rates
        first, last = person.first, person.last
        if random.random() < rates.short:
            first = SHORT.get(first, first)
        if random.random() < rates.second_name:
            first = f"{first} {random.choice(WOMEN if person.woman else MEN)}"
        if "-" in last and random.random() < 0.4:
            last = random.choice(last.split("-"))
        first = mistyped(random, first) if random.random() < rates.typo else first
        last = mistyped(random, last) if random.random() < rates.typo else last
        return first, last

    def _record(self, person: _Person) -> tuple[str, ...]:
        random, rates = self.random, self.rates
        (first, last), email, phone, work = self._name(person), person.email, person.phone, ""
        if person.work is not None:
            office = self.offices[person.work]
            work = office[0]
            if random.random() < rates.office_phone:
                phone = office[2]
            if random.random() < rates.office_email:
                email = f"info@{office[3]}"
            if random.random() < rates.secretary:
                email, phone = office[4], office[2]
        if random.random() < rates.bare:
            first, last, work = first.translate(BARE), last.translate(BARE), work.translate(BARE)
        if random.random() < 0.03:
            last = last.upper()
        if random.random() < rates.swapped:
            first, last = last, first
        place, _, kind = person.town.partition("|")
        town = random.choice(
            (
                f"{place} {kind} sav.",
                f"{place} {kind}",
                f"{place} {'miesto ' if kind == 'm.' else 'rajono ' if kind else ''}savivaldybė",
            )
        )
        return (
            "" if random.random() < rates.no_first else first,
            last,
            "" if random.random() < rates.no_email else self._written_email(email),
            "" if random.random() < rates.no_phone else self._phone(phone),
            "" if random.random() < rates.no_work else work,
            "" if random.random() < rates.no_town else " ".join(town.split()),
        )

    def records(self, number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield so many records, each with the number of its person, in a random order."""
        made: list[tuple[int, tuple[str, ...]]] = []
        person, count = None, 0
        sizes = range(1, len(self.rates.sizes) + 1)
        while len(made) < number:
            person, count = self._person(person), count + 1
            as_born = (person.last, person.town)
            for turn in range(self.random.choices(sizes, self.rates.sizes)[0]):
                if turn:
                    self._live(person)
                made.append((count, self._record(person)))
            person.last, person.town = as_born
        made = made[:number]
        self.random.shuffle(made)
        yield from made
