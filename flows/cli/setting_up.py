"""Commands that set up: `init` and `organisation add`."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from flows.cli.options import AsOf, Home, day, moment, services_at, tell, workbook_at
from forms.words import Language

organisation_app = typer.Typer(
    name="organisation", help="The organisations of the programme.", no_args_is_help=True, rich_markup_mode=None
)


def init(home: Home = None, as_of: AsOf = None) -> None:  # noqa: ARG001 - every command takes it
    """Make the home: the ledger, and the national workbook that the programme's staff fill in."""
    from flows.runs.setting_up import make_programme

    with services_at(home) as services:
        made = make_programme(services)
        where = workbook_at(services.settings, services.national)
        if made:
            tell("Sukurta programos darbo knyga: {where}", "Made the national workbook: {where}", where=where)
        else:
            tell(
                "Programos darbo knyga jau yra: {where}", "The national workbook is there already: {where}", where=where
            )


def _targets(texts: list[str]) -> dict[str, int]:
    from forms.tabs.national import TARGETS

    keys = {key for key, _, _ in TARGETS}
    targets: dict[str, int] = {}
    for text in texts:
        key, _, number = text.partition("=")
        if key not in keys or not number.isdigit():
            raise typer.BadParameter(f"write FIGURE=NUMBER; figures: {', '.join(sorted(keys))}", param_hint="--target")
        targets[key] = int(number)
    return targets


def _optional_day(text: str | None, option: str) -> date | None:
    return day(text, option) if text else None


def _euros(text: str | None) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ".")) if text else None
    except InvalidOperation:
        raise typer.BadParameter("write a number such as 26740", param_hint="--budget") from None


@organisation_app.command("add")
def add(
    slug: Annotated[str, typer.Argument(help="Its key: small Latin letters, digits, hyphens.")],
    name: Annotated[str, typer.Option(help="Its full name.")],
    coordinator: Annotated[str, typer.Option(help="The coordinator's e-mail address.")],
    language: Annotated[Language, typer.Option(help="Language of its workbook and letters.")] = Language.LT,
    contract_from: Annotated[str | None, typer.Option("--from", help="First day of the contract.")] = None,
    contract_to: Annotated[str | None, typer.Option("--to", help="Last day of the contract.")] = None,
    budget: Annotated[str | None, typer.Option(help="Budget of the contract, in euros.")] = None,
    workbook: Annotated[
        str, typer.Option(help="File name of its workbook, or the address of its Google spreadsheet.")
    ] = "",
    target: Annotated[list[str] | None, typer.Option(help="A target, as events=7; may be repeated.")] = None,
    home: Home = None,
    as_of: AsOf = None,
) -> None:
    """Add an organisation: a line in the national workbook, and its own workbook."""
    from flows.runs.programme import consolidate_programme
    from flows.runs.setting_up import Joining, add_organisation, find_organisation

    joining = Joining(
        slug,
        name,
        coordinator,
        language,
        _optional_day(contract_from, "--from"),
        _optional_day(contract_to, "--to"),
        _euros(budget),
        _targets(target or []),
        workbook,
    )
    with services_at(home) as services:
        new = add_organisation(services, joining)
        consolidate_programme(services, moment(as_of), [slug])
        where = workbook_at(services.settings, services.workbook_of(find_organisation(services, slug)))
        if new:
            tell(
                "Pridėta organizacija {name}; jos darbo knyga: {where}",
                "Added {name}; its workbook: {where}",
                name=name,
                where=where,
            )
        else:
            tell(
                "Organizacija {slug} jau yra; jos eilutė palikta, kaip buvo. Darbo knyga: {where}",
                "The organisation {slug} is there already; its line was left as it is. Its workbook: {where}",
                slug=slug,
                where=where,
            )
