"""Who we are to Google: a service account's key or a person's permission, read from a file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError
from google.oauth2 import credentials, service_account

from flows.errors import OutsideError
from forms.words import Words

_NONE = Words(
    "Nenurodyta, kuo jungtis prie „Google“: faile .env įrašykite LOOKDEEPER_GOOGLE_KEY=… (paslaugos paskyros rakto "
    "failą) arba LOOKDEEPER_GOOGLE_TOKEN=… (savo leidimo failą).",
    "Nothing says how to connect to Google: write LOOKDEEPER_GOOGLE_KEY=… (the file of a service account's key) or "
    "LOOKDEEPER_GOOGLE_TOKEN=… (the file of your own permission) into .env.",
)
_NO_FILE = Words(
    "„Google“ rakto failo {file} nėra arba jo negalima perskaityti. Patikrinkite kelią ir teises.",
    "Google's key file {file} is not there, or cannot be read. Check the path and the permissions.",
)
_A_FOLDER = Words(
    "{file} yra aplankas, o ne „Google“ rakto failas. Nurodykite patį failą.",
    "{file} is a folder, and not Google's key file. Name the file itself.",
)
_NOT_A_KEY = Words(
    "{file} nėra „Google“ rakto failas. Atsisiųskite JSON raktą: „IAM & Admin“ → „Service Accounts“ → „Keys“ → "
    "„Add key“.",
    "{file} is not a key file of Google's. Download a JSON key: IAM & Admin → Service Accounts → Keys → Add key.",
)


def credentials_from(file: Path | None, scopes: Sequence[str]) -> tuple[Any, str]:
    """Return the credentials that a file holds, and the account's address, "" where the file does not say it.

    Raises:
        OutsideError: when there is no such file, or it is no key.
    """
    if file is None:
        raise OutsideError(_NONE)
    if file.is_dir():
        raise OutsideError(_filled(_A_FOLDER, file))
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if content.get("type") == "service_account":
            proof = service_account.Credentials.from_service_account_info(content, scopes=scopes)
            return proof, proof.service_account_email
        proof = credentials.Credentials.from_authorized_user_info(content, scopes=scopes)
        return proof, str(content.get("account", ""))
    except OSError:
        raise OutsideError(_filled(_NO_FILE, file)) from None
    except (ValueError, KeyError, TypeError, AttributeError, GoogleAuthError):
        raise OutsideError(_filled(_NOT_A_KEY, file)) from None


def _filled(words: Words, file: Path) -> Words:
    return Words(words.lt.format(file=file), words.en.format(file=file))
