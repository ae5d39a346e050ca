"""The tab of figures, which every workbook has."""

from forms.sheets import Format, Tint
from forms.tabs.columns import Tab, Tinted, key_column, shown
from forms.words import Words

WHOLE, DECIMAL, LONG = Format.WHOLE, Format.DECIMAL, Format.LONG_TEXT

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
        shown("definition", "Kaip skaičiuojama", "How it is counted", 80, LONG),
    ),
)
