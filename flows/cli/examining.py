"""The command that looks whether all is well."""

import sys

import typer

from flows.cli.options import AsOf, Ending, Home, moment, settings_at, spoken, tell


def doctor(home: Home = None, as_of: AsOf = None) -> None:
    """Look at all that a run depends on: disk, time, ledger, workbooks, letters, mail and Prefect's server.

    A line each: ok, warning or error, and what to do. Nothing is changed and nothing is sent. Ends with 1 when there is
    an error.
    """
    from flows.runs.doctor.findings import Level
    from flows.runs.doctor.rounds import examine

    settings = settings_at(home)
    found = dict.fromkeys(Level, 0)
    for finding in examine(settings, moment(as_of)):
        found[finding.level] += 1
        typer.echo(finding.say(spoken()))
    tell(
        "Gerai: {ok}; dėmesio: {warning}; klaidų: {error}.",
        "Ok: {ok}; warnings: {warning}; errors: {error}.",
        ok=found[Level.OK],
        warning=found[Level.WARNING],
        error=found[Level.ERROR],
    )
    if found[Level.ERROR]:
        sys.exit(Ending.PARTLY)
