"""Made-up submissions in Lithuanian: the same number gives the same people, events and trainings for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from forms.answers import Choice, Option
from forms.application import Application
from forms.cells import Cell
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.questions import Form, Question

_MEN = """
    Jonas Petras Tomas Andrius Mantas Lukas Matas Paulius Darius Marius Vytautas Algirdas Kęstutis Mindaugas Gediminas
    Rokas Domantas Justas Žygimantas Šarūnas Ąžuolas Saulius Rimantas Romualdas Stasys Antanas Kazys Juozas Vincas Linas
    Aurimas Arūnas Egidijus Edvinas Gintaras Giedrius Ignas Karolis Laurynas Martynas Nerijus Ovidijus Povilas Raimondas
    Simonas Tadas Ugnius Valdas Virginijus Zigmas
    """.split()  # noqa: SIM905 - a list of words reads better so
_WOMEN = """
    Ona Janina Rasa Rūta Eglė Jūratė Živilė Asta Daiva Laima Aušra Birutė Danutė Irena Genovaitė Greta Gabija Emilija
    Austėja Ugnė Kotryna Monika Viktorija Simona Ieva Justina Karolina Lina Loreta Margarita Nijolė Neringa Ramunė Regina
    Rita Rugilė Sandra Sigita Skaistė Snieguolė Toma Vaida Vilma Violeta Virginija Zita Žaneta Šarūnė Audronė Indrė
    """.split()  # noqa: SIM905 - likewise
_SURNAMES = """
    Petraitis Jonaitis Kazlauskas Stankevičius Žukauskas Vasiliauskas Balčiūnas Butkus Urbonas Paulauskas Navickas
    Ramanauskas Rimkus Savickas Kavaliauskas Šimkus Žilinskas Adomaitis Bagdonas Baranauskas Bernotas Bružas Budrys
    Černiauskas Dambrauskas Daukša Gaižauskas Gedvilas Grigas Gudaitis Jakubauskas Jankauskas Jasaitis Juška Kairys
    Kaminskas Karpavičius Katkus Klimas Kubilius Lapinskas Laurinaitis Liepa Lukošius Macijauskas Malinauskas Markevičius
    Martinkus Matulis Mažeika Mikalauskas Miliauskas Mockus Morkūnas Narbutas Norkus Norvaiša Ožalas Palionis Petrauskas
    Pocius Povilaitis Pranckevičius Račkauskas Radzevičius Raudonis Razma Sabaliauskas Sakalauskas Šeputis Simonaitis
    Sinkevičius Skirmantas Stonkus Survila Tamošiūnas Tarasevičius Trakymas Tumėnas Ūselis Vaičiūnas Vaitkus Valaitis
    Venckus Vilkas Vitkauskas Zabulionis Žemaitis Žukas Zubrickas Žvirblis Gricius Dirsė Ambrazas Lekavičius Balsys
    """.split()  # noqa: SIM905 - likewise
_TOPICS = (
    "Kaip kalbėti apie depresiją", "Nerimas ir kasdienybė", "Gyvenimas su bipoliniu sutrikimu", "Kelias į sveikimą",
    "Emocijų raštingumas", "Po savižudybės krizės", "Priklausomybė be gėdos", "Stigma darbovietėje", "Savitarpio pagalba",
    "Panikos priepuoliai", "Valgymo sutrikimai iš arti", "Tėvystė ir depresija", "Perdegimas", "Vienatvė mieste",
)  # fmt: skip
_ABOUT = (
    "kaip jaučiausi ligos pradžioje", "kas padėjo man pasveikti", "ką sakyti draugui", "kodėl nebijau kalbėti",
    "mano diagnozė ir darbas", "šeimos istorija", "ko išmokau ligoninėje", "terapija ir vaistai", "mitai ir tiesa",
)  # fmt: skip
_VENUES = (
    "{town} gimnazija „{word}“", "{town} poliklinika, salė „{word}“", "Biblioteka „{word}“", "UAB „{word}“",
    "{town} kolegija, {word} korpusas", "Bendruomenės namai „{word}“",
)  # fmt: skip
_WORDS = """
    Ąžuolas Beržas Vyturys Saulė Aušra Versmė Žiburys Gija Šaltinis Ratas Varpas Rasa Viltis Pušis Gandras Vėtrungė Šviesa
    Tiltas Banga Gintaras Kopa Uosis Žara Lelija Svirnas Kregždė Vaivorykštė Ežeras Šilas Lanka
    """.split()  # noqa: SIM905 - likewise
_FIRST_DAY = date(2023, 1, 9)
_DAYS = 700
_CLASS = 12
"""So many are trained at once; in every second class one fails to come."""

Row = tuple[Cell, ...]
"""One row of a responses tab: a time stamp, then the answers in the form's order."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    first_name: str
    last_name: str
    email: str
    phone: str

    @property
    def name(self) -> str:
        """Return the first name and the surname."""
        return f"{self.first_name} {self.last_name}"


def _feminine(surname: str, number: int) -> str:
    """Return a woman's surname from a man's: her father's or, for every second, her husband's."""
    for ending, (maiden, married) in {
        "ius": ("iūtė", "ienė"), "us": ("utė", "ienė"), "as": ("aitė", "ienė"), "is": ("ytė", "ienė"),
        "ys": ("ytė", "ienė"), "a": ("aitė", "ienė"), "ė": ("aitė", "ienė"),
    }.items():  # fmt: skip
        if surname.endswith(ending):
            return surname.removesuffix(ending) + (maiden, married)[number % 2]
    return surname


def _latin(text: str) -> str:
    return text.lower().translate(str.maketrans("ąčęėįšųūž", "aceeisuuz"))


def people(number: int, random: Random) -> list[Person]:
    """Return so many people, no two of one name (up to 9,600; then each name anew)."""
    names = [(first, _SURNAMES[place]) for first in _MEN for place in range(len(_SURNAMES))]
    names += [(first, _feminine(_SURNAMES[place], place)) for first in _WOMEN for place in range(len(_SURNAMES))]
    random.shuffle(names)
    made: list[Person] = []
    for place in range(number):
        first, last = names[place % len(names)]
        email = f"{_latin(first)}.{_latin(last)}{place or ''}@pastas{place % 7}.example.org"
        phone = f"+3706{random.randrange(10_000_000):07}"
        made.append(Person(first, last, email, phone if place % 3 else ""))
    return made


def _chosen(random: Random, question: Question[Any]) -> str:
    options: tuple[Option, ...] = question.answer.options
    return options[int(random.random() ** 2 * len(options))].title.lt


def _ticked(random: Random, question: Question[Any]) -> str:
    options: tuple[Option, ...] = question.answer.options
    return ", ".join(option.title.lt for option in random.sample(options, random.choice((1, 1, 2, 3))))


def _moment(random: Random, day: date) -> datetime:
    return datetime.combine(day, time()) + timedelta(seconds=random.randrange(8 * 3_600, 22 * 3_600))


def _row(form: type[Form], stamp: datetime, answers: dict[str, Cell]) -> Row:
    unknown = answers.keys() - {question.key for question in form.questions}
    if unknown:
        raise KeyError(*sorted(unknown))
    return (stamp, *(answers.get(question.key) or None for question in form.questions))


def applications(persons: list[Person], random: Random) -> Iterator[Row]:
    """Yield an application of every person."""
    for number, person in enumerate(persons):
        stamp = _moment(random, _FIRST_DAY + timedelta(days=number * _DAYS // len(persons)))
        answers: dict[str, Cell] = {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "public_name": person.first_name if number % 4 else "",
            "email": person.email,
            "phone": person.phone,
            "municipality": _chosen(random, Application.municipality),
            "adult": "Taip",
            "language": "Lietuvių" if number % 20 else "Anglų",
            "experience": _chosen(random, Application.experience),
            "motivation": f"Noriu papasakoti, {random.choice(_ABOUT)}: tai {number}-oji mūsų istorija."
            if number % 2
            else "",
            "audiences": _ticked(random, Application.audiences),
            "formats": _ticked(random, Application.formats),
            "heard_from": _chosen(random, Application.heard_from),
            "consent_processing": "Sutinku",
            "consent_health": "Sutinku",
            "consent_institute": "Sutinku" if number % 3 else "",
            "consent_news": "Sutinku" if number % 2 else "",
        }
        yield _row(Application, stamp, answers)


def event_reports(number: int, ambassadors: list[Person], hosts: list[Person], random: Random) -> Iterator[Row]:
    """Yield so many reports: every third event of two ambassadors is told of by both."""
    made = event = 0
    while made < number:
        day = _FIRST_DAY + timedelta(days=event * _DAYS // number)
        took_part = random.sample(ambassadors, random.choice((1, 1, 2, 3)))
        host = hosts[event % len(hosts)] if event % 3 == 0 else None
        choice: Choice = EventReport.municipality.answer
        town = random.choice(choice.options).title.lt
        word = random.choice(_WORDS)
        remote = event % 5 == 0
        present = random.randrange(5, 55)
        answers: dict[str, Cell] = {
            "title": f"{random.choice(_TOPICS)}: {random.choice(_ABOUT)}",
            "kind": _chosen(random, EventReport.kind),
            "audience": _ticked(random, EventReport.audience),
            "format": "Nuotoliniu būdu" if remote else "Gyvai",
            "date": datetime.combine(day, time()),
            "duration_hours": random.choice((1, 1.5, 2, 4)),
            "municipality": "" if remote else town,
            "venue": random.choice(_VENUES).format(town=town.removesuffix(" sav."), word=word),
            "host_name": host.name if host else "",
            "host_email": host.email if host else "",
            "host_phone": host.phone if host else "",
            "ambassadors": "\n".join(one.name for one in took_part),
            "present": present,
            "social_contacts": random.randrange(1, present + 1),
            "minors": "Taip" if event % 4 == 0 else "Ne",
            "expenses_eur": random.choice((None, None, 12.5, 40)),
            "comments": f"Klausėsi įdėmiai, klausimų buvo {event % 9}." if event % 2 else "",
            "wellbeing": _chosen(random, EventReport.wellbeing),
            "call_me": "Taip" if event % 200 == 0 else "Ne",
        }
        event += 1
        for reporter in took_part[: 2 if event % 3 == 0 else 1]:
            if made < number:
                made += 1
                stamp = _moment(random, day + timedelta(days=random.randrange(1, 9)))
                who: dict[str, Cell] = {"reporter_email": reporter.email, "reporter_name": reporter.name}
                yield _row(EventReport, stamp, {**who, **answers})


def records(number: int, ambassadors: list[Person], random: Random) -> Iterator[Row]:
    """Yield so many records: trainings, support meetings and publicity."""
    for place in range(number):
        day = datetime.combine(_FIRST_DAY + timedelta(days=place * _DAYS // number), time())
        kinds = CoordinatorRecord.kind.answer.options
        kind = kinds[place % len(kinds)]
        answers: dict[str, Cell] = {
            "reporter_email": "koordinatore@example.org",
            "kind": kind.title.lt,
            "title": f"{kind.title.lt} Nr. {place}",
            "date": day,
        }
        if kind.code == "publicity":
            answers |= {
                "channel": _chosen(random, CoordinatorRecord.channel),
                "link": f"https://www.example.org/{place}",
            }
        else:
            named = random.sample(ambassadors, 1 if kind.code == "individual_support" else min(8, len(ambassadors)))
            if kind.code == "ambassador_training":
                day = answers["date"] = datetime.combine(_FIRST_DAY - timedelta(days=1 + place % 30), time())
                named = ambassadors[place // len(kinds) * _CLASS :][: _CLASS - place % 2] or ambassadors[:_CLASS]
            answers |= {"duration_hours": 2, "people": "\n".join(one.name for one in named)}
        yield _row(CoordinatorRecord, _moment(random, day), answers)


def submissions(number: int, seed: int) -> dict[type[Form], list[Row]]:
    """Return an organisation's rows by form: three tenths applications, six tenths reports, the rest records."""
    random = Random(seed)  # noqa: S311 - made-up people need no cryptography
    applying, reporting = number * 3 // 10, number * 6 // 10
    return rows(applying, reporting, number - applying - reporting, max(5, applying // 3), random)


def rows(applying: int, reporting: int, recording: int, hosting: int, random: Random) -> dict[type[Form], list[Row]]:
    """Return rows by form, so many of each, with so many contact persons of inviting organisations."""
    persons = people(applying + hosting, random)
    ambassadors, hosts = persons[:applying], persons[applying:]
    return {
        Application: list(applications(ambassadors, random)),
        EventReport: list(event_reports(reporting, ambassadors, hosts, random)),
        CoordinatorRecord: list(records(recording, ambassadors, random)),
    }
