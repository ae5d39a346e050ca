"""How we stand with Google: who we are, how its clock goes, who may see a spreadsheet. For looking only."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from flows import clock
from flows.adapters.google import faults
from flows.adapters.google_forms import GoogleForms, Reply, Session
from flows.adapters.google_forms_errors import refusal
from flows.errors import OutsideError
from forms.google_form.live import LiveForm

log = logging.getLogger("lookdeeper")

_FILES = "https://www.googleapis.com/drive/v3/files"
_BOOKS = "https://sheets.googleapis.com/v4/spreadsheets"
_SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_ERRORS, _NOT_SHARED = 400, {403, 404}
_TIMEOUTS = (10.0, 60.0)


@dataclass(frozen=True, slots=True)
class SheetStanding:
    """Who may do what with a spreadsheet, and by which clock it goes."""

    is_open_to_anyone: bool
    """Whether everybody who has the link may read it, or find it."""
    may_edit: bool
    time_zone: str


class GoogleStanding:
    """Looks at an account's standing, a spreadsheet's or a form's; every method raises OutsideError with the remedy."""

    def __init__(self, session: Session, account: str) -> None:
        """Take a session that carries credentials, and the account's address."""
        self._session, self.account = session, account
        self._forms = GoogleForms(session, account)

    def clock_skew(self) -> float:
        """Return by how many seconds this machine's clock is ahead of Google's."""
        reply = self._get(_FILES, {"pageSize": "1", "fields": "files(id)"}, "")
        said = reply.headers.get("Date", "")
        return (clock.now() - parsedate_to_datetime(said).astimezone(UTC)).total_seconds() if said else 0.0

    def spreadsheet(self, name: str, book: str) -> SheetStanding:
        """Return how a spreadsheet is shared; `name` is what it is called in messages."""
        fields = "capabilities(canEdit),permissions(type,role)"
        file = self._get(f"{_FILES}/{book}", {"fields": fields, "supportsAllDrives": "true"}, name).json()
        about = self._get(f"{_BOOKS}/{book}", {"fields": "properties(timeZone)"}, name).json()
        return SheetStanding(
            any(one.get("type") == "anyone" for one in file.get("permissions", ())),
            bool(file.get("capabilities", {}).get("canEdit", False)),
            str(about.get("properties", {}).get("timeZone", "")),
        )

    def read_only(self) -> frozenset[str]:
        """Return the spreadsheets that the account sees and may not change: one call, however many there are."""
        query = {
            "q": f"mimeType = '{_SPREADSHEET}' and trashed = false",
            "fields": "nextPageToken,files(id,capabilities(canEdit))",
            "pageSize": "1000",
            "supportsAllDrives": "true",
            "includeItemsFromAllDrives": "true",
        }
        found: set[str] = set()
        token = ""
        while True:
            page = self._get(_FILES, {**query, **({"pageToken": token} if token else {})}, "").json()
            found |= {one["id"] for one in page.get("files", ()) if one.get("capabilities", {}).get("canEdit") is False}
            token = str(page.get("nextPageToken", ""))
            if not token:
                return frozenset(found)

    def form(self, form_id: str) -> LiveForm:
        """Return a form."""
        return self._forms.form(form_id)

    def _get(self, address: str, query: Mapping[str, str], whose: str) -> Reply:
        try:
            reply = self._session.request("GET", address, params=query, timeout=_TIMEOUTS)
            told: Any = reply.json() if "json" in reply.headers.get("Content-Type", "") else {}
        except (OSError, ValueError):
            raise refusal(0, {}, self.account, whose, making=False) from None
        if reply.status_code in _NOT_SHARED and whose:
            raise faults.refused(whose, self.account, reply.status_code, told, writing=False)
        if reply.status_code >= _ERRORS:
            raise refusal(reply.status_code, told, self.account, whose, making=False)
        return reply


def connect_standing(key: Path | None) -> GoogleStanding:
    """Return what looks at how we stand with Google. Raises OutsideError that says what is wrong with the key."""
    from flows.adapters.google.forms_session import forms_session  # noqa: PLC0415 - its libraries take half a second

    session = forms_session(key)
    return GoogleStanding(session, session.account)


def read_only(key: Path | None) -> frozenset[str]:
    """Return the spreadsheets that may not be changed; none where that cannot be told: then the work itself tells."""
    try:
        return connect_standing(key).read_only()
    except OutsideError as error:
        log.info("which spreadsheets may be changed: %s", error.words.en)
        return frozenset()
