"""Posts: what people sent through our own pages, from the moment it is safe until it stands in the responses tab."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class PostKind(StrEnum):
    """What a post does: it brings a new response, corrects one sent before, or takes one back."""

    NEW = "new"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class PostState(StrEnum):
    """What became of a post."""

    WAITING = "waiting"
    SUSPECT = "suspect"
    """Most likely a machine's: held apart until the coordinator lets it in."""
    SHOWN = "shown"
    """It stands in the responses tab, and its answers are remembered there."""
    REFUSED = "refused"


class Suspicion(StrEnum):
    """Why a post was held apart."""

    TRAP = "trap"
    """A question that only machines see was answered."""
    HASTE = "haste"
    """Nobody reads and answers so fast."""
    FLOOD = "flood"
    """Far more came in an hour than an organisation ever gets."""


@dataclass(frozen=True, slots=True)
class Post:
    """One thing sent through a page; `posted_at` is aware UTC.

    `answers` is raw text by question: of a new response all that is answered, of a correction what became different,
    "" where an answer was taken back.
    """

    token: str
    """Equal exactly for the same sending: a double click, a reload, a retry."""
    response_id: str
    organisation: str
    form: str
    kind: PostKind
    posted_at: datetime
    answers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    consent: str = ""
    """Version of the texts that were agreed to."""
    state: PostState = PostState.WAITING
    suspicion: str = ""
    number: int = 0
    """The order of arrival, given by the ledger."""


@dataclass(frozen=True, slots=True)
class PostedResponse:
    """All that is known of a response that came through a page, for the page that shows it to its writer."""

    response_id: str
    organisation: str
    form: str
    posted_at: datetime
    answers: Mapping[str, str] = field(repr=False)
    """As they stand now, with what was mended in the responses tab."""
    edition: int
    """Grows with everything that its writer sends about it."""
    withdrawn_at: datetime | None = None
    state: PostState = PostState.WAITING


def folded_posts(posts: Iterable[Post]) -> Sequence[Post]:
    """Return posts so that a correction of a new response that nobody has seen yet is in that response already."""
    folded: dict[str, Post] = {}
    for post in sorted(posts, key=lambda one: one.number):
        first = folded.get(post.response_id)
        if post.kind is PostKind.CORRECTION and first is not None:
            folded[post.response_id] = replace(first, answers=corrected(first.answers, post.answers, first.kind))
        elif post.kind is not PostKind.WITHDRAWAL:
            folded[post.response_id] = post
    return tuple(folded.values())


def corrected(
    answers: Mapping[str, str], changes: Mapping[str, str], kind: PostKind = PostKind.NEW
) -> Mapping[str, str]:
    """Return answers with what a correction changes; two corrections become one, which still says what to erase."""
    merged = {**answers, **changes}
    return merged if kind is PostKind.CORRECTION else {key: text for key, text in merged.items() if text}
