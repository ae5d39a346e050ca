"""Commands about the numbers: sum a period up, release it, verify a release, explain a figure."""

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AsOf, Home, InLanguage, day, moment, services_at, spoken, tell

summary_app = typer.Typer(name="summary", rich_markup_mode=None)

From = Annotated[str, typer.Option("--from", help="First day of the period.")]
To = Annotated[str, typer.Option("--to", help="Last day of the period, included.")]
OneOrganisation = Annotated[
    str | None, typer.Option("--organisation", help="One organisation's key; all when left out.")
]


@summary_app.callback(invoke_without_command=True)
def summary(
    context: typer.Context,
    from_: From = "",
    to: To = "",
    organisation: OneOrganisation = None,
    language: InLanguage = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the files.")] = None,
    release: Annotated[bool, typer.Option("--release", help="Freeze it: numbered, kept, never changed.")] = False,
    by: Annotated[str, typer.Option("--by", help="Who releases it; the user of this machine when left out.")] = "",
    home: Home = None,
    as_of: AsOf = None,
) -> None:
    """Sum up a period, for one organisation or the programme; with --release, freeze what is handed over.

    Written are a PDF, a Word document, a page, a workbook, tables as CSV and figures.json.
    """
    if context.invoked_subcommand:
        return
    for option, text in (("--from", from_), ("--to", to)):
        if not text:
            raise typer.BadParameter("say which period", param_hint=option)
    period = day(from_, "--from"), day(to, "--to")
    if release and out:
        raise typer.BadParameter("a release lies in its own place in the home", param_hint="--out")
    from flows.runs.releasing import release_summary
    from flows.runs.summaries import period_between, write_period_summary
    from forms.releases.restating import say_change
    from forms.summary import results_text

    with services_at(home) as services:
        if not release:
            written = write_period_summary(services, *period, moment(as_of), organisation, language, out)
            files = written.files
            typer.echo(results_text(written.summary, language or spoken()))
            if written.evidence:
                tell(
                    "Eilutės už kiekvieno skaičiaus, tik koordinatoriui: {file}",
                    "The rows behind each number, for the coordinator alone: {file}",
                    file=written.evidence,
                )
        else:
            between = period_between(*period)
            kept, files = release_summary(
                services, between, moment(as_of), organisation or "", language, by or getuser()
            )
            tell(
                "Paskelbta: Nr. {number}, {version} versija. Kontrolinė suma: {checksum}",
                "Released: no. {number}, version {version}. Checksum: {checksum}",
                number=kept.number,
                version=kept.version,
                checksum=kept.checksum,
            )
            for change in kept.contents.changes:
                typer.echo(f"  {say_change(change, language or spoken())}")
        for file in files:
            typer.echo(file)


@summary_app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="Any file of a release.")],
    home: Home = None,
    as_of: AsOf = None,  # noqa: ARG001 - every command takes it
) -> None:
    """Say whether a file is of a release and unchanged, and whether the ledger still gives the same figures."""
    from flows.runs.releasing import verify_release

    with services_at(home) as services:
        release = verify_release(services, file)
        tell(
            "Tvarka: paskelbimas Nr. {number}, {version} versija, {on}, paskelbė {by}; iš to, kas tada įsiminta, "
            "gaunami tie patys skaičiai. Kontrolinė suma: {checksum}",
            "In order: release no. {number}, version {version}, {on}, by {by}; what was remembered then gives the same"
            " figures. Checksum: {checksum}",
            number=release.number,
            version=release.version,
            on=release.released_on,
            by=release.released_by,
            checksum=release.checksum,
        )


def explain(
    figure: Annotated[str, typer.Argument(help="A figure's key, such as social_contacts.")],
    from_: From,
    to: To,
    organisation: OneOrganisation = None,
    language: InLanguage = None,
    home: Home = None,
    as_of: AsOf = None,
) -> None:
    """Say how a figure is defined, its value, the rows behind it, and what was left out and why."""
    from flows.runs.explaining import explain_figure

    period = day(from_, "--from"), day(to, "--to")
    with services_at(home) as services:
        for line in explain_figure(services, figure, *period, moment(as_of), organisation, language or spoken()):
            typer.echo(line)
