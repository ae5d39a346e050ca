"""The charts of a letter, from the numbers that it holds: what was queued stays, and is drawn when it leaves."""

from collections.abc import Iterator
from unicodedata import category

from forms.charts import Bar, Chart, Direction
from forms.letters.parts import Letter
from forms.letters.weekly import WeeklyLetter
from forms.words import Language, Words

_AGAINST_TARGET = Words("Kiek procentų metų tikslo pasiekta", "How much of the year's target is reached, in percent")
_BY_WEEK = Words("Socialiniai kontaktai pagal savaites (pirmadienis)", "Social contacts by week (its Monday)")

_LONGEST_NAME = 60
"""Signs of a bar's name: what is longer would leave no room for the bars."""


def _plain(name: str) -> str:
    """Return a name as it can be drawn: one short line without signs that no font has a picture of."""
    drawn = "".join(sign if category(sign)[0] in "LNPSZM" else " " for sign in name)
    return " ".join(drawn.split())[:_LONGEST_NAME]


def charts_of(letter: Letter, language: Language) -> tuple[Chart, ...]:
    """Return the charts that a letter shows; none for all but the weekly letter, and none of nothing."""
    return tuple(_of_week(letter, language)) if isinstance(letter, WeeklyLetter) else ()


def _of_week(letter: WeeklyLetter, language: Language) -> Iterator[Chart]:
    against = tuple(Bar(_plain(line.name), line.percent, 100) for line in letter.lines if line.target)
    if against:
        yield Chart(_AGAINST_TARGET.say(language), against, Direction.RIGHT)
    if any(week.contacts for week in letter.weeks):
        bars = tuple(Bar(f"{week.monday_on:%m-%d}", week.contacts) for week in letter.weeks)
        yield Chart(_BY_WEEK.say(language), bars, Direction.UP)
