"""The tabs of an organisation's workbook."""

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.decisions import DECISIONS, EDITED, MEND, ROW_GONE, About
from forms.event_report import EventReport
from forms.headers import STATUS_TITLE, WRONG_TITLE
from forms.questions import Question
from forms.sheets import Format, Tint
from forms.tabs.attention import ATTENTION
from forms.tabs.columns import FILLED_IS_WRONG, Column, Tab, Tinted, decision_columns, key_column, shown
from forms.tabs.figures import SUMMARY
from forms.tabs.letters import LETTERS
from forms.words import Words

DATE, MOMENT, WHOLE, DECIMAL, LONG = Format.DATE, Format.MOMENT, Format.WHOLE, Format.DECIMAL, Format.LONG_TEXT


def _status(about: About, waits: tuple[str, ...], well: str) -> Column:
    titles = {one.code: one.title for one in DECISIONS[about]}
    return shown(
        "status",
        *STATUS_TITLE.both(),
        18,
        meaning=Words("Kur tai dabar stovi.", "Where it stands now."),
        tints=(
            Tinted(Tint.WRONG, (MEND, ROW_GONE)),
            Tinted(Tint.WAITS, (EDITED, *(titles[code] for code in waits))),
            Tinted(Tint.WELL, (titles[well],)),
        ),
    )


REVIEW = _status(About.REVIEW, ("received",), "approved")
WRONG = shown(
    "wrong",
    *WRONG_TITLE.both(),
    40,
    LONG,
    Words("Kas negerai ir ką daryti.", "What is wrong and what to do."),
    FILLED_IS_WRONG,
)
ORIGIN = shown(
    "origin",
    "Kaip gauta",
    "How it came",
    14,
    meaning=Words(
        "Ranka įrašytos eilutės neturi laiko žymos; laiškas rašomas, tik jei yra el. paštas.",
        "Rows typed by hand have no time stamp; a letter is written only where an e-mail stands.",
    ),
)
ELSEWHERE = shown(
    "elsewhere",
    "Pasakyta lape „Reikia dėmesio“",
    "Said under Needs attention",
    30,
    LONG,
    Words("Vėlesnis žodis galioja, kad ir kuriame lape pasakytas.", "The later word holds, whatever its tab."),
)
SUBMITTED = shown("submitted", "Pateikta", "Submitted", 17, MOMENT)


def _asked(question: Question[object], width: int = 18, format_: Format = Format.TEXT) -> Column:
    return Column(
        question.key,
        question.title,
        Words("Atsakymą taisykite atsakymų lape.", "Mend the answer in the responses tab."),
        width,
        format_,
        is_answer=True,
    )


def _questions(
    form: type[Application | EventReport | CoordinatorRecord], *widths: tuple[str, int, Format]
) -> tuple[Column, ...]:
    return tuple(_asked(form.question(key), width, format_) for key, width, format_ in widths)


APPLICATIONS = Tab(
    "applications",
    Words("Paraiškos", "Applications"),
    (
        key_column(),
        *decision_columns(About.APPLICATION),
        _status(About.APPLICATION, ("new",), "accepted"),
        SUBMITTED,
        *(
            _asked(
                question,
                30 if question.key == "motivation" else 18,
                LONG if question.key == "motivation" else Format.TEXT,
            )
            for question in Application.questions
        ),
        WRONG,
        ELSEWHERE,
        ORIGIN,
        shown("contact", "Kontaktas", "Contact", 15, meaning=Words("Žmogaus raktas.", "The person's key.")),
    ),
)

EVENTS = Tab(
    "events",
    Words("Renginiai", "Events"),
    (
        key_column(),
        *decision_columns(About.REVIEW),
        REVIEW,
        *_questions(
            EventReport,
            ("date", 12, DATE),
            ("title", 40, LONG),
            ("kind", 34, Format.TEXT),
            ("audience", 26, LONG),
            ("format", 14, Format.TEXT),
            ("municipality", 28, Format.TEXT),
            ("venue", 28, LONG),
            ("duration_hours", 10, DECIMAL),
            ("ambassadors", 28, LONG),
            ("present", 10, WHOLE),
            ("social_contacts", 12, WHOLE),
            ("minors", 12, Format.TEXT),
            ("expenses_eur", 12, DECIMAL),
        ),
        shown(
            "reports",
            "Ataskaitos",
            "Reports",
            26,
            LONG,
            Words(
                "Ataskaitų, kurios pasakoja apie šį renginį, raktai.", "Keys of the reports that tell of this event."
            ),
        ),
        WRONG,
        ELSEWHERE,
        ORIGIN,
    ),
)

RECORDS = Tab(
    "records",
    Words("Įrašai", "Records"),
    (
        key_column(),
        *decision_columns(About.REVIEW),
        REVIEW,
        *_questions(
            CoordinatorRecord,
            ("kind", 34, Format.TEXT),
            ("title", 36, LONG),
            ("date", 12, DATE),
            ("duration_hours", 10, DECIMAL),
            ("people", 28, LONG),
            ("channel", 18, Format.TEXT),
            ("link", 28, Format.TEXT),
            ("expenses_eur", 12, DECIMAL),
        ),
        WRONG,
        ELSEWHERE,
        ORIGIN,
    ),
)

AMBASSADORS = Tab(
    "ambassadors",
    Words("Ambasadoriai", "Ambassadors"),
    (
        key_column(),
        *decision_columns(About.AMBASSADOR),
        _status(About.AMBASSADOR, ("paused",), "active"),
        shown("name", "Vardas ir pavardė", "Name", 26),
        shown("public_name", "Viešas vardas", "Public name", 18),
        shown("email", "El. paštas", "E-mail", 34),
        shown("phone", "Telefonas", "Phone", 16),
        shown("municipality", "Savivaldybė", "Municipality", 28),
        shown(
            "trained_on",
            "Mokymai",
            "Trained on",
            12,
            DATE,
            Words("Pirmųjų užregistruotų ambasadorių mokymų diena.", "Day of the first recorded ambassador training."),
        ),
        shown("events", "Renginių", "Events", 10, WHOLE),
        shown("last_event_on", "Paskutinis renginys", "Last event", 12, DATE),
        shown("application", "Paraiška", "Application", 15),
    ),
)

CONTACTS = Tab(
    "contacts",
    Words("Kontaktai", "Contacts"),
    (
        key_column(),
        *decision_columns(About.PAIR),
        shown("name", "Vardas ir pavardė", "Name", 26),
        shown("email", "El. paštas", "E-mail", 34),
        shown("phone", "Telefonas", "Phone", 16),
        shown(
            "roles",
            "Kas tai",
            "Who it is",
            26,
            meaning=Words("Kuo žmogus yra pateikimuose.", "What the person is in submissions."),
        ),
        shown("submissions", "Pateikimai", "Submissions", 12, WHOLE),
        shown(
            "reason",
            "Kodėl kartu",
            "Why together",
            26,
            LONG,
            Words(
                "Kodėl keli pateikimai laikomi vieno žmogaus.", "Why several submissions are held to be one person's."
            ),
        ),
        shown("same_as", "Tas pats kaip", "Same as", 15),
    ),
)

ORGANISATION_TABS: tuple[Tab, ...] = (ATTENTION, APPLICATIONS, EVENTS, RECORDS, AMBASSADORS, CONTACTS, LETTERS, SUMMARY)
