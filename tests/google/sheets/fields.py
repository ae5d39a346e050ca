"""Field masks: which parts of an answer are wanted, and which parts of something a request changes."""

from typing import Any

from tests.google.forms_api import RefusedError
from tests.google.interface import shape_of

Body = dict[str, Any]
Mask = dict[str, "Mask"]
"""Wanted fields; an empty mask wants all there is."""


def parse(text: str) -> Mask:
    """Return what a mask names, such as `sheets(properties.title,data.rowData)`."""
    mask, rest = _group(text.replace("/", ".").replace(" ", ""))
    if rest:
        raise RefusedError(400, f"Invalid field selection {text}")
    return mask


def _group(text: str) -> tuple[Mask, str]:
    mask: Mask = {}
    while True:
        end = next((place for place, sign in enumerate(text) if sign in "(),"), len(text))
        names, text = text[:end].split("."), text[end:]
        if not all(names):
            raise RefusedError(400, "Invalid field selection")
        inner: Mask = {}
        if text.startswith("("):
            inner, text = _group(text[1:])
            if not text.startswith(")"):
                raise RefusedError(400, "Invalid field selection")
            text = text[1:]
        _add(mask, names, inner)
        if not text.startswith(","):
            return mask, text
        text = text[1:]


def _add(mask: Mask, names: list[str], inner: Mask) -> None:
    name, *rest = names
    whole = name in mask and not mask[name]
    below: Mask = {} if whole or name not in mask else mask[name]
    if rest:
        wanted: Mask = {}
        _add(wanted, rest, inner)
    else:
        wanted = inner
    if whole or not wanted:
        mask[name] = {}
        return
    for key, value in wanted.items():
        below[key] = value if key not in below or not value else {**below[key], **value} if below[key] else {}
    mask[name] = below


def wants(mask: Mask, *path: str) -> bool:
    """Say whether a mask wants anything at that path."""
    for name in path:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def below(mask: Mask, *path: str) -> Mask:
    """Return the mask for what stands at that path."""
    for name in path:
        if not mask or "*" in mask:
            return {}
        mask = mask[name]
    return mask


def select(body: Any, mask: Mask) -> Any:
    """Return only what a mask wants."""
    if not mask or "*" in mask:
        return body
    if isinstance(body, list):
        return [select(one, mask) for one in body]
    if not isinstance(body, dict):
        return body
    return {name: select(body[name], inner) for name, inner in mask.items() if name in body}


def check(api: str, schema: str, mask: Mask) -> None:
    """Raise RefusedError when a mask names a field that there is not."""
    fields = shape_of(api, schema).get("properties")
    for name, inner in mask.items():
        if name == "*":
            continue
        if fields is None or name not in fields:
            raise RefusedError(400, f"Request contains an invalid argument. Invalid field selection {name}")
        shape = fields[name].get("items", fields[name])
        if inner and "$ref" in shape:
            check(api, shape["$ref"], inner)


def changed(old: Any, new: Any, mask: Mask) -> Any:
    """Return what stands after a change of the named fields; named but not given means emptied. Nothing is mutated."""
    if not mask or "*" in mask:
        return new
    made = dict(old or {})
    for name, inner in mask.items():
        value = changed(made.get(name), (new or {}).get(name), inner)
        if value is None or value == {}:
            made.pop(name, None)
        else:
            made[name] = value
    return made


def change_mask(content: Body, schema: str) -> Mask:
    """Return the mask of a change; raises RefusedError when it has none or names what there is not."""
    text = content.get("fields", "")
    if not text:
        raise RefusedError(400, "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    mask = parse(text)
    check("sheets", schema, mask)
    return mask
