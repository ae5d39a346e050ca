"""The door to Google Forms: forms and their responses through the Forms API, who may answer through the Drive API.

Every call may be repeated, save the making of a form: a batch names the revision it was planned on, so a batch that was
carried out although its answer got lost is refused the second time, and the form is read again. Settings and
permissions are set to what they shall be, however often.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from flows.adapters.google.failures import PassingError, RefusedError
from flows.adapters.google_forms_errors import FormsChangedError, FormsRefusedError, refusal
from forms.google_form.answers import FormAnswer, read_answers, say_timestamp
from forms.google_form.live import LiveForm, read_live
from forms.google_form.requests import Request

_FORMS = "https://forms.googleapis.com/v1/forms"
_FILES = "https://www.googleapis.com/drive/v3/files"
_ERRORS = 400
_NOT_DONE = frozenset({429, 503})
"""Answers that say that nothing was done: even the making of a form may be tried again."""
_A_PAGE = 5_000
"""Responses in one answer; Google gives no more."""


class FormsApi(Protocol):
    """What publishing needs of Google Forms."""

    def create(self, title: str, document_title: str) -> LiveForm:
        """Make an empty form, unpublished. Raises OutsideError."""
        ...

    def form(self, form_id: str) -> LiveForm:
        """Read a form. Raises OutsideError that says how to share it."""
        ...

    def change(self, form_id: str, requests: Sequence[Request], revision: str) -> LiveForm:
        """Carry out all requests or none, on that revision alone; return the form as it then is.

        Raises:
            FormsChangedError: when the form has another revision by now.
            FormsRefusedError: when Google does not accept the requests.
        """
        ...

    def publish(self, form_id: str) -> None:
        """Publish a form and let it accept responses. Raises OutsideError."""
        ...

    def is_open(self, form_id: str) -> bool:
        """Tell whether everybody who has the link may answer. Raises OutsideError."""
        ...

    def open(self, form_id: str) -> None:
        """Let everybody answer who has the link. Raises OutsideError."""
        ...

    def share(self, form_id: str, email: str) -> None:
        """Let somebody edit the form. Raises OutsideError."""
        ...

    def responses(self, form_id: str, since: datetime | None = None) -> tuple[FormAnswer, ...]:
        """Return the responses, or those first given or edited since a moment. Raises OutsideError."""
        ...


class Reply(Protocol):
    """An answer of Google's, as `requests` gives it."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers."""
        ...

    def json(self) -> Any:
        """Return the body; raises ValueError when it is no JSON, or only a part of it."""
        ...


class Session(Protocol):
    """Who calls Google in our name; errors of the connection are OSErrors, as those of `requests` are."""

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        timeout: tuple[float, float] | None = None,
    ) -> Reply:
        """Call once."""
        ...


class GoogleForms:
    """The Forms API, reached through a session that carries the credentials of an account."""

    def __init__(self, session: Session, account: str) -> None:
        """Take the session, and the account's address for messages."""
        self._session, self._account = session, account

    def create(self, title: str, document_title: str) -> LiveForm:
        """Make an empty form, unpublished."""
        info = {"title": title, "documentTitle": document_title}
        return read_live(self._call("POST", _FORMS, body={"info": info}, making=True))

    def form(self, form_id: str) -> LiveForm:
        """Read a form."""
        return read_live(self._call("GET", f"{_FORMS}/{form_id}"))

    def change(self, form_id: str, requests: Sequence[Request], revision: str) -> LiveForm:
        """Carry out all requests or none, on that revision alone."""
        body = {
            "includeFormInResponse": True,
            "requests": list(requests),
            "writeControl": {"requiredRevisionId": revision},
        }
        try:
            return read_live(self._call("POST", f"{_FORMS}/{form_id}:batchUpdate", body=body)["form"])
        except FormsRefusedError as error:
            # What Google says of a revision that is not the latest is no part of its interface; the revision is.
            if self.form(form_id).revision != revision:
                raise FormsChangedError(error.words) from None
            raise

    def publish(self, form_id: str) -> None:
        """Publish a form and let it accept responses."""
        state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
        body = {"publishSettings": state, "updateMask": "publishState"}
        self._call("POST", f"{_FORMS}/{form_id}:setPublishSettings", body=body)

    def is_open(self, form_id: str) -> bool:
        """Tell whether everybody who has the link may answer."""
        query = {
            "includePermissionsForView": "published",
            "fields": "nextPageToken,permissions(id,type,role,view)",
            "supportsAllDrives": "true",
        }
        pages = self._pages(f"{_FILES}/{form_id}/permissions", query)
        return any(one.get("type") == "anyone" for page in pages for one in page.get("permissions", ()))

    def open(self, form_id: str) -> None:
        """Let everybody answer who has the link."""
        body = {"type": "anyone", "role": "reader", "view": "published"}
        self._call("POST", f"{_FILES}/{form_id}/permissions", query={"supportsAllDrives": "true"}, body=body)

    def share(self, form_id: str, email: str) -> None:
        """Let somebody edit the form, without a letter from Google."""
        query = {"supportsAllDrives": "true", "sendNotificationEmail": "false"}
        body = {"type": "user", "role": "writer", "emailAddress": email}
        self._call("POST", f"{_FILES}/{form_id}/permissions", query=query, body=body)

    def responses(self, form_id: str, since: datetime | None = None) -> tuple[FormAnswer, ...]:
        """Return the responses, or those first given or edited since a moment."""
        query = {"pageSize": str(_A_PAGE)} | ({"filter": f"timestamp >= {say_timestamp(since)}"} if since else {})
        pages = self._pages(f"{_FORMS}/{form_id}/responses", query)
        told = [one for page in pages for one in page.get("responses", ())]
        # Mostly nothing is new, and then nobody need know what is asked.
        return read_answers(told, self.form(form_id).question_titles) if told else ()

    def _pages(self, address: str, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        token = ""
        while True:
            page = self._call("GET", address, query={**query, **({"pageToken": token} if token else {})})
            yield page
            token = str(page.get("nextPageToken", ""))
            if not token:
                return

    def _call(
        self,
        method: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        making: bool = False,
    ) -> Mapping[str, Any]:
        """Return what Google answers, trying again where that may help; what makes a form is done at most once."""
        from flows.adapters.google.trying import PASSING, TIMEOUTS, asked_pause, tried  # noqa: PLC0415 - its library

        def call() -> Mapping[str, Any]:
            try:
                reply = self._session.request(method, address, params=query, json=body, timeout=TIMEOUTS)
                status = reply.status_code
                told: Any = reply.json() if status < _ERRORS or "json" in reply.headers.get("Content-Type", "") else {}
            except (OSError, ValueError):
                # Not reached, cut off, or the answer is torn: it may have been carried out.
                raise PassingError(0, {}, None) from None
            if status < _ERRORS:
                return told
            if status in PASSING:
                raise PassingError(status, told, asked_pause(reply.headers))
            raise RefusedError(status, told)

        try:
            return tried(call, lambda error: not making or error.status in _NOT_DONE)
        except (PassingError, RefusedError) as error:
            raise refusal(error.status, error.told, self._account, _id_of(address), making=making) from None


def _id_of(address: str) -> str:
    return re.sub(r"[/:].*", "", address.removeprefix(f"{_FORMS}/").removeprefix(f"{_FILES}/"))


def connect_forms(key: Path | None) -> FormsApi:
    """Return the door to Google Forms for a key file. Raises OutsideError that says what is wrong with it."""
    from flows.adapters.google.forms_session import forms_session  # noqa: PLC0415 - its libraries take half a second

    session = forms_session(key)
    return GoogleForms(session, session.account)
