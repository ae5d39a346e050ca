"""The tab of figures, which every workbook has."""

from forms.periods import MONTH_NAMES
from forms.sheets import Format, Tint
from forms.tabs.columns import Drawn, Tab, Tinted, key_column, shown
from forms.words import Words

WHOLE, DECIMAL, LONG = Format.WHOLE, Format.DECIMAL, Format.LONG_TEXT


def _named(month: Words) -> tuple[str, str]:
    return month.lt.capitalize(), month.en


def _columns_show(title: Words) -> Words:
    return Words(f"Stulpeliai pagal mėnesius: {title.lt.lower()}.", f"Columns by month: {title.en.lower()}.")


SUMMARY = Tab(
    "summary",
    Words("Suvestinė", "Summary"),
    (
        key_column(24),
        shown("name", "Rodiklis", "Figure", 36),
        shown(
            "value",
            "Šiemet",
            "This year",
            12,
            DECIMAL,
            Words("Nuo metų pradžios iki šiandien.", "Since the beginning of the year until today."),
        ),
        shown(
            "waiting",
            "Laukia",
            "Waiting",
            10,
            WHOLE,
            Words(
                "Kiek su tuo susijusių eilučių laukia žmogaus žodžio.",
                "How many rows about it wait for a person's word.",
            ),
            (Tinted(Tint.WAITS, beyond=0),),
        ),
        shown(
            "contract",
            "Pagal sutartį",
            "Under the contract",
            14,
            DECIMAL,
            Words("Nuo sutarties pradžios iki šiandien.", "Since the contract began until today."),
        ),
        shown("target", "Tikslas", "Target", 10, WHOLE),
        *(shown(f"month_{number}", *_named(month), 10, DECIMAL) for number, month in enumerate(MONTH_NAMES, 1)),
        shown("definition", "Kaip skaičiuojama", "How it is counted", 80, LONG),
    ),
    charts=tuple(
        Drawn(title, _columns_show(title), row, "name", "month_1", "month_12")
        for row, title in (
            ("social_contacts", Words("Socialiniai kontaktai šiemet", "Social contacts this year")),
            ("events", Words("Renginiai šiemet", "Events this year")),
        )
    ),
)
