"""The one place that connects: from settings to the services that the flows work with."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from filelock import FileLock, Timeout

from config.settings import Settings
from flows.adapters.excel.workbook import ExcelWorkbook
from flows.adapters.form_answers import answers_of
from flows.adapters.google_forms import connect_forms
from flows.adapters.google_sheets import connect_google
from flows.adapters.google_standing import read_only
from flows.adapters.known_forms import KnownForms
from flows.adapters.ledger import open_ledger
from flows.adapters.signed_links import SignedLinks, key_in
from flows.errors import OutsideError
from flows.ports import Ledger, Workbook
from forms.google_form.answers import FormAnswer
from forms.organisations import NATIONAL, Organisation, workbook_name
from forms.validation import Limits
from forms.words import Words


class AlreadyRunningError(OutsideError):
    """Another run works in the same home."""


@dataclass(frozen=True, slots=True)
class Services:
    """What a run works with."""

    settings: Settings
    ledger: Ledger
    national: Workbook
    workbook_of: Callable[[Organisation], Workbook]
    limits: Limits
    links: Callable[[datetime], Mapping[str, str]] = lambda _: MappingProxyType({})
    """At a moment, by the id of a response that came through our pages, the address at which its writer sees it."""
    given: Callable[[Organisation, datetime | None], Mapping[str, tuple[FormAnswer, ...]]] = lambda _one, _since: (
        MappingProxyType({})
    )
    """By the form's key, the answers that an organisation's forms themselves have, all or those first given or edited
    since a moment, where they may be asked."""


def connect(settings: Settings) -> Services:
    """Return the services that the settings name; opens the ledger, and makes it when there is none."""
    settings.home.mkdir(parents=True, exist_ok=True)
    _refuse_forgetting(settings)
    limits = Limits(**settings.facts["limits"])
    ledger = open_ledger(settings.ledger)
    if settings.google_programme:
        spreadsheet = connect_google(settings.google_file, lambda: read_only(settings.google_file))
        forms = cache(connect_forms)
        national = spreadsheet(settings.google_programme, NATIONAL)
        return Services(
            settings,
            ledger,
            national,
            lambda one: spreadsheet(one.workbook, one.name),
            limits,
            _links(settings),
            lambda one, since: answers_of(
                KnownForms(settings.home / "forms.json"), lambda: forms(settings.google_file), one.slug, since
            ),
        )

    def workbook_at(name: str) -> Workbook:
        return ExcelWorkbook(settings.workbooks / name, backups=settings.backups)

    def workbook_of(organisation: Organisation) -> Workbook:
        return workbook_at(workbook_name(organisation.slug, organisation.workbook))

    return Services(settings, ledger, workbook_at(f"{NATIONAL}.xlsx"), workbook_of, limits, _links(settings))


def _links(settings: Settings) -> Callable[[datetime], Mapping[str, str]]:
    if not settings.public_url:
        return lambda _: MappingProxyType({})
    key = key_in(settings.home, settings.web_key.get_secret_value())
    return lambda now: SignedLinks(key, settings.public_url.rstrip("/"), now.date())


def _refuse_forgetting(settings: Settings) -> None:
    """Refuse to begin a new ledger beside workbooks that an old one knew: every row would be new once more."""
    file = settings.home / "ledger.sqlite"
    if settings.ledger_url or file.exists() or not any(settings.workbooks.glob("*.xlsx")):
        return
    raise OutsideError(
        Words(
            f"Darbo knygos yra, o atminties failo {file} nebėra. Grąžinkite naujausią jo kopiją iš {settings.backups}"
            " (ledger.….sqlite); jei norite pradėti iš naujo, darbo knygas perkelkite kitur.",
            f"There are workbooks, and the ledger {file} is gone. Put back its newest copy from {settings.backups}"
            " (ledger.….sqlite); to begin anew, move the workbooks elsewhere.",
        )
    )


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the home's lock: no two runs work on one workbook at once, whoever started them.

    Raises:
        AlreadyRunningError: when another run holds it.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(FileLock(settings.home / "lookdeeper.lock", timeout=0))
        except Timeout:
            raise AlreadyRunningError(
                Words(
                    "Šiuo metu jau vyksta kitas paleidimas. Palaukite, kol jis baigsis, ir bandykite dar kartą.",
                    "Another run is under way. Wait until it ends, then try again.",
                )
            ) from None
        yield
