"""Calls to Google Forms and Drive in an account's name, within the same quota and as patiently as those to Sheets."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import AuthorizedSession

from flows.adapters.google import faults
from flows.adapters.google.account import credentials_from
from flows.adapters.google.quota import Quota

_SCOPES = (
    "https://www.googleapis.com/auth/forms.body",
    "https://www.googleapis.com/auth/forms.responses.readonly",
    "https://www.googleapis.com/auth/drive",  # who may answer and edit a form, also one that a person made
)

_MOST = 140
"""Calls of a kind a minute: Google lets an account write 150 times, list answers 180 times and read 390 times."""


class FormsSession:
    """A session whose failures to prove who we are come as OutsideError."""

    def __init__(self, session: AuthorizedSession, account: str, quota: Quota) -> None:
        """Take a session that carries credentials, the account's address, and the quota to keep to."""
        self._session, self.account, self._quota = session, account, quota

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        timeout: tuple[float, float] | None = None,
    ) -> Any:
        """Call once; errors of the connection are OSErrors. Raises OutsideError when the credentials are refused."""
        self._quota.take("forms read" if method == "GET" else "forms write")
        try:
            return self._session.request(
                method,
                url,
                params=params,
                json=json,
                timeout=timeout,  # type: ignore[arg-type]  # a pair as well, says its documentation
            )
        except TransportError as error:
            raise ConnectionError(url) from error  # while proving who we are: as passing as any other
        except GoogleAuthError:
            raise faults.credentials_refused(self.account) from None


def forms_session(file: Path | None, quota: Quota | None = None) -> FormsSession:
    """Return a session for a key file, of a service account or of a person who agreed.

    Raises:
        OutsideError: when there is no such file, or it is no key.
    """
    proof, account = credentials_from(file, _SCOPES)
    return FormsSession(AuthorizedSession(proof), account, quota or Quota(_MOST))
