"""The tabs of the national workbook: two for staff to fill in, one to sign in, and four that the pipeline keeps."""

from forms.decisions import About
from forms.headers import WRONG_TITLE
from forms.releases.steps import HANDED_OVER
from forms.sheets import Format, Tint
from forms.tabs.columns import FILLED_IS_WRONG, Tab, Tinted, decision_columns, key_column, shown, typed
from forms.tabs.figures import SUMMARY
from forms.words import Words

DATE, MOMENT, WHOLE, DECIMAL, LONG = Format.DATE, Format.MOMENT, Format.WHOLE, Format.DECIMAL, Format.LONG_TEXT

_LANGUAGE = (Words("lt", "lt"), Words("en", "en"))
_YES_NO = (Words("Taip", "Yes"), Words("Ne", "No"))

TARGETS = (
    ("events", "Tikslas: renginiai", "Target: events"),
    ("social_contacts", "Tikslas: socialiniai kontaktai", "Target: social contacts"),
    ("ambassador_trainings", "Tikslas: ambasadorių mokymai", "Target: ambassador trainings"),
    ("team", "Tikslas: komanda", "Target: team"),
    ("support_individual", "Tikslas: individualus palaikymas", "Target: individual support"),
    ("support_group", "Tikslas: grupinis palaikymas", "Target: group support"),
    ("publicity", "Tikslas: viešinimo žinutės", "Target: publicity messages"),
)
"""Figures that a contract can set a target for."""

_MISTAKE = shown(
    "mistake",
    *WRONG_TITLE.both(),
    40,
    LONG,
    Words("Ką šioje eilutėje reikia pataisyti.", "What to mend in this line."),
    FILLED_IS_WRONG,
)

ORGANISATIONS = Tab(
    "organisations",
    Words("Organizacijos", "Organisations"),
    (
        key_column(),
        typed("name", "Pavadinimas", "Name", 30),
        typed("coordinator", "Koordinatoriaus el. paštas", "Coordinator's e-mail", 30),
        typed("language", "Kalba", "Language", 8, choices=_LANGUAGE),
        typed(
            "workbook",
            "Darbo knyga",
            "Workbook",
            26,
            meaning=Words("Failo vardas arba lentelės adresas.", "File name or the spreadsheet's address."),
        ),
        typed("from", "Sutartis nuo", "Contract from", 12, DATE),
        typed("to", "Sutartis iki", "Contract to", 12, DATE),
        typed("budget", "Biudžetas (Eur)", "Budget (EUR)", 14, DECIMAL),
        *(typed(f"target_{key}", lt, en, 14, WHOLE) for key, lt, en in TARGETS),
        _MISTAKE,
    ),
)

RECIPIENTS = Tab(
    "recipients",
    Words("Gavėjai", "Recipients"),
    (
        key_column(),
        typed("email", "El. paštas", "E-mail", 30),
        typed("name", "Vardas ir pavardė", "Name", 26),
        typed(
            "organisation",
            "Organizacija",
            "Organisation",
            18,
            meaning=Words(
                "Organizacijos raktas; tuščia – visa programa.", "The organisation's key; empty: the whole programme."
            ),
        ),
        typed("language", "Kalba", "Language", 8, choices=_LANGUAGE),
        typed("weekly", "Savaitės laiškas", "Weekly letter", 12, choices=_YES_NO),
        typed("summary", "Laikotarpio suvestinė", "Period summary", 12, choices=_YES_NO),
        _MISTAKE,
    ),
)

PROGRAMME_AMBASSADORS = Tab(
    "programme_ambassadors",
    Words("Ambasadoriai", "Ambassadors"),
    (
        key_column(),
        shown("organisation", "Organizacija", "Organisation", 26),
        shown(
            "name",
            "Vardas ir pavardė",
            "Name",
            26,
            meaning=Words("Tik jei žmogus sutiko.", "Only where the person agreed."),
        ),
        shown("public_name", "Viešas vardas", "Public name", 18),
        shown("standing", "Būsena", "Status", 14),
        shown("trained_on", "Mokymai", "Trained on", 12, DATE),
        shown("events", "Renginių", "Events", 10, WHOLE),
    ),
)

PROGRAMME_EVENTS = Tab(
    "programme_events",
    Words("Renginiai", "Events"),
    (
        key_column(),
        shown("organisation", "Organizacija", "Organisation", 26),
        shown("status", "Būsena", "Status", 16),
        shown("date", "Data", "Date", 12, DATE),
        shown("title", "Pavadinimas", "Title", 40, LONG),
        shown("kind", "Rūšis", "Kind", 26),
        shown("format", "Formatas", "Format", 14),
        shown("municipality", "Savivaldybė", "Municipality", 24),
        shown("venue", "Vieta", "Venue", 28, LONG),
        shown("present", "Dalyviai", "People present", 10, WHOLE),
        shown("social_contacts", "Socialiniai kontaktai", "Social contacts", 12, WHOLE),
        shown(
            "joint",
            "Tas pats kaip",
            "Same as",
            15,
            meaning=Words(
                "Tą patį renginį aprašė ir kita organizacija; programoje jis skaičiuojamas vieną kartą.",
                "Another organisation tells of the same event; in the programme it counts once.",
            ),
        ),
    ),
)

PROGRAMME_SUMMARY = Tab("programme_summary", SUMMARY.title, SUMMARY.columns, charts=SUMMARY.charts)

RELEASES = Tab(
    "releases",
    Words("Paskelbimai", "Releases"),
    (
        key_column(),
        *decision_columns(About.RELEASE),
        shown("status", "Būsena", "Status", 34, LONG, tints=(Tinted(Tint.WELL, (HANDED_OVER,)),)),
        shown("organisation", "Organizacija", "Organisation", 26),
        shown("period", "Laikotarpis", "Period", 24),
        shown("version", "Versija", "Version", 9, WHOLE),
        shown("released_on", "Paskelbta", "Released on", 12, DATE),
        shown("released_by", "Paskelbė", "Released by", 18),
        shown("signs", "Kas patvirtino", "Signed", 44, LONG),
        shown(
            "checksum",
            "Kontrolinė suma",
            "Checksum",
            19,
            meaning=Words(
                "Jos pradžia; visa išspausdinama paskelbiant ir patikrinant.",
                "Its beginning; all of it is printed when a summary is released or verified.",
            ),
        ),
    ),
)

RUNS = Tab(
    "runs",
    Words("Paleidimai", "Runs"),
    (
        key_column(),
        shown("started_at", "Kada", "When", 17, MOMENT),
        shown("flow", "Kas paleista", "What ran", 18),
        shown("organisation", "Organizacija", "Organisation", 26),
        shown("counts", "Kas padaryta", "What was done", 50, LONG),
        shown("not_read", "Kas neperskaityta", "What was not read", 50, LONG, tints=FILLED_IS_WRONG),
    ),
    passing=True,
)

NATIONAL_TABS: tuple[Tab, ...] = (
    ORGANISATIONS, RECIPIENTS, PROGRAMME_AMBASSADORS, PROGRAMME_EVENTS, PROGRAMME_SUMMARY, RELEASES, RUNS,
)  # fmt: skip
