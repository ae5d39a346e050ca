"""The tab of what waits for a person."""

from forms.decisions import DECISIONS, About
from forms.sheets import Format, Tint
from forms.tabs.columns import Tab, Tinted, decision_columns, key_column, shown
from forms.words import Words

SOON_LATE_AFTER, LATE_AFTER = 7, 14
"""Days that something may wait for a person before it is coloured, and coloured as late. Our rule."""

ATTENTION = Tab(
    "attention",
    Words("Reikia dėmesio", "Needs attention"),
    (
        key_column(32),
        *decision_columns(
            None,
            tuple(
                one.title
                for about in (About.REVIEW, About.APPLICATION, About.PAIR, About.ERRAND)
                for one in DECISIONS[about]
                if one.code not in {"new", "received"}
            ),
        ),
        shown("what", "Kas", "What", 52, Format.LONG_TEXT),
        shown("remedy", "Ką daryti", "What to do", 46, Format.LONG_TEXT),
        shown(
            "where",
            "Kur",
            "Where",
            36,
            Format.LINK,
            Words("Spustelėję pateksite į eilutę.", "A click leads to the row."),
        ),
        shown(
            "subject",
            "Apie",
            "About",
            15,
            Format.LINK,
            Words(
                "Raktas to, apie ką kalbama; spustelėję pateksite į eilutę.",
                "Key of what it is about; a click leads to its row.",
            ),
        ),
        shown("since", "Laukia nuo", "Waits since", 12, Format.DATE),
        shown(
            "age",
            "Laukia dienų",
            "Days waiting",
            10,
            Format.WHOLE,
            Words("Skaičiuoja pati lentelė.", "The spreadsheet itself counts them."),
            (Tinted(Tint.LATE, beyond=LATE_AFTER), Tinted(Tint.WAITS, beyond=SOON_LATE_AFTER)),
        ),
    ),
    passing=True,
)
