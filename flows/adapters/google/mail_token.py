"""That we may send as a Gmail account: a token that lasts an hour, from a person's permission or an account's key."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import Request
from google.oauth2 import credentials, service_account

from flows.adapters.mail_errors import AccountError
from forms.outbox import Trouble, Why

_SCOPES = ("https://mail.google.com/",)  # the only one with which Gmail takes letters over SMTP
_GOOGLE = "https://oauth2.googleapis.com/token"
_SECONDS = 30


def mail_token(file: Path, user: str) -> str:
    """Return a token for sending as a user.

    Args:
        file: JSON as Google writes it: a person's permission (`authorized_user`), or the key of a service account that
            may act for the people of its domain.
        user: The address of the Gmail account.

    Raises:
        AccountError: when the file is none of these, Google refuses it, or Google cannot be reached.
    """
    try:
        proof = _proof(json.loads(file.read_text(encoding="utf-8")), user)
        # A worker must not wait for ever for an answer.
        proof.refresh(partial(Request(), timeout=_SECONDS))
    except TransportError:
        raise AccountError(Trouble(Why.NO_SERVER)) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, GoogleAuthError):
        # The error's own text may hold a part of the secret.
        raise AccountError(Trouble(Why.NO_PERMISSION)) from None
    return str(proof.token)


def _proof(content: Any, user: str) -> Any:
    if content["type"] == "service_account":
        return service_account.Credentials.from_service_account_info(content, scopes=_SCOPES, subject=user)
    return credentials.Credentials(
        token=None,
        refresh_token=content["refresh_token"],
        token_uri=content.get("token_uri", _GOOGLE),
        client_id=content["client_id"],
        client_secret=content["client_secret"],
        scopes=_SCOPES,
    )
