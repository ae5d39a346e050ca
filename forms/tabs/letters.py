"""The tab of letters: what went to whom, when and why."""

from forms.decisions import About
from forms.outbox import STATE_TITLES, LetterState
from forms.sheets import Format, Tint
from forms.tabs.columns import Tab, Tinted, decision_columns, key_column, shown
from forms.words import Words

LETTERS = Tab(
    "letters",
    Words("Laiškai", "Letters"),
    (
        key_column(38),
        *decision_columns(About.LETTER),
        shown("kind", "Laiškas", "Letter", 26),
        shown("recipient", "Kam", "To", 36),
        shown("about", "Apie", "About", 15),
        shown(
            "state",
            "Būsena",
            "State",
            16,
            tints=(
                Tinted(Tint.WRONG, (STATE_TITLES[LetterState.FAILED],)),
                Tinted(Tint.WAITS, (STATE_TITLES[LetterState.HELD], STATE_TITLES[LetterState.RETRY])),
                Tinted(Tint.WELL, (STATE_TITLES[LetterState.SENT],)),
            ),
        ),
        shown("queued_at", "Parengtas", "Queued", 17, Format.MOMENT),
        shown("sent_at", "Išsiųstas", "Sent", 17, Format.MOMENT),
        shown("error", "Kas sutrukdė", "What went wrong", 36, Format.LONG_TEXT),
    ),
)
