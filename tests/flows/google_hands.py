"""A spreadsheet of the stand-in for Google, and the workbook of ours that works on it, without any network."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from config.settings import load_settings
from flows.adapters.google.client import SheetsClient, connect_sheets
from flows.adapters.google.quota import Quota
from flows.adapters.google_sheets import GoogleWorkbook
from forms.organisations import spreadsheet_id
from tests.google.accounts import SERVICE
from tests.google.quota import Clock
from tests.google.sheets.book import Book
from tests.google.world import Google

REAL = os.environ.get("LOOKDEEPER_GOOGLE_TEST", "")
"""Address or id of a real spreadsheet for the tests that every workbook has to pass; all that is in it is deleted."""

READ, WRITE = "sheets.spreadsheets.get", "sheets.spreadsheets.batchUpdate"
LIST = "drive.files.list"


class ToStandIn(BaseAdapter):
    """Hands every request to the stand-in."""

    def __init__(self, google: Google) -> None:
        super().__init__()
        self.google = google

    def send(self, request: PreparedRequest, *_: Any, **options: Any) -> Response:
        assert options["timeout"] is not None
        status, headers, body = self.google.answer(request)
        made = Response()
        made.status_code, made._content, made.headers = status, body, CaseInsensitiveDict(headers)
        made.request, made.url = request, request.url or ""
        return made

    def close(self) -> None:
        pass


def waiting_on(sleep: Callable[[float], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever waits before calling again do so on another clock."""
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=sleep))


def client_of(google: Google, account: str = SERVICE) -> SheetsClient:
    """Return a client that is let in, and whose quota runs on the stand-in's clock."""
    token = google.accounts.token(account, frozenset({"spreadsheets"}))
    client = SheetsClient(
        Credentials(token=token), account, Quota(clock=google.clock.monotonic, sleep=google.clock.sleep)
    )
    client.session.mount("https://", ToStandIn(google))
    return client


def workbook(google: Google, title: str = "Namai", **properties: Any) -> tuple[GoogleWorkbook, Book]:
    """Return an untouched spreadsheet that is shared with us, twice: as we and as the stand-in know it."""
    book = google.new_book(title, shared_with=SERVICE, **properties)
    client = client_of(google)
    return GoogleWorkbook(book.id, lambda: client), book


def contract_workbook(folder: Path) -> GoogleWorkbook:
    """Return an untouched spreadsheet for the tests that every workbook has to pass; it is the 9th of May there."""
    del folder
    return workbook(Google(clock=Clock(datetime(2026, 5, 9, 6, 0, tzinfo=UTC))))[0]


def emptied(client: SheetsClient, book: str) -> GoogleWorkbook:
    """Return a spreadsheet as it is when it is new: with one empty tab, whatever was in it."""
    there = client.fetch(book, "sheets(properties(sheetId)),developerMetadata(metadataKey)")
    numbers = {one["properties"].get("sheetId", 0) for one in there["sheets"]}
    fresh = max(numbers) + 1
    keys = {one["metadataKey"] for one in there.get("developerMetadata", ())}
    requests: list[dict[str, Any]] = [
        {"addSheet": {"properties": {"sheetId": fresh, "title": f"Sheet{fresh}"}}},
        *({"deleteSheet": {"sheetId": number}} for number in sorted(numbers)),
    ]
    for key in sorted(keys):
        lookup = {"developerMetadataLookup": {"metadataKey": key}}
        requests.append({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    client.change(book, {"requests": requests}, "spreadsheetId")
    return GoogleWorkbook(book, lambda: client)


def real_workbook(folder: Path) -> GoogleWorkbook:
    """Return the spreadsheet of Google's that the environment names, emptied."""
    del folder
    return emptied(connect_sheets(load_settings().google_file, Quota()), spreadsheet_id(REAL))
