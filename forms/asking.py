"""The words of the form language: one function for each type of answer."""

from datetime import date
from decimal import Decimal

from forms import answers, list_answers
from forms.answers import Choice, Option
from forms.questions import Ask
from forms.words import Words


def short_text(lt: str, en: str, help: Words | None = None) -> Ask[str | None]:  # noqa: A002 - the field's own word
    """Ask for a line of text."""
    return Ask(answers.ShortText(), Words(lt, en), help)


def paragraph(lt: str, en: str, help: Words | None = None) -> Ask[str | None]:  # noqa: A002 - the field's own word
    """Ask for a paragraph."""
    return Ask(answers.Paragraph(), Words(lt, en), help)


def email(lt: str, en: str) -> Ask[str | None]:
    """Ask for an e-mail address."""
    return Ask(answers.Email(), Words(lt, en))


def phone(lt: str, en: str) -> Ask[str | None]:
    """Ask for a phone number."""
    return Ask(answers.Phone(), Words(lt, en))


def choice(lt: str, en: str, options: Choice | tuple[Option, ...]) -> Ask[str | None]:
    """Ask for one of the options; the answer is its code."""
    return Ask(options if isinstance(options, Choice) else Choice(options), Words(lt, en))


def ticks(lt: str, en: str, options: tuple[Option, ...]) -> Ask[tuple[str, ...] | None]:
    """Ask for any number of the options; the answer is their codes."""
    return Ask(answers.Ticks(options), Words(lt, en))


def tick(lt: str, en: str, label: Words) -> Ask[bool | None]:
    """Ask for a box to be ticked."""
    return Ask(answers.Tick(label), Words(lt, en))


def day(lt: str, en: str) -> Ask[date | None]:
    """Ask for a date."""
    return Ask(answers.Date(), Words(lt, en))


def decimal(lt: str, en: str, least: str, most: str) -> Ask[Decimal | None]:
    """Ask for a decimal number between two bounds, both included."""
    return Ask(answers.Number(Decimal(least), Decimal(most)), Words(lt, en))


def integer(lt: str, en: str, least: int, most: int) -> Ask[int | None]:
    """Ask for a whole number between two bounds, both included."""
    return Ask(answers.Whole(least, most), Words(lt, en))


def links(lt: str, en: str) -> Ask[tuple[str, ...] | None]:
    """Ask for addresses of web pages."""
    return Ask(list_answers.Links(), Words(lt, en))


def people(lt: str, en: str, help: Words | None = None) -> Ask[tuple[str, ...] | None]:  # noqa: A002 - the field's own word
    """Ask for people, one a line."""
    return Ask(list_answers.People(), Words(lt, en), help)
