"""The small language that tabs are declared in: one line a column."""

from dataclasses import dataclass

from forms.decisions import About, options_of
from forms.headers import COMMENT_TITLE, DECISION_TITLE, KEY
from forms.sheets import Colouring, ColumnLook, Format, Owner, Tint
from forms.words import Language, Words

DECISION = "decision"
COMMENT = "comment"

OURS = Words(
    "Pildo programa; čia įrašytas pakeitimas bus grąžintas.",
    "Filled in by the program; a change typed here is put back.",
)
THEIRS = Words("Pildote jūs.", "Filled in by you.")
UNSAID = Words("", "")
"""The meaning of a column whose title says all."""


@dataclass(frozen=True, slots=True)
class Tinted:
    """When a column's cells take on a colour, in both languages; see `Colouring`."""

    tint: Tint
    texts: tuple[Words, ...] = ()
    beyond: int | None = None

    def say(self, language: Language) -> Colouring:
        """Return it in a language."""
        return Colouring(self.tint, tuple(text.say(language) for text in self.texts), self.beyond)


FILLED_IS_WRONG = (Tinted(Tint.WRONG),)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a tab of ours; `about` gives it the drop-down of those decisions."""

    key: str
    title: Words
    meaning: Words
    width: int = 16
    format: Format = Format.TEXT
    owner: Owner = Owner.PIPELINE
    about: About | None = None
    choices: tuple[Words, ...] = ()
    is_answer: bool = False
    """Whether it shows what somebody answered, which is mended in the responses tab."""
    tints: tuple[Tinted, ...] = ()

    def look(self, language: Language) -> ColumnLook:
        """Return how the column looks in a language."""
        whose = OURS if self.owner is Owner.PIPELINE else THEIRS
        options = tuple(choice.say(language) for choice in self.choices)
        if self.about:
            options = options_of(self.about, language)
        note = " ".join(part for part in (self.meaning.say(language), whose.say(language)) if part)
        colourings = tuple(tinted.say(language) for tinted in self.tints)
        return ColumnLook(self.title.say(language), note, self.owner, self.width, self.format, options, colourings)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of one row of a tab over some of its columns, all named by their keys."""

    title: Words
    description: Words
    row: str
    name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of ours.

    A `passing` one loses the rows of what is settled, and has new rows in their order; the others keep every row, new
    ones last.
    """

    key: str
    title: Words
    columns: tuple[Column, ...]
    passing: bool = False
    charts: tuple[Drawn, ...] = ()
    """Drawn below the rows when the tab is made."""

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def about(self) -> About | None:
        """Return what the decisions taken in this tab are about; None where none are taken or it depends on the row."""
        return next((column.about for column in self.columns if column.about), None)


def key_column(width: int = 15) -> Column:
    """Return the column that every tab of ours begins with."""
    return Column(
        "key",
        KEY,
        Words("Pagal raktą programa atpažįsta eilutę; jo nekeiskite.", "The program knows the row by it; leave it."),
        width,
    )


def decision_columns(about: About | None, choices: tuple[Words, ...] = ()) -> tuple[Column, Column]:
    """Return the two columns that the coordinator decides in."""
    decision = Column(
        DECISION,
        DECISION_TITLE,
        Words(
            "Pasirinkite iš sąrašo; įsigalioja per kitą konsolidavimą.",
            "Choose from the list; it takes effect at the next consolidation.",
        ),
        18,
        owner=Owner.COORDINATOR,
        about=about,
        choices=choices,
    )
    comment = Column(
        COMMENT,
        COMMENT_TITLE,
        Words("Jūsų pastabos; programa jų neliečia.", "Your remarks; the program leaves them alone."),
        28,
        Format.LONG_TEXT,
        Owner.COORDINATOR,
    )
    return decision, comment


def shown(
    key: str,
    lt: str,
    en: str,
    width: int = 16,
    format_: Format = Format.TEXT,
    meaning: Words = UNSAID,
    tints: tuple[Tinted, ...] = (),
) -> Column:
    """Return a column that the pipeline fills in."""
    return Column(key, Words(lt, en), meaning, width, format_, tints=tints)


def typed(
    key: str,
    lt: str,
    en: str,
    width: int = 16,
    format_: Format = Format.TEXT,
    meaning: Words = UNSAID,
    choices: tuple[Words, ...] = (),
) -> Column:
    """Return a column that people fill in."""
    return Column(key, Words(lt, en), meaning, width, format_, Owner.COORDINATOR, choices=choices)
