"""Periods: from one day to another, both included, and how people call them.

A period is made of days of the calendar in Europe/Vilnius. Which day a moment belongs to is settled where the moment
is read; from there on there are only days, so no change of the clocks can move anything in or out of a period.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from forms.dates import MONTHS_LT
from forms.language import period as in_words
from forms.words import Language, Words

MONTH_NAMES = (
    Words("sausis", "January"), Words("vasaris", "February"), Words("kovas", "March"), Words("balandis", "April"),
    Words("gegužė", "May"), Words("birželis", "June"), Words("liepa", "July"), Words("rugpjūtis", "August"),
    Words("rugsėjis", "September"), Words("spalis", "October"), Words("lapkritis", "November"),
    Words("gruodis", "December"),
)  # fmt: skip
"""Names of the months as they stand alone, January first."""

_ENDS_BEFORE_IT_BEGINS = Words(
    "Laikotarpis baigiasi ({to_on}) anksčiau, nei prasideda ({from_on}). Sukeiskite datas vietomis arba pataisykite.",
    "The period ends ({to_on}) before it begins ({from_on}). Swap the dates or mend them.",
)
_WEEK = timedelta(days=7)


class PeriodError(ValueError):
    """The period ends before it begins; `say` tells so in a language."""

    def __init__(self, from_on: date, to_on: date) -> None:
        """Keep the words; the English ones are the exception's text."""
        self.words = Words(*(wording.format(from_on=from_on, to_on=to_on) for wording in _ENDS_BEFORE_IT_BEGINS.both()))
        super().__init__(self.words.en)

    def say(self, language: Language) -> str:
        """Return what is wrong and what to do about it."""
        return self.words.say(language)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included, as people say it; it compares half-open.

    Raises PeriodError when it would end before it begins.
    """

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.to_on < self.from_on:
            raise PeriodError(self.from_on, self.to_on)

    @classmethod
    def of(cls, from_on: date, to_on: date) -> "Period":
        """Return the period from one day to another, both included; raises PeriodError."""
        return cls(from_on, to_on)

    def contains(self, day: date) -> bool:
        """Tell whether a day belongs to the period: not before the first day, and before the day after the last."""
        return self.from_on.toordinal() <= day.toordinal() < self.to_on.toordinal() + 1

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return self.to_on.toordinal() + 1 - self.from_on.toordinal()

    @property
    def months(self) -> tuple["Period", ...]:
        """Return its months in order, the first and the last cut to what belongs to the period."""
        return tuple(self._months())

    def _months(self) -> Iterator["Period"]:
        begins_on = self.from_on
        while True:
            ends_on = min(_last_day_of_month(begins_on), self.to_on)
            yield Period(begins_on, ends_on)
            if ends_on == self.to_on:
                return
            begins_on = ends_on + timedelta(days=1)

    def words(self, language: Language) -> str:
        """Return the period as a running text has it, with nothing said twice; no-break spaces hold dates together."""
        first, last = self.from_on, self.to_on
        if first == last or (first.year, first.month) != (last.year, last.month):
            return in_words(first, last, language)
        if language is Language.LT:
            return f"{first.year}\u00a0m. {MONTHS_LT[first.month - 1]} {first.day}–{last.day}\u00a0d."
        return f"{first.day}–{last.day}\u00a0{MONTH_NAMES[first.month - 1].en} {first.year}"


def _last_day_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_of(day: date) -> Period:
    """Return the month that a day belongs to."""
    return Period(day.replace(day=1), _last_day_of_month(day))


def last_month(today: date) -> Period:
    """Return the whole month before this one."""
    return month_of(today.replace(day=1) - timedelta(days=1))


def year_so_far(today: date) -> Period:
    """Return the days from 1 January until today, today included."""
    return Period(today.replace(month=1, day=1), today)


def week_of(day: date) -> Period:
    """Return the week that a day belongs to, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def previous_week(day: date) -> Period:
    """Return the week before the one that a day belongs to."""
    return week_of(day - _WEEK)
