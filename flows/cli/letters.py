"""Commands about letters: look at all of them as they are read, see what is queued, hold, release, send again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AsOf, Ending, Home, InLanguage, moment, services_at, spoken, tell, warn
from forms.words import Words

letters_app = typer.Typer(
    name="letters", help="What is written to whom: look, hold, release, send again.", no_args_is_help=True
)

Key = Annotated[str, typer.Argument(help="The letter's key, as `letters list` and the tab of letters show it.")]
OneOrganisation = Annotated[str, typer.Option("--organisation", help="One organisation's key; all when left out.")]


@letters_app.command()
def preview(
    kind: Annotated[str, typer.Argument(help="Kind of letter, such as application_received; all when left out.")] = "",
    language: InLanguage = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")] = Path("letters"),
    home: Home = None,
) -> None:
    """Write every letter with made-up readers as .eml and .html, to be looked at; nothing is sent or queued."""
    from flows.cli.options import settings_at
    from flows.runs.previewing import write_previews
    from forms.letters import LETTER_BY_KIND
    from forms.words import Language

    if kind and kind not in LETTER_BY_KIND:
        raise typer.BadParameter(f"choose one of: {', '.join(LETTER_BY_KIND)}", param_hint="KIND")
    kinds = [LETTER_BY_KIND[kind]] if kind else list(LETTER_BY_KIND.values())
    for file in write_previews(settings_at(home), kinds, [language] if language else list(Language), out):
        typer.echo(file)


@letters_app.command("list")
def list_(organisation: OneOrganisation = "", home: Home = None, as_of: AsOf = None) -> None:  # noqa: ARG001 - every command takes it
    """List the letters: key, kind, state, when queued, when sent.

    Addresses, and letters that tell of health, stand in the workbook alone.
    """
    from forms.dates import VILNIUS
    from forms.letters import LETTER_TITLES, PRIVATE_LETTERS
    from forms.outbox import STATE_TITLES

    with services_at(home) as services:
        for letter in services.ledger.letters(organisation):
            if letter.kind in PRIVATE_LETTERS:
                continue
            at = [f"{one.astimezone(VILNIUS):%Y-%m-%d %H:%M}" for one in (letter.queued_at, letter.sent_at) if one]
            kind, state = LETTER_TITLES.get(letter.kind), STATE_TITLES[letter.state].say(spoken())
            said = (letter.key, kind.say(spoken()) if kind else letter.kind, state, *at)
            typer.echo("  ".join(said))


@letters_app.command()
def hold(key: Key, home: Home = None, as_of: AsOf = None) -> None:
    """Keep a letter back until it is released; one that left already cannot be."""
    _change(key, "hold", home, as_of)


@letters_app.command()
def release(key: Key, home: Home = None, as_of: AsOf = None) -> None:
    """Let a letter go that was kept back."""
    _change(key, "release", home, as_of)


@letters_app.command()
def resend(key: Key, home: Home = None, as_of: AsOf = None) -> None:
    """Send a letter once more, to the same one person: a failed one as it is, one that left as a new message."""
    _change(key, "resend", home, as_of)


_REFUSED = {
    "unknown": Words(
        "Laiško {key} nėra. Visi: lookdeeper letters list", "There is no letter {key}. All: lookdeeper letters list"
    ),
    "hold": Words(
        "Sulaikyti nebegalima: laiško būsena – „{state}“.", "It cannot be held any more: its state is “{state}”."
    ),
    "release": Words("Laiškas nesulaikytas: jo būsena – „{state}“.", "It is not held: its state is “{state}”."),
    "resend": Words(
        "Laiškas dar neišsiųstas: jo būsena – „{state}“.", "It has not been sent yet: its state is “{state}”."
    ),
}


def _change(key: str, word: str, home: Path | None, as_of: str | None) -> None:
    from flows.runs.letter_states import change_letter
    from forms.outbox import STATE_TITLES

    with services_at(home) as services:
        before, after = change_letter(services, key, word, moment(as_of))
        if before is None:
            warn(_REFUSED["unknown"].say(spoken(), key=key))
        elif after is None:
            warn(_REFUSED[word].say(spoken(), state=STATE_TITLES[before.state].say(spoken())))
        else:
            tell("{key}: {state}", "{key}: {state}", key=after.key, state=STATE_TITLES[after.state].say(spoken()))
            return
    sys.exit(Ending.REFUSED)
