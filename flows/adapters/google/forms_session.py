"""Who we are to Google Forms: a service account's key or a person's permission, read from a file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import credentials, service_account

from flows.errors import OutsideError
from forms.words import Words

_SCOPES = (
    "https://www.googleapis.com/auth/forms.body",
    "https://www.googleapis.com/auth/forms.responses.readonly",
    "https://www.googleapis.com/auth/drive",  # who may answer and edit a form, also one that a person made
)

_NONE = Words(
    "Nenurodyta, kuo jungtis prie „Google“: faile .env įrašykite LOOKDEEPER_GOOGLE_KEY=… (paslaugos paskyros rakto "
    "failą). Be jos: lookdeeper forms script.",
    "Nothing says how to connect to Google: write LOOKDEEPER_GOOGLE_KEY=… (the file of a service account's key) into "
    ".env. Without one: lookdeeper forms script.",
)
_NO_FILE = Words(
    "„Google“ rakto failo {file} nėra arba jo negalima perskaityti.",
    "Google's key file {file} is not there, or cannot be read.",
)
_A_FOLDER = Words("{file} yra aplankas, o ne „Google“ rakto failas.", "{file} is a folder, and not Google's key file.")
_NOT_A_KEY = Words(
    "{file} nėra „Google“ rakto failas. Atsisiųskite JSON raktą: „IAM & Admin“ → „Service Accounts“ → „Keys“ → "
    "„Add key“.",
    "{file} is not a key file of Google's. Download a JSON key: IAM & Admin → Service Accounts → Keys → Add key.",
)
_REFUSED = Words(
    "„Google“ nepriima paskyros {account} rakto: jis ištrintas, pasibaigęs arba neteisingas kompiuterio laikrodis. "
    "Sukurkite naują: „IAM & Admin“ → „Service Accounts“ → „Keys“ → „Add key“.",
    "Google does not accept the key of {account}: it was deleted, has expired, or this computer's clock is wrong. Make "
    "a new one: IAM & Admin → Service Accounts → Keys → Add key.",
)


class FormsSession:
    """A session whose failures to prove who we are come as OutsideError."""

    def __init__(self, session: AuthorizedSession, account: str) -> None:
        """Take a session that carries credentials, and the account's address."""
        self._session, self.account = session, account

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
            raise OutsideError(_filled(_REFUSED, account=self.account)) from None


def forms_session(file: Path | None) -> FormsSession:
    """Return a session for a key file, of a service account or of a person who agreed.

    Raises:
        OutsideError: when there is no such file, or it is no key.
    """
    if file is None:
        raise OutsideError(_NONE)
    if file.is_dir():
        raise OutsideError(_filled(_A_FOLDER, file=str(file)))
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if content["type"] == "service_account":
            proof = service_account.Credentials.from_service_account_info(content, scopes=_SCOPES)
            return FormsSession(AuthorizedSession(proof), proof.service_account_email)
        proof = credentials.Credentials.from_authorized_user_info(content, scopes=_SCOPES)
        return FormsSession(AuthorizedSession(proof), str(content.get("account", "")))
    except OSError:
        raise OutsideError(_filled(_NO_FILE, file=str(file))) from None
    except (ValueError, KeyError, TypeError, GoogleAuthError):
        raise OutsideError(_filled(_NOT_A_KEY, file=str(file))) from None


def _filled(words: Words, **parts: str) -> Words:
    return Words(words.lt.format(**parts), words.en.format(**parts))
