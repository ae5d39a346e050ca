"""Commands for Google Forms: `forms publish`, `forms check` and `forms script`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.options import Ending, Home, InLanguage, services_at, spoken, tell, warn

if TYPE_CHECKING:
    from forms.questions import Form

forms_app = typer.Typer(
    name="forms", help="The forms as Google Forms: make, compare, script.", no_args_is_help=True, rich_markup_mode=None
)

OneForm = Annotated[
    str | None,
    typer.Argument(metavar="FORM", help="application, event_report or coordinator_record; all when left out."),
]
OfOrganisation = Annotated[str, typer.Option("--organisation", help="The organisation's key.")]


def _chosen(form: str | None) -> "tuple[type[Form], ...]":
    from forms.catalogue import FORM_BY_KEY, FORMS

    if form is None:
        return FORMS
    if form not in FORM_BY_KEY:
        raise typer.BadParameter(f"choose one of: {', '.join(FORM_BY_KEY)}", param_hint="FORM")
    return (FORM_BY_KEY[form],)


@forms_app.command("publish")
def publish(
    organisation: OfOrganisation,
    form: OneForm = None,
    language: InLanguage = None,
    named: Annotated[
        str, typer.Option("--form", help="A form of yours to take over, by its address; “new” to make another one.")
    ] = "",
    remove: Annotated[
        bool, typer.Option("--remove", help="Delete questions that are not declared, with all answers to them.")
    ] = False,
    home: Home = None,
) -> None:
    """Make an organisation's Google Form, or mend it to what is declared; open it, and print its links.

    What people added stays, unless --remove is given. Publishing again changes only what differs.
    """
    from flows.adapters.google_forms import connect_forms
    from flows.runs.publishing import publish_form
    from flows.runs.setting_up import find_organisation

    chosen = _chosen(form)
    if named and len(chosen) > 1:
        raise typer.BadParameter("say which form it is: lookdeeper forms publish FORM --form …", param_hint="--form")
    with services_at(home) as services:
        into = find_organisation(services, organisation)
        api = connect_forms(services.settings.google_file)
        for one in chosen:
            done = publish_form(services, api, into, one, language or into.language, named=named, remove=remove)
            typer.echo(done.title)
            tell("  Pildyti: {url}", "  Answer: {url}", url=done.answer_url)
            tell("  Redaguoti: {url}", "  Edit: {url}", url=done.edit_url)
            if done.made:
                tell("  Sukurta nauja forma.", "  A new form was made.")
            elif done.changes:
                tell("  Pakeitimų: {n}.", "  Changes: {n}.", n=done.changes)
            else:
                tell("  Keisti nebuvo ko.", "  There was nothing to change.")
            for title in done.removed:
                tell("  Ištrinta: „{title}“.", "  Deleted: “{title}”.", title=title)
            for words in done.by_hand:
                warn(f"  {words.say(spoken())}")


@forms_app.command("check")
def check(
    organisation: OfOrganisation,
    form: OneForm = None,
    language: InLanguage = None,
    home: Home = None,
) -> None:
    """Compare the live form and its responses tab with the declaration; change nothing."""
    from flows.adapters.google_forms import connect_forms
    from flows.runs.publishing import check_form
    from flows.runs.setting_up import find_organisation

    differing = False
    with services_at(home) as services:
        of = find_organisation(services, organisation)
        api = connect_forms(services.settings.google_file)
        for one in _chosen(form):
            found = check_form(services, api, of, one, language or of.language)
            typer.echo(one.title.say(spoken()))
            if not found:
                tell("  Viskas kaip aprašyta.", "  All is as declared.")
            for difference in found:
                warn(f"  {difference.say(spoken())}")
            differing = differing or bool(found)
    if differing:
        sys.exit(Ending.PARTLY)


@forms_app.command("script")
def script(
    form: OneForm = None,
    language: InLanguage = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="Whose forms they are: named as who processes the answers.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write it; printed when left out.")] = None,
    home: Home = None,
) -> None:
    """Write a Google Apps Script that makes the forms inside Google, for those without access to its interfaces."""
    from flows.runs.publishing import script_of

    whose: Any = None
    if organisation is not None:
        from flows.runs.setting_up import find_organisation

        with services_at(home) as services:
            whose = find_organisation(services, organisation)
    text = script_of(_chosen(form), language or (whose.language if whose else spoken()), whose)
    if out is None:
        typer.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8")
    tell(
        "Scenarijus: {out}. Organizacijos skaičiuoklėje: „Plėtiniai“ → „Apps Script“.",
        "The script: {out}. In the organisation's spreadsheet: Extensions → Apps Script.",
        out=out,
    )
