"""The requests of the Forms API, one function a kind; each says no more than what is to become different."""

from collections.abc import Mapping, Sequence
from typing import Any

from forms.google_form.live import LiveForm, LivePart, family, same_options, same_text
from forms.google_form.pairing import own_id
from forms.google_form.shape import CHOICES, SUBMIT, DeclaredForm, Kind, Part

Request = Mapping[str, Any]

_TYPES = {Kind.RADIO: "RADIO", Kind.DROP_DOWN: "DROP_DOWN", Kind.CHECKBOX: "CHECKBOX"}


def about_the_form(declared: DeclaredForm, live: LiveForm) -> tuple[Request, ...]:
    """Return what changes the title, the description and whether addresses are collected."""
    info = {
        name: wanted
        for name, wanted, there in (
            ("title", declared.title, live.title),
            ("description", declared.description, live.description),
        )
        if not same_text(wanted, there)
    }
    requests: list[Request] = []
    if info:
        requests.append({"updateFormInfo": {"info": info, "updateMask": ",".join(info)}})
    if live.email_collection != declared.EMAIL_COLLECTION:
        settings = {"emailCollectionType": declared.EMAIL_COLLECTION}
        requests.append({"updateSettings": {"settings": settings, "updateMask": "emailCollectionType"}})
    return tuple(requests)


def create(form: str, part: Part, place: int, identity: str) -> Request:
    """Return what makes a part, with an id of ours unless that is empty; where its answers lead is said later."""
    block: dict[str, Any] = {"title": part.title}
    if identity:
        block["itemId"] = identity
    if part.help:
        block["description"] = part.help
    if part.is_question:
        question: dict[str, Any] = {"required": part.required, family(part.kind): _content(part, ())}
        if identity:
            question["questionId"] = own_id(form, identity, "question")
        block["questionItem"] = {"question": question}
    else:
        block[family(part.kind)] = {}
    return {"createItem": {"item": block, "location": {"index": place}}}


def move(origin: int, place: int) -> Request:
    """Return what moves a part."""
    return {"moveItem": {"originalLocation": {"index": origin}, "newLocation": {"index": place}}}


def delete(place: int) -> Request:
    """Return what deletes a part."""
    return {"deleteItem": {"location": {"index": place}}}


def update(part: Part, live: LivePart, place: int, pages: Mapping[str, str]) -> Request | None:
    """Return what makes a live part as declared, None when it is; `pages` are the ids of pages by their keys."""
    block: dict[str, Any] = {}
    mask: list[str] = []
    for name, wanted, there in (("title", part.title, live.title), ("description", part.help, live.help)):
        if not same_text(wanted, there):
            block[name] = wanted
            mask.append(name)
    question: dict[str, Any] = {}
    if part.is_question:
        if part.required != live.required:
            question["required"] = part.required
        if content_differs(part, live, pages):
            question[family(part.kind)] = _content(part, wanted_routes(part, pages))
    if question:
        block["questionItem"] = {"question": question}
        mask += [f"questionItem.question.{name}" for name in question]
    if not mask:
        return None
    return {"updateItem": {"item": block, "location": {"index": place}, "updateMask": ",".join(mask)}}


def content_differs(part: Part, live: LivePart, pages: Mapping[str, str]) -> bool:
    """Tell whether the kind of a question, its options or where they lead are other than declared."""
    return (
        part.kind is not live.kind
        or not live.exact
        or not same_options(part.options, live.options)
        or (part.kind in CHOICES and wanted_routes(part, pages) != live.routes)
    )


def wanted_routes(part: Part, pages: Mapping[str, str]) -> tuple[str, ...]:
    """Return where each option shall lead, as a live form says it; on, where a page is not there yet."""
    routes = part.routes or ("",) * len(part.options)
    return tuple(route if route == SUBMIT else pages.get(route, "") for route in routes)


def _content(part: Part, routes: Sequence[str]) -> Mapping[str, Any]:
    if part.kind in CHOICES:
        if not any(routes):
            return {"type": _TYPES[part.kind], "options": [{"value": option} for option in part.options]}
        # Options that lead somewhere and options that do not cannot stand in one question: all say where they lead.
        led = [{"value": option, **_goal(route)} for option, route in zip(part.options, routes, strict=True)]
        return {"type": _TYPES[part.kind], "options": led}
    if part.kind is Kind.DATE:
        return {"includeYear": True}
    return {"paragraph": part.kind is Kind.PARAGRAPH}


def _goal(route: str) -> Mapping[str, str]:
    if route == SUBMIT:
        return {"goToAction": "SUBMIT_FORM"}
    return {"goToSectionId": route} if route else {"goToAction": "NEXT_SECTION"}
