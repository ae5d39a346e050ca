"""What of the Drive API has to do with spreadsheets and forms: finding, copying and sharing files."""

import re
from typing import Any, Protocol

from tests.google.files import SPREADSHEET, File
from tests.google.forms_api import RefusedError
from tests.google.sheets import fields
from tests.google.sheets.book import Book

Body = dict[str, Any]
Query = dict[str, Any]
_PLAIN_FILE = "kind,id,name,mimeType"
_TERM = re.compile(
    r"(?P<name>\w+)\s*(?P<sign>=|!=|in|contains)\s*(?:\"(?P<text>[^\"]*)\"|'(?P<other>(?:\\'|[^'])*)'|(?P<truth>true|false))"
)


class DriveRefusedError(RefusedError):
    """A refusal in the words of the Drive API."""

    def __init__(self, code: int, message: str, reason: str) -> None:
        super().__init__(code, message)
        self.reason = reason

    def body(self) -> Body:
        one = {"domain": "global", "reason": self.reason, "message": str(self)}
        return {"error": {"errors": [one], "code": self.code, "message": str(self)}}


class Door(Protocol):
    """What the routes need of whoever keeps the files."""

    account: str
    files: dict[str, File]

    def create_file(self, name: str, kind: str, owner: str) -> File:
        """Make an empty file."""
        ...

    def book(self, book_id: str, role: str) -> Book:
        """Return a spreadsheet for who calls."""
        ...

    def remove(self, file_id: str) -> None:
        """Let a file be no more."""
        ...


def _file(google: Door, file_id: str, role: str = "reader") -> File:
    file = google.files.get(file_id)
    if file is None or not file.lets(google.account, "reader"):
        raise DriveRefusedError(404, f"File not found: {file_id}.", "notFound")
    if not file.lets(google.account, role):
        raise DriveRefusedError(
            403, "The user does not have sufficient permissions for this file.", "insufficientFilePermissions"
        )
    return file


def _shown(body: Body, query: Query, plain: str, schema: str) -> Body:
    mask = fields.parse(query.get("fields") or plain)
    fields.check("drive", schema, mask)
    return fields.select(body, mask)


def _body(google: Door, file: File) -> Body:
    """Return a file as whoever calls sees it."""
    return file.body() | {"capabilities": {"canEdit": file.lets(google.account, "writer")}}


def _list(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del found, body
    there = [
        file
        for file in google.files.values()
        if file.lets(google.account, "reader") and _fits(file, query.get("q", ""))
    ]
    there.sort(key=lambda file: file.made_at, reverse=True)
    size, first = int(query.get("pageSize", 100)), int(query.get("pageToken") or 0)
    page: Body = {"kind": "drive#fileList", "files": [_body(google, file) for file in there[first : first + size]]}
    if first + size < len(there):
        page["nextPageToken"] = str(first + size)
    return _shown(page, query, f"nextPageToken,files({_PLAIN_FILE})", "FileList")


def _fits(file: File, wanted: str) -> bool:
    for term in _TERM.finditer(wanted):
        text = (term["text"] or term["other"] or "").replace("\\'", "'")
        has = {"mimeType": file.kind, "name": file.name, "trashed": str(file.trashed).lower()}.get(term["name"])
        if term["name"] == "parents":
            fits = text in file.parents
        elif term["sign"] == "contains":
            fits = text.casefold() in (has or "").casefold()
        else:
            fits = has == (term["truth"] or text)
        if fits == (term["sign"] == "!="):
            return False
    return (
        not re.search(r"'([^']+)' in parents", wanted) or re.findall(r"'([^']+)' in parents", wanted)[0] in file.parents
    )


def _get(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del body
    file = _file(google, found["file"])
    return _shown(_body(google, file), query, _PLAIN_FILE, "File")


def _create(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del found
    file = google.create_file(body.get("name", "Untitled"), body.get("mimeType", SPREADSHEET), google.account)
    file.parents = body.get("parents", [])
    return _shown(file.body(), query, _PLAIN_FILE, "File")


def _copy(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    source = _file(google, found["file"])
    file = google.create_file(body.get("name", f"Copy of {source.name}"), source.kind, google.account)
    file.parents = body.get("parents", [])
    draft, made = google.book(source.id, "reader").draft(), google.book(file.id, "writer")
    draft.id = made.id
    draft.properties["title"] = file.name
    made.become(draft)
    return _shown(file.body(), query, _PLAIN_FILE, "File")


def _delete(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query, body
    google.remove(_file(google, found["file"], "owner").id)
    return {}


def _update(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    file = _file(google, found["file"], "writer")
    if "name" in body:
        file.name = body["name"]
        if file.kind == SPREADSHEET:
            google.book(file.id, "writer").properties["title"] = file.name
    if query.get("addParents"):
        file.parents = [query["addParents"]]
    file.trashed = body.get("trashed", file.trashed)
    return _shown(file.body(), query, _PLAIN_FILE, "File")


def _permissions(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del body
    there = [{"kind": "drive#permission"} | one for one in _file(google, found["file"]).permissions]
    return _shown({"permissions": there}, query, "permissions(kind,id,type,role)", "PermissionList")


def _share(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    file = _file(google, found["file"], "writer")
    email = body.get("emailAddress", "")
    if body["type"] in {"user", "group"} and "@" not in email:
        raise DriveRefusedError(
            400, "The specified emailAddress is invalid or not applicable for the given type.", "invalidSharingRequest"
        )
    made = file.share(email, body["role"], body["type"])
    return _shown({"kind": "drive#permission"} | made, query, "kind,id,type,role", "Permission")


def _unshare(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query, body
    file = _file(google, found["file"], "writer")
    if all(one["id"] != found["permission"] for one in file.permissions):
        raise DriveRefusedError(404, f"Permission not found: {found['permission']}.", "notFound")
    file.permissions = [one for one in file.permissions if one["id"] != found["permission"]]
    return {}


def _comments(google: Door, found: re.Match[str], query: Query, body: Body) -> Body:
    del query, body
    _file(google, found["file"])
    return {"comments": []}


_ALL = r"https://www\.googleapis\.com/drive/v3/files"
_ONE = _ALL + r"/(?P<file>[\w-]+)"
ROUTES = tuple(
    (method, re.compile(address), f"drive.{call}", act)
    for method, address, call, act in (
        ("GET", _ALL, "files.list", _list),
        ("POST", _ALL, "files.create", _create),
        ("GET", _ONE, "files.get", _get),
        ("PATCH", _ONE, "files.update", _update),
        ("DELETE", _ONE, "files.delete", _delete),
        ("POST", _ONE + "/copy", "files.copy", _copy),
        ("GET", _ONE + "/permissions", "permissions.list", _permissions),
        ("POST", _ONE + "/permissions", "permissions.create", _share),
        ("DELETE", _ONE + r"/permissions/(?P<permission>\w+)", "permissions.delete", _unshare),
        ("GET", _ONE + "/comments", "comments.list", _comments),
    )
)
