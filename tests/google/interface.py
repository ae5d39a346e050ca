"""Requests and answers of the stand-in, held against what Google publishes of its interfaces."""

import functools
import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from tests.google import forms_door
from tests.google.forms_door import DISCOVERY

Body = dict[str, Any]

_FILES = {"sheets": "sheets.v4", "drive": "drive.v3", "forms": "forms.v1"}
_ROWS_LOOKED_AT = 50
"""Rows of a tab's answer that are checked, from its head and as many from its end: all are made by the same hand."""
_YET_SETTABLE = (
    ("Permission", "emailAddress"),
    ("CellData", "effectiveValue"),
    ("Info", "documentTitle"),
)
"""Fields called "Output only" that people set all the same, or that clients send back as they got them."""


@functools.cache
def document(api: str) -> Body:
    """Return the discovery document of an interface."""
    return json.loads((DISCOVERY / f"{_FILES[api]}.json").read_text(encoding="utf-8"))


def shape_of(api: str, schema: str) -> Body:
    """Return a schema of a discovery document."""
    return document(api)["schemas"][schema]


def method_of(call: str) -> Body:
    """Return what is published of a call."""
    api, *names = call.split(".")
    node = document(api)
    for name in names[:-1]:
        node = node["resources"][name]
    return node["methods"][names[-1]]


@functools.cache
def _validator(api: str, name: str, side: str) -> Draft202012Validator:
    shapes = document(api)["schemas"]
    defs = {key: forms_door._schema(shape, answer=side == "response") for key, shape in shapes.items()}
    if api != "drive":
        defs["Request"]["maxProperties"] = 1
    for kind, field_name in _YET_SETTABLE:
        if defs.get(kind, {}).get("properties", {}).get(field_name) is False:
            defs[kind]["properties"][field_name] = forms_door._schema(
                shapes[kind]["properties"][field_name], answer=True
            )
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": defs})


def check_request(call: str, query: Mapping[str, Any], body: Body | None) -> None:
    """Fail unless a request is as Google's interface says."""
    method = method_of(call)
    unknown = set(query) - set(method.get("parameters", {})) - {"fields", "alt", "prettyPrint", "quotaUser"}
    if call.startswith("drive."):  # clients send along what only other methods of Drive know, and Drive lets them
        unknown -= {"includeItemsFromAllDrives", "supportsAllDrives"}
    assert unknown == set(), f"{call}: {unknown}"
    if call == "drive.permissions.create" and body:  # gspread sends a field of version 2 along
        body = {name: value for name, value in body.items() if name != "withLink"}
    check(call, "request", body)


def check(call: str, side: str, body: Body | None) -> None:
    """Fail unless a request's or an answer's body is as Google's interface says."""
    name = method_of(call).get(side, {}).get("$ref")
    if name is None:
        assert not body, f"{call}: {side} has no body"
        return
    validator = _validator(call.partition(".")[0], name, side)
    mistakes = [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in validator.iter_errors(_thinned(body or {}))
    ]
    assert mistakes == [], f"{call}: {side}"


def _thinned(content: Any, name: str = "") -> Any:
    if isinstance(content, list):
        if len(content) > 2 * _ROWS_LOOKED_AT and name in {"rowData", "rows", "values", "rowMetadata"}:
            content = [*content[:_ROWS_LOOKED_AT], *content[-_ROWS_LOOKED_AT:]]
        return [_thinned(one, name) for one in content]
    if isinstance(content, dict):
        return {key: _thinned(one, key) for key, one in content.items()}
    return content


def without_nulls(content: Any) -> Any:
    """Return a body without its nulls, which Google takes for fields not given."""
    if isinstance(content, dict):
        return {key: without_nulls(one) for key, one in content.items() if one is not None}
    if isinstance(content, list) and any(isinstance(one, dict) for one in content):
        return [without_nulls(one) for one in content]
    return content
