"""Google: whether it lets us in, whether clocks agree, who may see each spreadsheet, and how each form stands."""

from collections.abc import Iterator
from datetime import datetime

from config.settings import Settings
from flows.adapters.google_standing import GoogleStanding, SheetStanding, connect_standing
from flows.adapters.known_forms import KnownForms
from flows.errors import OutsideError
from flows.runs.doctor.findings import Finding, Level, well, with_parts
from flows.runs.programme import gather_staff
from flows.wiring import connect
from forms.dates import keeps_our_time
from forms.organisations import spreadsheet_id
from forms.words import Words

_SKEW_SECONDS = 60
"""Google refuses proofs that are minutes early or late; we say so before."""
_CLOCK = Words(
    "Kompiuterio laikrodis nuo „Google“ skiriasi {seconds} sek.; per daug skiriantis, raktas nepriimamas.",
    "This machine's clock is {seconds} seconds off Google's; too far off, the key is refused.",
)
_SET_CLOCK = Words(
    "Įjunkite laiko sinchronizavimą (timedatectl set-ntp true).", "Keep it in time (timedatectl set-ntp true)."
)
_ANYONE = Words(
    "{name}: atveriama kiekvienam, kas turi nuorodą, o joje – žmonių duomenys.",
    "{name}: open to anyone with the link, and it holds people's data.",
)
_CLOSE = Words("„Bendrinti“ → „Bendroji prieiga“ → „Apribota“.", "Share → General access → Restricted.")
_ONLY_READ = Words("{name}: programa gali tik skaityti.", "{name}: the program may only read.")
_MAKE_EDITOR = Words("„Bendrinti“: {account} turi būti redaguotojas.", "Share: {account} has to be an editor.")
_OTHER_ZONE = Words(
    "{name}: skaičiuoklės laiko juosta {zone}, todėl formų laiko žymos rodo kitą valandą.",
    "{name}: the spreadsheet's time zone is {zone}, so the forms' time stamps show another hour.",
)
_SET_ZONE = Words("„Failas“ → „Nustatymai“ → „Laiko juosta“: Vilnius.", "File → Settings → Time zone: Vilnius.")
_CLOSED_FORM = Words("Forma „{name}“ atsakymų nepriima.", "The form “{name}” takes no answers.")
_PUBLISH = Words("lookdeeper forms publish --organisation {slug}", "lookdeeper forms publish --organisation {slug}")


def check_google(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Look at all that a run needs of Google; nothing is changed there."""
    if not settings.google_programme and settings.google_file is None:
        yield well("„Google“ nenaudojama: darbo knygos yra failai.", "Google is not used: the workbooks are files.")
        return
    try:
        google = connect_standing(settings.google_file)
        skew = google.clock_skew()
    except OutsideError as error:
        yield Finding(Level.ERROR, error.words)
        return
    yield well(f"„Google“ įsileidžia: {google.account}.", f"Google lets us in: {google.account}.")
    if abs(skew) > _SKEW_SECONDS:
        yield Finding(Level.WARNING, with_parts(_CLOCK, seconds=round(skew)), _SET_CLOCK)
    else:
        yield well("Laikrodis sutampa su „Google“.", "The clock agrees with Google's.")
    for name, address in _spreadsheets(settings):
        yield from _spreadsheet(google, name, address)
    try:
        forms = KnownForms(settings.home / "forms.json").all()
    except OutsideError as error:
        yield Finding(Level.ERROR, error.words)
        return
    for owner, known in forms:
        yield from _form(google, owner.organisation, known.id)


def _spreadsheets(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the names and the ids of the spreadsheets; what is wrong with the national one is said elsewhere."""
    if not settings.google_programme:
        return
    yield "Programa", spreadsheet_id(settings.google_programme)
    if not settings.ledger_url and not (settings.home / "ledger.sqlite").exists():
        return
    try:
        staff = gather_staff(connect(settings))[1]
    except OutsideError:
        return
    for organisation in staff.organisations:
        if found := spreadsheet_id(organisation.workbook):
            yield organisation.name, found


def _spreadsheet(google: GoogleStanding, name: str, book: str) -> Iterator[Finding]:
    try:
        standing = google.spreadsheet(name, book)
    except OutsideError as error:
        yield Finding(Level.ERROR, Words(f"{name}: {error.words.lt}", f"{name}: {error.words.en}"))
        return
    faults = list(_faults(name, standing, google.account))
    yield from faults
    if not faults:
        yield well(
            f"{name}: skaičiuoklė bendrinama su programa ir su niekuo per nuorodą.",
            f"{name}: the spreadsheet is shared with the program, and with nobody by link.",
        )


def _faults(name: str, standing: SheetStanding, account: str) -> Iterator[Finding]:
    if standing.is_open_to_anyone:
        yield Finding(Level.ERROR, with_parts(_ANYONE, name=name), _CLOSE)
    if not standing.may_edit:
        yield Finding(Level.ERROR, with_parts(_ONLY_READ, name=name), with_parts(_MAKE_EDITOR, account=account))
    if not keeps_our_time(standing.time_zone):
        yield Finding(Level.WARNING, with_parts(_OTHER_ZONE, name=name, zone=standing.time_zone), _SET_ZONE)


def _form(google: GoogleStanding, slug: str, form_id: str) -> Iterator[Finding]:
    try:
        live = google.form(form_id)
    except OutsideError as error:
        yield Finding(Level.ERROR, error.words)
        return
    if live.published is False or live.accepting is False:
        yield Finding(Level.WARNING, with_parts(_CLOSED_FORM, name=live.title), with_parts(_PUBLISH, slug=slug))
    else:
        yield well(f"Forma „{live.title}“ priima atsakymus.", f"The form “{live.title}” takes answers.")
