"""The figures: one line of definition each, which is printed beside every number, and how it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.figures.counting import (
    TRAINING_KIND,
    Count,
    contacts,
    expenses,
    hours,
    is_contact_training,
    is_somewhere,
    kinds,
    of_events,
    of_records,
    places,
    present,
    team_on,
    trained_in,
)
from forms.language import (
    AMBASSADOR,
    EVENT,
    HOUR,
    MEETING,
    MESSAGE,
    MUNICIPALITY,
    PERSON,
    SOCIAL_CONTACT,
    SPECIALIST,
    TRAINING,
    CountedNoun,
)
from forms.words import Words

EXPENSES = "expenses_eur"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that summaries show: its key, its name, the rule it is counted by, what it counts, and the counting."""

    key: str
    name: Words
    definition: Words
    unit: CountedNoun
    count: Count


WAITING_DEFINITION = Words(
    "„Laukia“ – kiek su rodikliu susijusių laikotarpio eilučių laukia žmogaus žodžio: jos gautos ir dar neperžiūrėtos,"
    " pakeistos po sprendimo, jų skaičiai nesutampa arba pateikimo negalima perskaityti (taip pat ir tada, kai"
    " neįskaitoma jo data). Tinkama eilutė skaičiuojama ir laukdama, kol koordinatorius jos neatmeta; neperskaityta"
    " neskaičiuojama. Paraiška datos neturi: ji laukia, kol dėl jos nenuspręsta.",
    "“Waiting” is how many of the period's rows about the figure wait for a person's word: received and not yet looked"
    " at, edited after a decision, with numbers that differ, or not readable (also where the date itself cannot be"
    " read). A valid row counts while it waits, until the coordinator rejects it; one that cannot be read does not"
    " count. An application has no date: it waits until it is decided on.",
)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "ambassador_trainings",
        Words("Ambasadorių mokymai", "Ambassador trainings"),
        Words(
            "Koordinatoriaus įrašyti ir neatmesti ambasadorių mokymai, kurių data patenka į laikotarpį.",
            "Ambassador trainings that the coordinator recorded, not rejected, dated in the period.",
        ),
        TRAINING,
        of_records(TRAINING_KIND),
    ),
    Figure(
        "ambassadors_trained",
        Words("Apmokyti ambasadoriai", "Ambassadors trained"),
        Words(
            "Skirtingi žmonės, per laikotarpį dalyvavę bent vienuose įrašytuose ir neatmestuose ambasadorių mokymuose;"
            " vienas žmogus skaičiuojamas vieną kartą, net jei jį turi dvi organizacijos. Tie, kurie nėra teikę"
            " paraiškos, neskaičiuojami.",
            "Different people who attended at least one recorded ambassador training, not rejected, in the period; one"
            " person counts once, also when two organisations have them. Those who never applied do not count.",
        ),
        AMBASSADOR,
        trained_in,
    ),
    Figure(
        "team",
        Words("Ambasadorių komanda", "Team of ambassadors"),
        Words(
            "Žmonės, kurie paskutinę laikotarpio dieną jau buvo dalyvavę ambasadorių mokymuose, yra priimti ir nebuvo"
            " išėję; vienas žmogus skaičiuojamas vieną kartą, net jei jį turi dvi organizacijos. Priėmimas datos"
            " neturi: žiūrima, ar žmogus priimtas šiandien.",
            "People who by the last day of the period had attended an ambassador training, are accepted, and had not"
            " left; one person counts once, also when two organisations have them. Acceptance has no date: what counts"
            " is whether the person is accepted today.",
        ),
        AMBASSADOR,
        team_on,
    ),
    Figure(
        "events",
        Words("Renginiai", "Events"),
        Words(
            "Tinkami ir neatmesti renginiai, kurių data (Europos / Vilniaus laiku) patenka į laikotarpį; kelios to"
            " paties renginio ataskaitos yra vienas renginys.",
            "Valid events, not rejected, whose date (Europe/Vilnius) falls in the period; several reports of one event"
            " are one event.",
        ),
        EVENT,
        of_events(len),
    ),
    Figure(
        "events_by_kind",
        Words("Renginiai pagal rūšį", "Events by kind"),
        Words(
            "Tie patys renginiai, suskirstyti pagal rūšį, kurią nurodė ataskaitos teikėjas; rūšių skaičių suma lygi"
            " renginių skaičiui.",
            "The same events by the kind that the reporter gave; the numbers of the kinds add up to the number of"
            " events.",
        ),
        EVENT,
        of_events(kinds),
    ),
    Figure(
        "social_contacts",
        Words("Socialiniai kontaktai", "Social contacts"),
        Words(
            "Ambasadoriaus pokalbiai su visuomenės nariais, kuriuose dalintasi patirtimi: vienas pokalbis su vienu"
            " žmogumi – vienas socialinis kontaktas. Sudedama iš laikotarpio renginių; ataskaitoms nesutariant,"
            " skaičiuojamas mažesnis skaičius. Su dalyvių skaičiumi nesudedama.",
            "Conversations between an ambassador and a member of the public in which lived experience was shared: one"
            " conversation with one person is one social contact. Added up over the period's events; where reports"
            " differ, the lower number counts. Never added to the people present.",
        ),
        SOCIAL_CONTACT,
        of_events(contacts),
    ),
    Figure(
        "people_present",
        Words("Dalyviai", "People present"),
        Words(
            "Žmonės, dalyvavę laikotarpio renginiuose, sudėjus visus renginius: kas buvo dviejuose, suskaičiuotas du"
            " kartus. Ataskaitoms nesutariant, skaičiuojamas mažesnis skaičius.",
            "People present at the period's events, added up over the events: who was at two counts twice. Where"
            " reports differ, the lower number counts.",
        ),
        PERSON,
        of_events(present),
    ),
    Figure(
        "specialists_trained",
        Words("Apmokyti specialistai", "Specialists trained"),
        Words(
            "Žmonės, dalyvavę laikotarpio kontaktiniuose mokymuose specialistams, sudėjus visus mokymus.",
            "People present at the period's contact trainings for professionals, added up over the trainings.",
        ),
        SPECIALIST,
        of_events(present, is_contact_training),
    ),
    Figure(
        "hours",
        Words("Renginių trukmė", "Hours of events"),
        Words(
            "Laikotarpio renginių trukmė valandomis, sudėjus visus renginius; ataskaitoms nesutariant, imama mažesnė.",
            "How long the period's events lasted, in hours, added up; where reports differ, the lower number counts.",
        ),
        HOUR,
        of_events(hours),
    ),
    Figure(
        "support_individual",
        Words("Individualūs palaikymo susitikimai", "Individual support meetings"),
        Words(
            "Koordinatoriaus įrašyti ir neatmesti individualūs palaikymo susitikimai, kurių data patenka į"
            " laikotarpį; vienas įrašas – vienas susitikimas.",
            "Individual support meetings that the coordinator recorded, not rejected, dated in the period; one record"
            " is one meeting.",
        ),
        MEETING,
        of_records("individual_support"),
    ),
    Figure(
        "support_group",
        Words("Grupiniai palaikymo susitikimai", "Group support meetings"),
        Words(
            "Koordinatoriaus įrašyti ir neatmesti grupiniai palaikymo susitikimai, kurių data patenka į laikotarpį;"
            " vienas įrašas – vienas susitikimas.",
            "Group support meetings that the coordinator recorded, not rejected, dated in the period; one record is"
            " one meeting.",
        ),
        MEETING,
        of_records("group_support"),
    ),
    Figure(
        "publicity",
        Words("Viešinimo žinutės", "Publicity messages"),
        Words(
            "Koordinatoriaus įrašytos ir neatmestos viešinimo žinutės, kurių data patenka į laikotarpį; vienas įrašas"
            " – viena žinutė.",
            "Publicity messages that the coordinator recorded, not rejected, dated in the period; one record is one"
            " message.",
        ),
        MESSAGE,
        of_records("publicity"),
    ),
    Figure(
        "municipalities",
        Words("Savivaldybės", "Municipalities"),
        Words(
            "Skirtingos savivaldybės, kuriose laikotarpiu vyko bent vienas renginys gyvai arba mišriu būdu; nuotoliniai"
            " renginiai savivaldybei nepriskiriami.",
            "Different municipalities where at least one event took place in person or as a hybrid in the period;"
            " remote events belong to no municipality.",
        ),
        MUNICIPALITY,
        of_events(places, is_somewhere),
    ),
    Figure(
        EXPENSES,
        Words("Išlaidos (Eur)", "Expenses (EUR)"),
        Words(
            "Išlaidos eurais, nurodytos laikotarpio renginių ataskaitose ir koordinatoriaus įrašuose; renginio"
            " ataskaitoms nesutariant, skaičiuojama mažesnė suma, nenurodytos laikomos nuliu.",
            "Expenses in euros given in the period's event reports and coordinator's records; where reports of an event"
            " differ, the lower sum counts, and what is not given is nothing.",
        ),
        CountedNoun("euras", "eurai", "eurų", "euro", "euros"),
        expenses,
    ),
)

BY_KEY: Mapping[str, Figure] = {figure.key: figure for figure in FIGURES}
"""The figures by key."""
