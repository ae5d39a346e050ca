"""Who calls: keys of service accounts, permissions of people, and the endpoint that gives tokens for them."""

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt

from tests.google.forms_api import RefusedError

Body = dict[str, Any]

SERVICE = "lookdeeper@zvelk-giliau.iam.gserviceaccount.com"
TOKEN_ADDRESS = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_SCOPE = "https://www.googleapis.com/auth/"
_WRITING = {
    "sheets": {"spreadsheets", "drive", "drive.file"},
    "drive": {"drive", "drive.file"},
    "forms": {"forms.body", "drive", "drive.file", "forms.responses.readonly"},
}
_READING = {
    "sheets": {"spreadsheets.readonly", "drive.readonly"},
    "drive": {"drive.readonly", "drive.metadata.readonly"},
    "forms": {"forms.body.readonly"},
}


@functools.cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@functools.cache
def _private_text() -> str:
    return _key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()  # fmt: skip


@functools.cache
def _public_text() -> bytes:
    return _key().public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip


@dataclass
class Accounts:
    """The tokens that were given, and who gets none any more."""

    tokens: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Accounts whose key was deleted or whose permission was withdrawn or has expired."""

    def key_file(self, path: Path, email: str = SERVICE) -> Path:
        """Write a service account's key file, as Google's console gives it."""
        project = email.partition("@")[2].partition(".")[0]
        content = {
            "type": "service_account",
            "project_id": project,
            "private_key_id": "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567",
            "private_key": _private_text(),
            "client_email": email,
            "client_id": "100000000000000000001",
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": TOKEN_ADDRESS,
            "universe_domain": "googleapis.com",
        }
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
        return path

    def user_file(self, path: Path, email: str) -> Path:
        """Write the file of a person who agreed that the program acts for them."""
        content = {
            "type": "authorized_user",
            "client_id": "1000.apps.googleusercontent.com",
            "client_secret": "made-up",
            "refresh_token": f"1//{email}",
            "account": email,
        }
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    def token(self, email: str, scopes: frozenset[str]) -> str:
        """Return a new token."""
        made = f"ya29.{len(self.tokens)}.{email}"
        self.tokens[made] = (email, scopes)
        return made

    def answer(self, text: str) -> tuple[int, Body]:
        """Answer a request for a token."""
        asked = {name: values[0] for name, values in parse_qs(text).items()}
        if asked.get("grant_type") == "refresh_token":
            email, scopes = (
                asked["refresh_token"].removeprefix("1//"),
                frozenset({"spreadsheets", "drive", "forms.body"}),
            )
        else:
            assert asked.get("grant_type") == _GRANT, "an unknown kind of grant"
            try:
                claims = jwt.decode(asked["assertion"], certs=_public_text(), audience=TOKEN_ADDRESS)
            except ValueError:
                return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            email = claims["iss"]
            scopes = frozenset(scope.removeprefix(_SCOPE) for scope in str(claims.get("scope", "")).split())
            if not scopes:
                return 400, {
                    "error": "invalid_scope",
                    "error_description": "Invalid OAuth scope or ID token audience provided.",
                }
        if email in self.gone:
            words = (
                "Invalid grant: account not found"
                if asked["grant_type"] == _GRANT
                else "Token has been expired or revoked."
            )
            return 400, {"error": "invalid_grant", "error_description": words}
        return 200, {"access_token": self.token(email, scopes), "expires_in": 3599, "token_type": "Bearer"}

    def caller(self, header: str, api: str, *, reading: bool) -> str:
        """Return who calls; raises RefusedError when the token is none, or not for that."""
        found = self.tokens.get(header.removeprefix("Bearer "))
        if found is None:
            raise RefusedError(
                401,
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other "
                "valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
                "UNAUTHENTICATED",
            )
        email, scopes = found
        enough = _WRITING[api] | _READING[api] if reading else _WRITING[api]
        if not scopes & enough:
            raise RefusedError(403, "Request had insufficient authentication scopes.", "PERMISSION_DENIED")
        return email


def switched_off(api: str) -> RefusedError:
    """Return the refusal of a call to an interface that the project does not use."""
    service = {"sheets": "Google Sheets API", "drive": "Google Drive API", "forms": "Google Forms API"}[api]
    return RefusedError(
        403,
        f"{service} has not been used in project 100000000001 before or it is disabled. Enable it by visiting "
        f"https://console.developers.google.com/apis/api/{api}.googleapis.com/overview?project=100000000001 then retry.",
        "PERMISSION_DENIED",
    )
