"""The commands there are."""

import os

import typer

from flows.cli.examining import doctor
from flows.cli.forms import forms_app
from flows.cli.letters import letters_app
from flows.cli.matching import SUMMARY as MATCH_SUMMARY
from flows.cli.matching import match_list
from flows.cli.options import AsOf, Home
from flows.cli.releasing import explain, summary_app
from flows.cli.serving import demo, pages, serve
from flows.cli.setting_up import init, organisation_app
from flows.cli.working import consolidate, import_, send, status, weekly

EPILOG = """Exit codes: 0 done; 1 done in part, and said what not; 2 wrong words; 3 refused, and said what to do.

A night by hand: lookdeeper import … → consolidate → (decide in the workbook) → consolidate → send."""

_AS_IT_STANDS = {"allow_extra_args": True, "ignore_unknown_options": True}


def _match(context: typer.Context) -> None:
    raise typer.Exit(match_list(context.args))


app = typer.Typer(
    name="lookdeeper",
    help="Workflow and forms pipeline of the mental-health ambassadors' initiative „Žvelk giliau“.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.command()(demo)
app.command()(init)
app.add_typer(organisation_app)
app.add_typer(forms_app)
app.add_typer(letters_app)
app.command("import")(import_)
app.command()(consolidate)
app.command()(send)
app.command()(weekly)
app.add_typer(summary_app)
app.command()(explain)
app.command()(status)
app.command()(doctor)
app.command("match", help=MATCH_SUMMARY, add_help_option=False, context_settings=_AS_IT_STANDS)(_match)
app.command()(pages)
app.command()(serve)


@app.callback()
def everywhere(home: Home = None, as_of: AsOf = None) -> None:
    """Take before the command what may also stand behind it."""
    for name, value in (("LOOKDEEPER_HOME", home), ("LOOKDEEPER_AS_OF", as_of)):
        if value is not None:
            os.environ[name] = str(value)
