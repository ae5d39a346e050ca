"""A form as the Forms API tells of it, read into values; what the API leaves out is what it leaves unset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.google_form.shape import CHOICES, LAYOUT, SUBMIT, Kind

RESTART = "restart"
"""A route back to the form's beginning; no form of ours has one."""

OTHER = "…"
"""How an option is named under which people write an answer of their own."""

_CHOICE_KINDS = {"RADIO": Kind.RADIO, "CHECKBOX": Kind.CHECKBOX, "DROP_DOWN": Kind.DROP_DOWN}
_ACTIONS = {"SUBMIT_FORM": SUBMIT, "RESTART_FORM": RESTART}
_FAMILIES = {
    **dict.fromkeys((Kind.TEXT, Kind.PARAGRAPH), "textQuestion"),
    **dict.fromkeys(CHOICES, "choiceQuestion"),
    Kind.DATE: "dateQuestion",
    Kind.PAGE: "pageBreakItem",
    Kind.HEADING: "textItem",
}


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts say the same; Google keeps white space in its own way."""
    return one.split() == other.split()


def same_options(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two lists offer the same in the same order."""
    return len(some) == len(others) and all(map(same_text, some, others))


def family(kind: Kind) -> str:
    """Return what the API calls a kind; only kinds of one family can become each other."""
    return _FAMILIES[kind]


@dataclass(frozen=True, slots=True)
class LivePart:
    """One part of a live form; `kind` is None for what no form of ours has, such as a picture or a scale."""

    place: int
    """Counted from 0."""
    id: str
    kind: Kind | None
    title: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    """Where each option leads: "" on, "submit", "restart", or the id of a page."""
    exact: bool = True
    """False for a date without its year or with a time, and for options in a random order."""
    question_ids: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        """Tell whether people answer it, whatever its kind."""
        return bool(self.question_ids) or (self.kind is not None and self.kind not in LAYOUT)


@dataclass(frozen=True, slots=True)
class LiveForm:
    """A live form; `published` and `accepting` are None for forms from before there was publishing."""

    id: str
    revision: str
    title: str
    description: str
    parts: tuple[LivePart, ...]
    email_collection: str
    published: bool | None
    accepting: bool | None
    responder_url: str
    linked_spreadsheet: str
    """Id of the spreadsheet that collects the answers; empty while none does."""

    @property
    def edit_url(self) -> str:
        """Return the address where the form is edited."""
        return f"https://docs.google.com/forms/d/{self.id}/edit"

    @property
    def question_titles(self) -> Mapping[str, str]:
        """Return the title of every question by its id."""
        return {question: part.title for part in self.parts for question in part.question_ids}


def read_live(body: Mapping[str, Any]) -> LiveForm:
    """Read the API's answer about a form."""
    info: Mapping[str, Any] = body.get("info", {})
    state: Mapping[str, Any] | None = body.get("publishSettings", {}).get("publishState")
    collection = str(body.get("settings", {}).get("emailCollectionType", ""))
    blocks: Sequence[Mapping[str, Any]] = body.get("items", ())
    return LiveForm(
        str(body.get("formId", "")),
        str(body.get("revisionId", "")),
        str(info.get("title", "")),
        str(info.get("description", "")),
        tuple(_part(place, block) for place, block in enumerate(blocks)),
        "DO_NOT_COLLECT" if collection in {"", "EMAIL_COLLECTION_TYPE_UNSPECIFIED"} else collection,
        None if state is None else bool(state.get("isPublished", False)),
        None if state is None else bool(state.get("isAcceptingResponses", False)),
        str(body.get("responderUri", "")),
        str(body.get("linkedSheetId", "")),
    )


def _part(place: int, block: Mapping[str, Any]) -> LivePart:
    identity, title, text = (str(block.get(name, "")) for name in ("itemId", "title", "description"))
    if "pageBreakItem" in block or "textItem" in block:
        return LivePart(place, identity, Kind.PAGE if "pageBreakItem" in block else Kind.HEADING, title, text)
    if "questionItem" not in block:
        questions: Sequence[Mapping[str, Any]] = block.get("questionGroupItem", {}).get("questions", ())
        ids = tuple(str(question.get("questionId", "")) for question in questions)
        return LivePart(place, identity, None, title, text, question_ids=ids)
    question: Mapping[str, Any] = block["questionItem"].get("question", {})
    required, ids = bool(question.get("required", False)), (str(question.get("questionId", "")),)
    choice: Mapping[str, Any] | None = question.get("choiceQuestion")
    if choice is not None:
        options: Sequence[Mapping[str, Any]] = choice.get("options", ())
        return LivePart(
            place,
            identity,
            _CHOICE_KINDS.get(str(choice.get("type", ""))),
            title,
            text,
            required,
            tuple(OTHER if option.get("isOther") else str(option.get("value", "")) for option in options),
            tuple(_route(option) for option in options),
            not choice.get("shuffle", False),
            ids,
        )
    kind, exact = _kind(question)
    return LivePart(place, identity, kind, title, text, required, exact=exact, question_ids=ids)


def _route(option: Mapping[str, Any]) -> str:
    return str(option.get("goToSectionId", "")) or _ACTIONS.get(str(option.get("goToAction", "")), "")


def _kind(question: Mapping[str, Any]) -> tuple[Kind | None, bool]:
    if "textQuestion" in question:
        return (Kind.PARAGRAPH if question["textQuestion"].get("paragraph") else Kind.TEXT), True
    if "dateQuestion" in question:
        date: Mapping[str, Any] = question["dateQuestion"]
        return Kind.DATE, bool(date.get("includeYear")) and not date.get("includeTime")
    return None, True
