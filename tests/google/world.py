"""Google as one account meets it: spreadsheets, forms and files, who may do what, and what goes wrong.

`requests` is answered in the process, so gspread and google-auth run as they are. Requests and answers are held against
what Google publishes of its interfaces: a field that there is not, or one of another type, fails the test.
"""

import gc
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import responses
from requests import PreparedRequest

from tests.google import drive, forms_api
from tests.google.accounts import SERVICE, TOKEN_ADDRESS, Accounts, switched_off
from tests.google.faults import FAULTS, JSON, Answer, told
from tests.google.files import EXCEL, FORM, SPREADSHEET, File
from tests.google.forms_api import FormFile, RefusedError
from tests.google.interface import check, check_request, without_nulls
from tests.google.quota import Clock, Quota
from tests.google.sheets import routes
from tests.google.sheets.book import Book, Sheet

Body = dict[str, Any]

PERSON = "biuras@zvelk-giliau.example"
"""Who owns what nobody else is said to own."""
_ROUTES: tuple[Any, ...] = (*routes.ROUTES, *drive.ROUTES, *forms_api.ROUTES)
_READS = re.compile(r"\.(get|batchGet|getByDataFilter|list|search)$")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that reached Google."""

    name: str
    """Its id in the discovery document, such as sheets.spreadsheets.batchUpdate."""
    account: str
    address: str
    query: Body
    body: Body

    def kinds(self) -> list[str]:
        """Return the kinds of requests of a batch."""
        return [next(iter(one)) for one in self.body.get("requests", [])]


@dataclass
class Google:
    """The whole of it."""

    spreadsheets: dict[str, Book] = field(default_factory=dict)
    forms: dict[str, FormFile] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    accounts: Accounts = field(default_factory=Accounts)
    clock: Clock = field(default_factory=Clock)
    calls: list[Call] = field(default_factory=list)
    disabled: set[str] = field(default_factory=set)
    """Interfaces that are not switched on in the project: sheets, drive, forms."""
    account: str = ""
    """Who calls just now; empty between calls."""

    def __post_init__(self) -> None:
        self.quota = Quota(self.clock)
        self._hands: dict[str, list[Callable[[], Any]]] = {}
        self._faults: dict[str, list[str]] = {}
        self._lock = threading.RLock()

    # ---- What there is ----

    def now(self) -> datetime:
        """Return the moment on the clock."""
        return self.clock.now()

    def key_file(self, path: Path, email: str = SERVICE) -> Path:
        """Write a service account's key file and return its path."""
        return self.accounts.key_file(path, email)

    def create_file(self, name: str, kind: str, owner: str) -> File:
        """Make an empty file; a service account has no room for one: https://github.com/burnash/gspread/issues/1592"""
        if owner.endswith(".gserviceaccount.com") and kind == SPREADSHEET:
            raise drive.DriveRefusedError(
                403, "The user's Drive storage quota has been exceeded.", "storageQuotaExceeded"
            )
        number = len(self.files) + 1
        made_at = self.now().strftime("%Y-%m-%dT%H:%M:%S") + f".{number % 1000:03d}Z"
        file = File(f"1{'FORM' if kind == FORM else 'BOOK'}{number:039d}", name, kind, made_at)
        file.share(owner, "owner")
        self.files[file.id] = file
        if kind == SPREADSHEET:
            self.spreadsheets[file.id] = Book(file.id, {"title": name})
            self.spreadsheets[file.id].sheets.append(Sheet(0, "Sheet1"))
        return file

    def new_book(self, title: str, owner: str = PERSON, shared_with: str = "", **properties: Any) -> Book:
        """Make a spreadsheet with one empty tab; properties are those of the interface, such as locale, timeZone."""
        file = self.create_file(title, SPREADSHEET, owner)
        if shared_with:
            file.share(shared_with)
        book = self.spreadsheets[file.id]
        book.properties |= properties
        return book

    def new_excel(self, title: str, shared_with: str = "") -> File:
        """Put an .xlsx into Drive, which no call for spreadsheets works on."""
        file = self.create_file(title, EXCEL, PERSON)
        if shared_with:
            file.share(shared_with)
        return file

    def new_form(self, title: str, document_title: str) -> FormFile:
        """Make a form."""
        file = self.create_file(document_title, FORM, self.account or PERSON)
        self.forms[file.id] = FormFile(file.id, title, document_title)
        return self.forms[file.id]

    def remove(self, file_id: str) -> None:
        """Let a file be no more."""
        for there in (self.files, self.spreadsheets, self.forms):
            there.pop(file_id, None)

    def book(self, book_id: str, role: str) -> Book:
        """Return a spreadsheet for who calls; raises RefusedError when there is none or they may not."""
        file = self.files.get(book_id)
        if file is None:
            raise RefusedError(404, "Requested entity was not found.", "NOT_FOUND")
        if not file.lets(self.account, role):
            raise RefusedError(403, "The caller does not have permission", "PERMISSION_DENIED")
        if file.kind != SPREADSHEET:
            raise RefusedError(400, "This operation is not supported for this document", "FAILED_PRECONDITION")
        return self.spreadsheets[book_id]

    def owns(self, book_id: str) -> bool:
        """Say whether who calls owns a file."""
        return self.files[book_id].role(self.account) == "owner"

    # ---- What happens meanwhile ----

    def before(self, call: str, act: Callable[[], Any]) -> None:
        """Let somebody do something just before the next such call is carried out; once."""
        self._hands.setdefault(call, []).append(act)

    def after(self, call: str, act: Callable[[], Any]) -> None:
        """Let somebody do something after the next such call, before its answer arrives; once."""
        self._hands.setdefault(f"after {call}", []).append(act)

    def fail(self, call: str, how: str, times: int = 1) -> None:
        """Let the next calls fail, one of `faults.FAULTS`; call "token" is the endpoint for tokens."""
        assert how in FAULTS, how
        self._faults.setdefault(call, []).extend([how] * times)

    def names(self) -> list[str]:
        """Return the names of all calls so far."""
        return [call.name for call in self.calls]

    # ---- Answering ----

    @contextmanager
    def online(self) -> Iterator[responses.RequestsMock]:
        """Answer every request of `requests` in this process."""
        with responses.RequestsMock(assert_all_requests_are_fired=False) as door:
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
                door.add_callback(method, re.compile("https://.*"), callback=self.answer)
            yield door

    def answer(self, request: PreparedRequest) -> Answer:
        """Answer one request; raises what a broken connection raises."""
        with self._lock, _no_rubbish():
            address, _, _ = (request.url or "").partition("?")
            if address == TOKEN_ADDRESS:
                return self._through("token", lambda: self._token(request))
            for method, pattern, name, act in _ROUTES:
                found = pattern.fullmatch(address)
                if found and method == request.method:
                    return self._through(
                        name, lambda name=name, act=act, found=found: self._act(name, act, found, request)
                    )
            return told(RefusedError(404, "Requested entity was not found.", "NOT_FOUND"))

    def _through(self, name: str, carry_out: Callable[[], Answer]) -> Answer:
        waiting = self._faults.get(name, [])
        fault = FAULTS[waiting.pop(0)] if waiting else None
        if fault is not None and not fault.carried_out:
            return fault.tell((0, {}, b""))
        answer = carry_out()
        return fault.tell(answer) if fault is not None else answer

    def _hand(self, moment: str) -> None:
        waiting = self._hands.get(moment, [])
        if waiting:
            waiting.pop(0)()

    def _token(self, request: PreparedRequest) -> Answer:
        status, body = self.accounts.answer(_text(request))
        return status, JSON, json.dumps(body).encode()

    def _act(self, name: str, act: Callable[..., Body], found: re.Match[str], request: PreparedRequest) -> Answer:
        api, reading = name.partition(".")[0], _READS.search(name) is not None
        query = {
            key: values[0] if len(values) == 1 else values
            for key, values in parse_qs(urlsplit(request.url or "").query, keep_blank_values=True).items()
        }
        text = _text(request) if request.body else "{}"
        body = orjson.loads(text)
        if "null" in text:
            body = without_nulls(body)
        header = request.headers.get("Authorization", "")
        try:
            self.account = self.accounts.caller(str(header), api, reading=reading)
            self.calls.append(Call(name, self.account, found[0], query, body))
            if api in self.disabled:
                raise switched_off(api)
            check_request(name, query, body)
            self.quota.take(api, self.account, reading=reading)
            self._hand(name)
            told_body = act(self, found, query, body)
            check(name, "response", told_body)
            self._hand(f"after {name}")
        except RefusedError as error:
            return told(error)
        finally:
            self.account = ""
        dated = JSON | {"Date": format_datetime(self.now(), usegmt=True)}
        return 200, dated, orjson.dumps(told_body, option=orjson.OPT_NON_STR_KEYS)


@contextmanager
def _no_rubbish() -> Iterator[None]:
    """Let nobody look for rubbish while millions of cells are made: there is none, and it takes longer than they."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _text(request: PreparedRequest) -> str:
    return request.body.decode() if isinstance(request.body, bytes) else str(request.body)
