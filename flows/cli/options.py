"""What every command shares: options, the clock, settings and services."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.speaking import Ending, spoken, warn
from forms.words import Language, Words

if TYPE_CHECKING:
    from config.settings import Settings
    from flows.ports import Workbook
    from flows.wiring import Services

Home = Annotated[
    Path | None, typer.Option("--home", help="Folder of workbooks, ledger and mailbox.", envvar="LOOKDEEPER_HOME")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        envvar="LOOKDEEPER_AS_OF",
        help="What time it is, such as 2024-01-15T02:00 (Vilnius), for replays and late summaries.",
    ),
]
InLanguage = Annotated[Language | None, typer.Option("--language", help="Language: lt or en.")]


def tell(lt: str, en: str, **parts: object) -> None:
    """Print a sentence in the language of messages."""
    typer.echo(Words(lt, en).say(spoken(), **parts))


def workbook_at(settings: "Settings", workbook: "Workbook") -> str:
    """Return where a workbook is: a file's path, or the title of a spreadsheet."""
    return f"„{workbook.name}“" if settings.google_programme else str(settings.workbooks / workbook.name)


def moment(as_of: str | None) -> datetime:
    """Return the moment of `--as-of`, or this one."""
    from flows import clock

    if not as_of:
        return clock.now()
    try:
        return clock.as_of(as_of)
    except ValueError:
        raise typer.BadParameter("write the moment like 2024-01-15T02:00", param_hint="--as-of") from None


def day(text: str, option: str) -> date:
    """Return the day that an option says."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("write the day like 2023-04-01", param_hint=option) from None


def settings_at(home: Path | None) -> "Settings":
    """Return the settings; one that cannot be becomes a sentence and an exit code."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from config.settings import load_settings

    try:
        return load_settings(home)
    except ValidationError as error:
        for mistake in error.errors(include_input=False, include_url=False):
            warn(f"LOOKDEEPER_{'_'.join(map(str, mistake['loc'])).upper()}: {mistake['msg']}")
    except SettingsError as error:
        words = Words(
            "Nustatymo nepavyko suprasti ({why}). Sąrašai rašomi taip: LOOKDEEPER_GUESTS='[\"ona@example.org\"]'.",
            "A setting cannot be understood ({why}). Lists are written like LOOKDEEPER_GUESTS='[\"ona@example.org\"]'.",
        )
        warn(words.say(spoken(), why=error))
    sys.exit(Ending.REFUSED)


@contextmanager
def services_at(home: Path | None) -> Iterator["Services"]:
    """Connect the services in a home and hold its lock; a refusal outside becomes a sentence and an exit code."""
    from flows.errors import OutsideError
    from flows.wiring import alone, connect

    settings = settings_at(home)
    try:
        with alone(settings):
            yield connect(settings)
    except OutsideError as error:
        warn(error.say(spoken()))
        sys.exit(Ending.REFUSED)
    except OSError as error:
        at = error.filename or settings.home
        words = Words("Nepavyko rašyti ar skaityti: {at} ({why}).", "Cannot write or read: {at} ({why}).")
        warn(words.say(spoken(), at=at, why=error.strerror or type(error).__name__))
        sys.exit(Ending.REFUSED)
