"""Calls to Google Sheets: within the quota, never waiting for ever, and tried again where that cannot do harm."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import AuthorizedSession
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL
from requests import Response

from flows.adapters.google import faults
from flows.adapters.google.account import credentials_from
from flows.adapters.google.cells import Body
from flows.adapters.google.failures import PassingError, RefusedError
from flows.adapters.google.quota import Quota
from flows.adapters.google.trying import PASSING, TIMEOUTS, asked_pause, tried

_ERRORS, _TOO_MANY = 400, 429
_SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)


class SheetsClient(HTTPClient):
    """The door to Google Sheets for one account; one object for all spreadsheets of a run, so that they share a quota.

    gspread's own way of trying again neither ends nor spares what must not be done twice, so it is not used.
    """

    def __init__(self, credentials: Any, account: str, quota: Quota) -> None:
        """Take the credentials, the account's address for messages, and the quota to keep to."""
        super().__init__(None, session=AuthorizedSession(credentials))  # type: ignore[arg-type]  # a session needs none
        self.account, self._quota = account, quota

    def fetch(self, book: str, fields: str) -> Body:
        """Return a spreadsheet with its cells, as much of it as the mask names; tried again while that may help.

        Raises:
            PassingError: when Google could not be reached for minutes.
            RefusedError: when it says no.
        """
        query = {"includeGridData": "true", "fields": fields}
        return tried(lambda: self._call("get", SPREADSHEET_URL % book, query, None), lambda _: True)

    def change(self, book: str, body: Body, fields: str) -> Body:
        """Carry out a batch once and return what of the answer the mask names.

        Tried again is only what Google says it did not do: too many calls.

        Raises:
            PassingError: when nobody can tell whether it was carried out.
            RefusedError: when Google says no; then nothing was changed.
        """
        address, query = SPREADSHEET_BATCH_UPDATE_URL % book, {"fields": fields}
        return tried(lambda: self._call("post", address, query, body), lambda error: error.status == _TOO_MANY)

    def _call(self, method: str, url: str, query: Mapping[str, str], body: Body | None) -> Body:
        self._quota.take("write" if body else "read")
        try:
            reply: Response = self.session.request(
                method,
                url,
                params=query,
                json=body,
                timeout=TIMEOUTS,  # type: ignore[arg-type]  # a pair as well, says its documentation
            )
            told: Any = reply.json() if reply.ok or "json" in reply.headers.get("Content-Type", "") else {}
        except TransportError:
            raise PassingError(0, {}, None) from None
        except GoogleAuthError:
            raise faults.credentials_refused(self.account) from None
        except (OSError, ValueError):  # not reached, cut off, or torn
            raise PassingError(0, {}, None) from None
        if reply.status_code < _ERRORS:
            return told
        if reply.status_code in PASSING:
            raise PassingError(reply.status_code, told, asked_pause(reply.headers))
        raise RefusedError(reply.status_code, told)


def connect_sheets(key: Path | None, quota: Quota) -> SheetsClient:
    """Return the door to Google Sheets for a key file. Raises OutsideError that says what is wrong with it."""
    credentials, account = credentials_from(key, _SCOPES)
    return SheetsClient(credentials, account, quota)
