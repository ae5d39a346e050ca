"""The words that summaries tell events in: kinds with their numbers, and audiences in the cases they need."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.language import CountedNoun
from forms.words import Words

EVENTS_OF_KIND: Mapping[str, CountedNoun] = {
    "contact_training": CountedNoun(
        "kontaktiniai mokymai", "kontaktiniai mokymai", "kontaktinių mokymų", "contact training", "contact trainings"
    ),
    "meeting": CountedNoun("susitikimas", "susitikimai", "susitikimų", "meeting", "meetings"),
    "seminar": CountedNoun(
        "seminaras-diskusija", "seminarai-diskusijos", "seminarų-diskusijų", "seminar-discussion", "seminar-discussions"
    ),
    "contact_event": CountedNoun(
        "kontaktinis renginys-diskusija",
        "kontaktiniai renginiai-diskusijos",
        "kontaktinių renginių-diskusijų",
        "contact event-discussion",
        "contact event-discussions",
    ),
    "lesson": CountedNoun(
        "pamoka arba paskaita",
        "pamokos arba paskaitos",
        "pamokų arba paskaitų",
        "lesson or lecture",
        "lessons or lectures",
    ),
    "festival": CountedNoun(
        "šventė, festivalis arba stendas",
        "šventės, festivaliai arba stendai",
        "švenčių, festivalių arba stendų",
        "festival, fair or stand",
        "festivals, fairs or stands",
    ),
    "campaign": CountedNoun(
        "socialinių pokyčių komunikacijos kampanija",
        "socialinių pokyčių komunikacijos kampanijos",
        "socialinių pokyčių komunikacijos kampanijų",
        "communication for social change campaign",
        "communication for social change campaigns",
    ),
    "advocacy": CountedNoun(
        "interesų atstovavimo renginys",
        "interesų atstovavimo renginiai",
        "interesų atstovavimo renginių",
        "advocacy event",
        "advocacy events",
    ),
    "other": CountedNoun("kitas renginys", "kiti renginiai", "kitų renginių", "other event", "other events"),
}
"""How events of a kind are counted, by the kind's code."""

WITH_AMBASSADORS = CountedNoun(
    "susitikimas su ambasadoriumi",
    "susitikimai su ambasadoriais",
    "susitikimų su ambasadoriais",
    "meeting with an ambassador",
    "meetings with ambassadors",
)
"""Meetings that are open to everybody."""


@dataclass(frozen=True, slots=True)
class AudienceWords:
    """An audience as a sentence names it: whom it is for, and whom one meets with."""

    to: Words
    meeting: Words


def _audience(dative: str, instrumental: str, english: str) -> AudienceWords:
    return AudienceWords(Words(dative, english), Words(instrumental, english))


AUDIENCE_WORDS: Mapping[str, AudienceWords] = {
    "health_professionals": _audience(
        "sveikatos priežiūros specialistams", "sveikatos priežiūros specialistais", "health-care professionals"
    ),
    "social_workers": _audience("socialiniams darbuotojams", "socialiniais darbuotojais", "social workers"),
    "low_threshold": _audience(
        "žemo slenksčio paslaugų specialistams",
        "žemo slenksčio paslaugų specialistais",
        "specialists of low-threshold services",
    ),
    "teachers": _audience("mokytojams", "mokytojais", "teachers"),
    "students": _audience("studentams", "studentais", "students"),
    "pupils": _audience("mokiniams", "mokiniais", "pupils"),
    "employees": _audience("darbuotojams", "darbuotojais", "employees"),
    "seniors": _audience("senjorams", "senjorais", "seniors"),
    "relatives": _audience("artimiesiems", "artimaisiais", "relatives"),
    "creative": _audience(
        "kultūros ir kūrybinių industrijų atstovams",
        "kultūros ir kūrybinių industrijų atstovais",
        "the creative and cultural sector",
    ),
    "public": _audience("plačiajai visuomenei", "plačiąja visuomene", "the general public"),
}
"""Audiences by code."""

FOR = Words(" {whom}", " for {whom}")
FOR_SPECIALISTS = Words(" specialistams", " for professionals")
WITH = Words(" su {whom}", " with {whom}")
REMOTELY = Words(" nuotoliniu būdu", "remote ")
HOURS = Words("{n} val.", "of {n}")
HOURS_EACH = Words("po {n} val.", "of {n}")
HOURS_TOTAL = Words("iš viso {n} val.", "of {n} in total")
QUOTED = Words("„{title}“", "“{title}”")
AND_MORE = Words("ir dar {n}", "and {n} more")
ATTENDED = Words(", dalyvavo {whom}", "; {whom} trained")

TRAININGS = CountedNoun(
    "ambasadorių mokymai", "ambasadorių mokymai", "ambasadorių mokymų", "ambassador training", "ambassador trainings"
)
OF_AMBASSADORS = CountedNoun("ambasadoriaus", "ambasadorių", "ambasadorių", "ambassador", "ambassadors")
TEAM_OF = Words("{whom} komanda", "a team of {whom}")
EVENT_WITH_AMBASSADORS = CountedNoun(
    "renginys su ambasadoriais",
    "renginiai su ambasadoriais",
    "renginių su ambasadoriais",
    "event with ambassadors",
    "events with ambassadors",
)

WAITS = Words("Dar laukia žmogaus žodžio: {what}.", "Still waiting for a person's word: {what}.")
RECORD = CountedNoun(
    "koordinatoriaus įrašas",
    "koordinatoriaus įrašai",
    "koordinatoriaus įrašų",
    "coordinator's record",
    "coordinator's records",
)
UNREADABLE = CountedNoun(
    "taisytinas pateikimas",
    "taisytini pateikimai",
    "taisytinų pateikimų",
    "submission to be mended",
    "submissions to be mended",
)
CONFLICT = Words(
    "„{title}“ ({day}): {question} – ataskaitose {values}, skaičiuojama {counts}.",
    "“{title}” ({day}): {question} – the reports say {values}; {counts} counts.",
)
"""The reports of an event give a number differently."""
