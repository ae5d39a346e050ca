"""A session that answers for the Forms API and for what of the Drive API decides who may answer a form.

Every request and answer is held against what Google publishes of its interfaces: a field that there is not, or one of
another type, fails the test.
"""

import functools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.google.forms_api import ROUTES, Body, FormFile, RefusedError

DISCOVERY = Path(__file__).parent / "discovery"
_FILES = re.compile(r"https://www\.googleapis\.com/drive/v3/files/(?P<form>[\w-]+)/permissions")
_APIS = {"forms": "forms.v1", "drive": "drive.v3"}
_FORMATS: dict[str, Body] = {
    "int32": {"type": "integer"},
    "uint32": {"type": "integer", "minimum": 0},
    "int64": {"type": ["string", "integer"]},
}

_YET_SETTABLE = {"Form": (("Info", "documentTitle"),), "Permission": (("Permission", "emailAddress"),)}
"""Fields that the document calls "Output only" and that Google's own guides set when a form or permission is made."""


@functools.cache
def _document(api: str) -> Body:
    return json.loads((DISCOVERY / f"{_APIS[api]}.json").read_text(encoding="utf-8"))


def _schema(shape: Body, *, answer: bool) -> Body:
    if "$ref" in shape:
        return {"$ref": f"#/$defs/{shape['$ref']}"}
    kind = shape.get("type")
    if kind == "object" and "properties" in shape:
        fields = {
            name: False if one.get("readOnly") and not answer else _schema(one, answer=answer)
            for name, one in shape["properties"].items()
        }
        return {"type": "object", "properties": fields, "additionalProperties": False}
    if kind == "object":
        return {"type": "object", "additionalProperties": _schema(shape["additionalProperties"], answer=answer)}
    if kind == "array":
        return {"type": "array", "items": _schema(shape["items"], answer=answer)}
    if kind == "any":
        return {}
    made = dict(_FORMATS.get(shape.get("format", ""), {"type": kind}))
    return made | ({"enum": shape["enum"]} if "enum" in shape else {})


@functools.cache
def _validator(api: str, name: str, answer: bool) -> Draft202012Validator:  # noqa: FBT001 - the cache's key
    shapes = _document(api)["schemas"]
    defs = {key: _schema(shape, answer=answer) for key, shape in shapes.items()}
    if api == "forms":
        defs["Request"]["maxProperties"] = 1
    for kind, field_name in _YET_SETTABLE.get(name, ()):
        defs[kind]["properties"][field_name] = {"type": "string"}
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": defs})


def _method(call: str) -> Body:
    api, *names = call.split(".")
    node = _document(api)
    for name in names[:-1]:
        node = node["resources"][name]
    return node["methods"][names[-1]]


def check_request(call: str, query: Mapping[str, str], body: Body | None) -> None:
    """Fail unless a request is as Google's interface says."""
    method = _method(call)
    unknown = set(query) - set(method.get("parameters", {})) - {"fields"}
    assert unknown == set(), call
    _check(call, "request", body)


def _check(call: str, side: str, content: Body | None) -> None:
    name = _method(call).get(side, {}).get("$ref")
    assert (name is None) == (content is None), f"{call}: {side}"
    if name is not None:
        validator = _validator(call.partition(".")[0], name, side == "response")
        mistakes = [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in validator.iter_errors(content)]
        assert mistakes == [], f"{call}: {side}"


@dataclass
class Answered:
    """An answer, as `requests` gives it."""

    status_code: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        return json.loads(self.text)


class FormsDoor:
    """Google Forms, as an account of ours meets it."""

    def __init__(self) -> None:
        self.forms: dict[str, FormFile] = {}
        self.permissions: dict[str, list[Body]] = {}
        self.calls: list[str] = []
        self.before: dict[str, Callable[[], None]] = {}
        """What somebody does just before a call is carried out, once."""
        self.faults: dict[str, list[Answered | str]] = {}
        """By call, what happens instead: an answer, "unreached", or what happens after it: "lost", "torn"."""
        self.forbidden: set[str] = set()
        """Calls that the account may not make."""

    def new_form(self, title: str, document_title: str) -> FormFile:
        form = FormFile(f"1FORM{len(self.forms) + 1:020d}", title, document_title)
        self.forms[form.id] = form
        self.permissions[form.id] = [{"id": "1", "type": "user", "role": "owner"}]
        return form

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        timeout: tuple[float, float] | None = None,
    ) -> Answered:
        assert timeout is not None
        call, answer = self._route(method, url)
        if call in self.forbidden:
            answer = _forbid
        self.calls.append(call)
        hand = self.before.pop(call, None)
        if hand is not None:
            hand()
        fault = self.faults.get(call, [])
        happens = fault.pop(0) if fault else ""
        if isinstance(happens, Answered):
            return happens
        if happens == "unreached":
            raise ConnectionError(url)
        done = self._carried_out(call, answer, dict(params or {}), None if json is None else _plain(json))
        if happens == "lost":
            raise ConnectionResetError(url)
        if happens == "torn":
            done.text = done.text[: len(done.text) // 2]
        return done

    def _carried_out(
        self, call: str, answer: Callable[[dict[str, str], Body], Body], query: dict[str, str], body: Body | None
    ) -> Answered:
        kind = {"Content-Type": "application/json; charset=UTF-8"}
        check_request(call, query, body)
        try:
            told = answer(query, body or {})
        except RefusedError as error:
            return Answered(error.code, json.dumps(error.body()), kind)
        _check(call, "response", told)
        return Answered(200, json.dumps(told), kind)

    def _route(self, method: str, url: str) -> tuple[str, Callable[[dict[str, str], Body], Body]]:
        for verb, address, call, act in ROUTES:
            found = address.fullmatch(url)
            if verb == method and found:
                return call, functools.partial(act, self, found)
        found = _FILES.fullmatch(url)
        assert found is not None, f"nobody answers {method} {url}"
        there = self.permissions.setdefault(found["form"], [])
        if method == "GET":
            return "drive.permissions.list", lambda query, _: _listed(there, query)
        return "drive.permissions.create", lambda _, body: _granted(there, body)


def _listed(there: list[Body], query: dict[str, str]) -> Body:
    """List permissions; those of the published view only when they are asked for, one a page."""
    shown = [one for one in there if one.get("view") in (None, query.get("includePermissionsForView"))]
    first = int(query.get("pageToken", "0"))
    page: Body = {"permissions": shown[first : first + 1]}
    return page | ({"nextPageToken": str(first + 1)} if first + 1 < len(shown) else {})


def _granted(there: list[Body], body: Body) -> Body:
    if body["type"] == "user" and "@" not in body.get("emailAddress", ""):
        raise RefusedError(400, "The specified emailAddress is invalid or not applicable for the given type.")
    permission = {"id": str(len(there) + 1), **body}
    there.append(permission)
    return {"kind": "drive#permission", **permission}


def _forbid(query: dict[str, str], body: Body) -> Body:  # noqa: ARG001 - stands in an answer's place
    raise RefusedError(403, "The caller does not have permission", "PERMISSION_DENIED")


def _plain(value: Any) -> Any:
    """Return what a request looks like on its way."""
    return json.loads(json.dumps(value))
