"""The Forms API in the stand-in: forms with revisions, what one batch may ask of them, and their responses.

A form is kept as the body that `forms.get` answers with; what the API refuses is refused here, for the reasons that its
reference gives: https://developers.google.com/workspace/forms/api/reference/rest/v1/forms
"""

import copy
import re
from datetime import UTC, datetime
from typing import Any, Protocol

Body = dict[str, Any]

HEX = re.compile(r"[0-9a-f]{1,8}")
FILTER = re.compile(r"timestamp (>=?) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)")
MOST_RESPONSES = 5000
KINDS = ("questionItem", "questionGroupItem", "pageBreakItem", "textItem", "imageItem", "videoItem")
QUESTIONS = (
    "choiceQuestion", "textQuestion", "scaleQuestion", "dateQuestion", "timeQuestion", "fileUploadQuestion",
    "rowQuestion", "ratingQuestion",
)  # fmt: skip


class RefusedError(Exception):
    """What the API answers with an error."""

    def __init__(self, code: int, message: str, status: str = "INVALID_ARGUMENT") -> None:
        super().__init__(message)
        self.code = code
        self.status = status

    def body(self) -> Body:
        return {"error": {"code": self.code, "message": str(self), "status": self.status}}


class FormFile:
    """One form: what is asked, its revision, its responses, and the ids that were ever used in it."""

    def __init__(self, form_id: str, title: str, document_title: str) -> None:
        self.id, self.title, self.document_title, self.description = form_id, title, document_title, ""
        self.blocks: list[Body] = []
        self.settings: Body = {"emailCollectionType": "DO_NOT_COLLECT"}
        self.published = self.accepting = False
        self.linked = ""
        self.revision = 1
        self.used: set[str] = set()
        self.responses: list[Body] = []
        self.accepts_own_ids = True
        """False: as if Google allowed no ids but its own."""

    def body(self) -> Body:
        body: Body = {
            "formId": self.id,
            "info": {"title": self.title, "documentTitle": self.document_title},
            "settings": self.settings,
            "revisionId": f"{self.revision:08d}",
            "responderUri": f"https://docs.google.com/forms/d/e/1FAIpQL{self.id}/viewform",
            "publishSettings": {
                "publishState": {"isPublished": self.published, "isAcceptingResponses": self.accepting}
            },
        }
        if self.description:
            body["info"]["description"] = self.description
        if self.blocks:
            body["items"] = self.blocks
        if self.linked:
            body["linkedSheetId"] = self.linked
        return copy.deepcopy(body)

    def new_id(self) -> str:
        number = 0x1000_0000 + len(self.used) * 0x1234567
        while f"{number:08x}" in self.used:
            number += 1
        self.used.add(f"{number:08x}")
        return f"{number:08x}"

    def place_of(self, title: str) -> int:
        return next(place for place, block in enumerate(self.blocks) if block.get("title") == title)

    def block(self, title: str) -> Body:
        return self.blocks[self.place_of(title)]

    def titles(self) -> list[str]:
        return [block.get("title", "") for block in self.blocks]

    # What people do in the form's editor: each makes a new revision.

    def touch(self) -> "FormFile":
        self.revision += 1
        return self

    def rename(self, title: str, now: str) -> None:
        self.touch().block(title)["title"] = now

    def drag(self, title: str, place: int) -> None:
        self.touch().blocks.insert(place, self.blocks.pop(self.place_of(title)))

    def delete(self, title: str) -> None:
        del self.touch().blocks[self.place_of(title)]

    def duplicate(self, title: str) -> None:
        place = self.touch().place_of(title)
        twin = copy.deepcopy(self.blocks[place])
        twin["itemId"] = self.new_id()
        if "questionItem" in twin:
            twin["questionItem"]["question"]["questionId"] = self.new_id()
        self.blocks.insert(place + 1, twin)

    def ask(self, title: str, place: int, **question: Any) -> None:
        question = {"questionId": self.new_id(), "required": False, **(question or {"textQuestion": {}})}
        self.touch().blocks.insert(
            place, {"itemId": self.new_id(), "title": title, "questionItem": {"question": question}}
        )

    def question(self, title: str) -> Body:
        return self.touch().block(title)["questionItem"]["question"]

    def options(self, title: str) -> list[Body]:
        return self.question(title)["choiceQuestion"]["options"]

    def answer(self, at: datetime, answers: dict[str, list[str]], email: str = "") -> str:
        """Somebody answers: {title: texts}; returns the response's id."""
        response: Body = {
            "responseId": f"ACYDBN{len(self.responses):04d}",
            "createTime": _zulu(at),
            "lastSubmittedTime": _zulu(at),
            "answers": self._answers(answers),
        }
        if email:
            response["respondentEmail"] = email
        self.responses.append(response)
        return response["responseId"]

    def answer_again(self, response_id: str, at: datetime, answers: dict[str, list[str]]) -> None:
        response = next(one for one in self.responses if one["responseId"] == response_id)
        response |= {"lastSubmittedTime": _zulu(at), "answers": self._answers(answers)}

    def _answers(self, answers: dict[str, list[str]]) -> Body:
        ids = {title: self.block(title)["questionItem"]["question"]["questionId"] for title in answers}
        return {
            ids[title]: {"questionId": ids[title], "textAnswers": {"answers": [{"value": text} for text in texts]}}
            for title, texts in answers.items()
        }


def _zulu(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z"


def created(form_id: str, body: Body) -> FormFile:
    """Return a new form, unpublished as all are that the API makes; only its titles are taken over."""
    info = body.get("info", {})
    if set(body) - {"info"} or set(info) - {"title", "documentTitle"}:
        raise RefusedError(400, "Only info.title can be set when creating a form. To add items, use batchUpdate.")
    if not info.get("title"):
        raise RefusedError(400, "Invalid requests: info.title is required.")
    return FormFile(form_id, info["title"], info.get("documentTitle", "Untitled form"))


def batch_updated(form: FormFile, body: Body) -> Body:
    """Carry a batch out, all of it or nothing."""
    requests = body.get("requests", [])
    if not requests:
        raise RefusedError(400, "Must specify at least one request.")
    required = body.get("writeControl", {}).get("requiredRevisionId")
    if required and required != f"{form.revision:08d}":
        raise RefusedError(400, "The required revision ID does not match the latest revision.", "FAILED_PRECONDITION")
    draft = copy.deepcopy(form)
    replies = []
    for place, request in enumerate(requests):
        ((name, content),) = request.items()
        try:
            replies.append(REQUESTS[name](draft, content) or {})
        except RefusedError as error:
            raise RefusedError(400, f"Invalid requests[{place}].{name}: {error}") from None
    draft.revision += 1
    form.__dict__.update(draft.__dict__)
    answer: Body = {"replies": replies, "writeControl": {"requiredRevisionId": f"{form.revision:08d}"}}
    if body.get("includeFormInResponse"):
        answer["form"] = form.body()
    return answer


def _update_info(form: FormFile, content: Body) -> None:
    for name in _mask(content, {"title", "description"}):
        text = content["info"].get(name, "")
        if name == "title" and not text:
            raise RefusedError(400, "the title cannot be empty")
        setattr(form, name, text)


def _update_settings(form: FormFile, content: Body) -> None:
    for name in _mask(content, {"emailCollectionType", "quizSettings"}):
        form.settings[name] = content["settings"][name]


def _create(form: FormFile, content: Body) -> Body:
    block = copy.deepcopy(content["item"])
    place = content["location"]["index"]
    if not 0 <= place <= len(form.blocks):
        raise RefusedError(400, f"location.index must be within 0 and {len(form.blocks)}")
    question = block.get("questionItem", {}).get("question")
    for holder, name in ((block, "itemId"), *(((question, "questionId"),) if question is not None else ())):
        _give_id(form, holder, name)
    form.blocks.insert(place, block)
    _check(form, place)
    reply: Body = {"itemId": block["itemId"]}
    return {"createItem": reply | ({"questionId": [question["questionId"]]} if question is not None else {})}


def _give_id(form: FormFile, holder: Body, name: str) -> None:
    given = holder.get(name, "")
    if given and (not form.accepts_own_ids or given in form.used or not HEX.fullmatch(given)):
        raise RefusedError(400, f"{name} cannot be used: {given}")
    holder[name] = given or form.new_id()
    form.used.add(holder[name])


def _update(form: FormFile, content: Body) -> None:
    place = _existing(form, content["location"])
    block = form.blocks[place]
    for path in content.get("updateMask", "").split(","):
        names = path.split(".")
        if not path or path == "*":
            raise RefusedError(400, "the stand-in wants every field of a mask named")
        source: Any = content["item"]
        target: Any = block
        for name in names[:-1]:
            if name not in target:
                raise RefusedError(400, f"an item cannot change its kind: {path}")
            source, target = source.get(name, {}), target[name]
        if names[-1] in KINDS + QUESTIONS and names[-1] not in target:
            raise RefusedError(400, f"an item cannot change its kind: {path}")
        if names[-1] not in {"title", "description", "required", *KINDS, *QUESTIONS}:
            raise RefusedError(400, f"unknown path {path}")
        value = source.get(names[-1])
        if value in (None, ""):
            target.pop(names[-1], None)
        else:
            target[names[-1]] = copy.deepcopy(value)
    _check(form, place)


def _move(form: FormFile, content: Body) -> None:
    origin, place = _existing(form, content["originalLocation"]), _existing(form, content["newLocation"])
    form.blocks.insert(place, form.blocks.pop(origin))


def _delete(form: FormFile, content: Body) -> None:
    del form.blocks[_existing(form, content["location"])]


REQUESTS = {
    "updateFormInfo": _update_info,
    "updateSettings": _update_settings,
    "createItem": _create,
    "updateItem": _update,
    "moveItem": _move,
    "deleteItem": _delete,
}


def _mask(content: Body, allowed: set[str]) -> list[str]:
    names = content.get("updateMask", "").split(",")
    if not set(names) <= allowed:
        raise RefusedError(400, f"update_mask names {sorted(set(names) - allowed)}")
    return names


def _existing(form: FormFile, location: Body) -> int:
    place = location.get("index", 0)
    if not 0 <= place < len(form.blocks):
        raise RefusedError(400, f"index must be within 0 and {len(form.blocks) - 1}")
    return place


def _check(form: FormFile, place: int) -> None:
    block = form.blocks[place]
    if sum(kind in block for kind in KINDS) != 1:
        raise RefusedError(400, "an item is of exactly one kind")
    question = block.get("questionItem", {}).get("question")
    if question is None:
        return
    if sum(kind in question for kind in QUESTIONS) != 1:
        raise RefusedError(400, "a question is of exactly one kind")
    choice = question.get("choiceQuestion")
    if choice is not None:
        _check_choice(form, place, choice)


def _check_choice(form: FormFile, place: int, choice: Body) -> None:
    options = choice.get("options", [])
    values = [option.get("value", "") for option in options if not option.get("isOther")]
    if not options or len(set(values)) < len(values) or "" in values:
        raise RefusedError(400, "options must be there, filled in, and each another")
    led = ["goToAction" in option or "goToSectionId" in option for option in options]
    if any(led) and (choice.get("type") == "CHECKBOX" or not all(led)):
        raise RefusedError(400, "either all options lead somewhere or none, and no ticks do")
    pages = {block["itemId"]: at for at, block in enumerate(form.blocks) if "pageBreakItem" in block}
    for option in options:
        if "goToSectionId" in option and option["goToSectionId"] not in pages:
            raise RefusedError(400, f"no section has the id {option['goToSectionId']}")
        if pages.get(option.get("goToSectionId", ""), place) < place:
            raise RefusedError(400, "the stand-in leads nobody back")


def published(form: FormFile, body: Body) -> Body:
    """Publish or close a form."""
    state = body.get("publishSettings", {}).get("publishState", {})
    if body.get("updateMask", "*") not in {"*", "publishState", "publish_state"} or set(state) != {
        "isPublished",
        "isAcceptingResponses",
    }:
        raise RefusedError(400, "Both is_published and is_accepting_responses must be set.")
    if state["isAcceptingResponses"] and not state["isPublished"]:
        raise RefusedError(400, "An unpublished form cannot accept responses.")
    form.published, form.accepting = state["isPublished"], state["isAcceptingResponses"]
    return {"formId": form.id, "publishSettings": form.body()["publishSettings"]}


def listed(form: FormFile, query: dict[str, str]) -> Body:
    """List responses, oldest first, a page at a time."""
    most = int(query.get("pageSize", MOST_RESPONSES))
    if not 1 <= most <= MOST_RESPONSES:
        raise RefusedError(400, "page_size must be at most 5000")
    found = FILTER.fullmatch(query["filter"]) if "filter" in query else None
    if "filter" in query and found is None:
        raise RefusedError(400, "Invalid filter")
    wanted = [
        response
        for response in form.responses
        if found is None
        or response["lastSubmittedTime"][:26] > found[2].rstrip("Z")[:26]
        or (found[1] == ">=" and response["lastSubmittedTime"][:26] == found[2].rstrip("Z")[:26])
    ]
    first = int(query.get("pageToken", "0"))
    page: Body = {"responses": wanted[first : first + most]} if wanted else {}
    if first + most < len(wanted):
        page["nextPageToken"] = str(first + most)
    return copy.deepcopy(page)


# ---- The routes ----


class HasForms(Protocol):
    """What the routes need of whoever keeps the forms."""

    forms: dict[str, FormFile]

    def new_form(self, title: str, document_title: str) -> FormFile:
        """Make a form's file and keep it."""
        ...


def _file(google: HasForms, found: re.Match[str]) -> FormFile:
    if found["form"] not in google.forms:
        raise RefusedError(404, "Requested entity was not found.", "NOT_FOUND")
    return google.forms[found["form"]]


def _make(google: HasForms, found: re.Match[str], query: dict[str, str], body: Body) -> Body:  # noqa: ARG001 - a route
    wanted = created("", body)
    return google.new_form(wanted.title, wanted.document_title).body()


def _get(google: HasForms, found: re.Match[str], query: dict[str, str], body: Body) -> Body:  # noqa: ARG001 - a route
    return _file(google, found).body()


def _batch(google: HasForms, found: re.Match[str], query: dict[str, str], body: Body) -> Body:  # noqa: ARG001 - a route
    return batch_updated(_file(google, found), body)


def _publish(google: HasForms, found: re.Match[str], query: dict[str, str], body: Body) -> Body:  # noqa: ARG001 - a route
    return published(_file(google, found), body)


def _list(google: HasForms, found: re.Match[str], query: dict[str, str], body: Body) -> Body:  # noqa: ARG001 - a route
    return listed(_file(google, found), query)


_ONE = r"https://forms\.googleapis\.com/v1/forms/(?P<form>[\w-]+)"
ROUTES = (
    ("POST", re.compile(r"https://forms\.googleapis\.com/v1/forms"), "forms.forms.create", _make),
    ("GET", re.compile(_ONE), "forms.forms.get", _get),
    ("POST", re.compile(_ONE + ":batchUpdate"), "forms.forms.batchUpdate", _batch),
    ("POST", re.compile(_ONE + ":setPublishSettings"), "forms.forms.setPublishSettings", _publish),
    ("GET", re.compile(_ONE + "/responses"), "forms.forms.responses.list", _list),
)
"""Method, address without its query, the method's id in the discovery document, and who answers."""
