"""Setting up: the home, the national workbook, an organisation's line in it and its own workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flows.errors import OutsideError
from flows.runs.programme import LANGUAGE
from flows.wiring import Services
from forms.cells import Cell
from forms.emails import read_email
from forms.organisations import NATIONAL, SLUG, Organisation, Recipient
from forms.staff import read_staff
from forms.tabs.difference import Line, View, difference
from forms.tabs.finding import find_tab
from forms.tabs.national import NATIONAL_TABS, ORGANISATIONS, RECIPIENTS
from forms.words import Language, Words

_BAD_SLUG = Words(
    "„{slug}“ netinka raktui: tik mažosios lotyniškos raidės, skaitmenys ir brūkšneliai, pvz., kurybos-namai.",
    "“{slug}” cannot be a key: small Latin letters, digits and hyphens alone, such as creative-house.",
)
_BAD_EMAIL = Words(
    "Koordinatoriaus el. pašto adresas netinkamas; įrašykite, pvz., vardas@organizacija.lt.",
    "The coordinator's e-mail address cannot be one; write it like name@organisation.lt.",
)
_RESERVED = Words(
    "„programa“ yra programos darbo knygos vardas; pasirinkite organizacijai kitą raktą.",
    "“programa” is the national workbook's own name; choose another key for the organisation.",
)
_NO_NAME = Words("Organizacijai reikia pavadinimo (--name).", "The organisation needs a name (--name).")


@dataclass(frozen=True, slots=True)
class Joining:
    """An organisation that joins: the facts of its line in the national workbook."""

    slug: str
    name: str
    coordinator: str
    language: Language
    from_on: date | None = None
    to_on: date | None = None
    budget: Decimal | None = None
    targets: Mapping[str, int] | None = None
    workbook: str = ""
    """File name or address; of files there is a default, a spreadsheet of Google's is made and shared by a person."""


def make_programme(services: Services) -> bool:
    """Make the national workbook when there is none; return whether it was made. Raises OutsideError."""
    snapshot = services.national.read()
    broken = read_staff(snapshot.sheets).broken
    if broken and find_tab(ORGANISATIONS, snapshot.sheets):
        raise OutsideError(broken)
    changes = [difference(View(tab, {}), snapshot.sheets, LANGUAGE) for tab in NATIONAL_TABS]
    # The lines of tabs that stand are not ours to say here: only what is missing is made.
    wanted = [replace(change, remove=()) for change in changes if change and (change.create or change.new_columns)]
    if wanted:
        services.national.apply(wanted, expected=snapshot.token)
    return not snapshot.token


def add_organisation(services: Services, joining: Joining) -> bool:
    """Add an organisation's line, its coordinator as recipient, or leave them as they stand; return whether it was new.

    Raises:
        OutsideError: when the slug or the address cannot be one, or the workbook cannot be written.
    """
    _refuse_mistakes(joining)
    make_programme(services)
    snapshot = services.national.read()
    staff = read_staff(snapshot.sheets)
    known = {organisation.slug for organisation in staff.organisations}
    known |= {key for tab, key, _ in staff.mistakes if tab == ORGANISATIONS.key}
    if joining.slug in known:
        return False
    recipient = Recipient(
        f"{joining.slug}-1", joining.coordinator, "", joining.slug, joining.language, weekly=True, summary=True
    )
    named = joining if joining.workbook or services.settings.google_programme else _with_file(joining)
    views = (
        View(ORGANISATIONS, {joining.slug: organisation_line(named)}),
        View(RECIPIENTS, {recipient.key: recipient_line(recipient)}),
    )
    changes = [difference(view, snapshot.sheets, LANGUAGE) for view in views]
    services.national.apply([change for change in changes if change], expected=snapshot.token)
    return True


def add_recipient(services: Services, recipient: Recipient) -> None:
    """Add a recipient's line unless one with that key stands. Raises OutsideError."""
    snapshot = services.national.read()
    if recipient.key not in {one.key for one in read_staff(snapshot.sheets).recipients}:
        change = difference(View(RECIPIENTS, {recipient.key: recipient_line(recipient)}), snapshot.sheets, LANGUAGE)
        services.national.apply([change] if change else [], expected=snapshot.token)


def _refuse_mistakes(joining: Joining) -> None:
    if not SLUG.fullmatch(joining.slug):
        raise OutsideError(Words(*(text.format(slug=joining.slug) for text in _BAD_SLUG.both())))
    if joining.slug == NATIONAL:
        raise OutsideError(_RESERVED)
    if not joining.name.strip():
        raise OutsideError(_NO_NAME)
    if not read_email(joining.coordinator):
        raise OutsideError(_BAD_EMAIL)


def _with_file(joining: Joining) -> Joining:
    return replace(joining, workbook=f"{joining.slug}.xlsx")


def organisation_line(joining: Joining) -> Line:
    """Return the line of an organisation."""
    targets: dict[str, Cell] = {f"target_{key}": number for key, number in (joining.targets or {}).items()}
    return {
        "name": joining.name,
        "coordinator": joining.coordinator,
        "language": joining.language.value,
        "workbook": joining.workbook,
        "from": joining.from_on,
        "to": joining.to_on,
        "budget": joining.budget,
        **targets,
    }


def recipient_line(recipient: Recipient) -> Line:
    """Return the line of a recipient."""
    yes_no = {True: "Taip", False: "Ne"}
    return {
        "email": recipient.email,
        "name": recipient.name,
        "organisation": recipient.organisation,
        "language": recipient.language.value,
        "weekly": yes_no[recipient.weekly],
        "summary": yes_no[recipient.summary],
    }


def find_organisation(services: Services, slug: str) -> Organisation:
    """Return an organisation by its slug. Raises OutsideError that names those there are."""
    staff = read_staff(services.national.read().sheets)
    for organisation in staff.organisations:
        if organisation.slug == slug:
            return organisation
    there = ", ".join(organisation.slug for organisation in staff.organisations) or "–"
    raise OutsideError(
        Words(
            f"Organizacijos „{slug}“ nėra. Yra: {there}. Naują pridėkite: lookdeeper organisation add.",
            f"There is no organisation “{slug}”. There are: {there}. Add one: lookdeeper organisation add.",
        )
    )
