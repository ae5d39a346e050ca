"""What is kept: the ledger, the workbooks, letters that wait for somebody, and when anything last ran."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from config.settings import Settings
from flows.errors import OutsideError
from flows.ports import Workbook
from flows.runs.doctor.findings import Finding, Level, well, with_parts
from flows.runs.programme import gather_staff
from flows.wiring import Services, connect
from forms.outbox import LetterState
from forms.words import Language, Words

_NOTHING = Words("Aplanke {home} dar nieko nėra.", "There is nothing in {home} yet.")
_LATE_AFTER_HOURS = 26  # a night and two hours of grace
_NO_LEDGER = Words("Atminties nepavyko atverti: {why}", "The ledger cannot be opened: {why}")
_UNREADABLE = Words("{name}: {why}", "{name}: {why}")


def check_kept(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look at all that is kept in the home; nothing is made where there is nothing yet."""
    if not settings.ledger_url and not (settings.home / "ledger.sqlite").exists():
        what = with_parts(_NOTHING, home=settings.home)
        yield Finding(Level.WARNING, what, Words("Pradėkite: lookdeeper init.", "Begin: lookdeeper init."))
        return
    try:
        services = connect(settings)
    except OutsideError as error:
        yield Finding(Level.ERROR, _because(_NO_LEDGER, error))
        return
    yield well("Atmintis atsiveria ir yra naujausios sandaros.", "The ledger opens and is up to date.")
    yield from _workbooks(services)
    yield from _letters(services)
    yield from _runs(services, now)


def _because(words: Words, error: OutsideError, **parts: str) -> Words:
    why = error.words
    return Words(words.lt.format(why=why.lt, **parts), words.en.format(why=why.en, **parts))


def _workbooks(services: Services) -> Iterator[Finding]:
    try:
        staff = gather_staff(services)[1]
    except OutsideError as error:
        yield Finding(Level.ERROR, error.words)
        return
    yield well("Programos darbo knyga skaitoma.", "The national workbook can be read.")
    for lt, en in zip(*(staff.troubles(None, language) for language in Language), strict=True):
        yield Finding(Level.WARNING, Words(lt, en))
    for organisation in staff.organisations:
        yield _readable(organisation.name, services.workbook_of(organisation))


def _readable(name: str, workbook: Workbook) -> Finding:
    try:
        snapshot = workbook.read()
    except OutsideError as error:
        return Finding(Level.ERROR, _because(_UNREADABLE, error, name=name))
    if not snapshot.token:
        what = with_parts(Words("{name}: darbo knygos dar nėra.", "{name}: there is no workbook yet."), name=name)
        return Finding(Level.WARNING, what, Words("Sukurs lookdeeper consolidate.", "lookdeeper consolidate makes it."))
    return well(f"{name}: darbo knyga skaitoma.", f"{name}: the workbook can be read.")


def _letters(services: Services) -> Iterator[Finding]:
    states = Counter(letter.state for letter in services.ledger.letters())
    failed, held = states[LetterState.FAILED], states[LetterState.HELD]
    if failed:
        what = Words(f"Neišsiųsta laiškų: {failed}.", f"Letters that could not be delivered: {failed}.")
        yield Finding(
            Level.WARNING,
            what,
            Words("Priežastys – lapuose „Reikia dėmesio“.", "The reasons are in the tabs “Needs attention”."),
        )
    if held:
        what = Words(f"Sulaikyta laiškų: {held}.", f"Letters held: {held}.")
        remedy = Words("Leiskite juos lapuose „Laiškai“.", "Release them in the tabs “Letters”.")
        yield Finding(Level.WARNING, what, remedy)
    if not failed and not held:
        yield well("Nė vienas laiškas neužstrigo.", "No letter is stuck.")


def _runs(services: Services, now: datetime) -> Iterator[Finding]:
    latest = next((run for run in services.ledger.runs() if run.flow == "consolidate"), None)
    if latest is None:
        return
    hours = int((now - latest.started_at).total_seconds() // 3600)
    if services.ledger.runs(1) and hours > _LATE_AFTER_HOURS:
        # A run that finds nothing new is not logged, so a long silence proves nothing yet.
        what = Words(f"Jau {hours} val. niekas nepasikeitė.", f"Nothing has changed for {hours} hours.")
        remedy = Words(
            "Jei tikėjotės pokyčių, patikrinkite tvarkaraštį: lookdeeper serve.",
            "If you expected changes, check the schedule: lookdeeper serve.",
        )
        yield Finding(Level.WARNING, what, remedy)
    else:
        yield well(f"Paskutinį kartą kas nors keista prieš {hours} val.", f"Something last changed {hours} hours ago.")
