"""Calls to Google Sheets: within the quota, never waiting for ever, and tried again where that cannot do harm."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import stamina
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

TIMEOUTS = (10.0, 190.0)
"""Seconds to reach Google, and for an answer: it takes up to 180 by itself."""
_PATIENCE = 180.0
"""Seconds after which nothing is tried again."""
_ATTEMPTS = 10
_ERRORS = 400
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
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
        for attempt in stamina.retry_context(
            on=_again, attempts=_ATTEMPTS, timeout=_PATIENCE, wait_initial=1.0, wait_max=32.0, wait_jitter=2.0
        ):
            with attempt:
                return self._call("get", SPREADSHEET_URL % book, {"includeGridData": "true", "fields": fields}, None)
        raise AssertionError("the last attempt returns or raises")

    def change(self, book: str, body: Body, fields: str) -> Body:
        """Carry out a batch once and return what of the answer the mask names.

        Tried again is only what Google says it did not do: too many calls.

        Raises:
            PassingError: when nobody can tell whether it was carried out.
            RefusedError: when Google says no; then nothing was changed.
        """
        for attempt in stamina.retry_context(
            on=_not_done, attempts=_ATTEMPTS, timeout=_PATIENCE, wait_initial=1.0, wait_max=32.0, wait_jitter=2.0
        ):
            with attempt:
                return self._call("post", SPREADSHEET_BATCH_UPDATE_URL % book, {"fields": fields}, body)
        raise AssertionError("the last attempt returns or raises")

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
        if reply.status_code in _PASSING:
            raise PassingError(reply.status_code, told, _seconds(reply.headers.get("Retry-After", "")))
        raise RefusedError(reply.status_code, told)


def _again(error: Exception) -> bool | float:
    if not isinstance(error, PassingError):
        return False
    return True if error.again_in is None else error.again_in


def _not_done(error: Exception) -> bool | float:
    return isinstance(error, PassingError) and error.status == 429 and _again(error)  # noqa: PLR2004 - Too Many Requests


def _seconds(text: str) -> float | None:
    return min(float(text), _PATIENCE) if re.fullmatch(r"\d{1,6}", text) else None


def connect_sheets(key: Path | None, quota: Quota) -> SheetsClient:
    """Return the door to Google Sheets for a key file. Raises OutsideError that says what is wrong with it."""
    credentials, account = credentials_from(key, _SCOPES)
    return SheetsClient(credentials, account, quota)
