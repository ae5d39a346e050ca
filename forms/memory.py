"""What is remembered of an organisation between two nights, and what one night adds to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from forms.outbox import QueuedLetter
from forms.posts import Post, PostState
from forms.responses import Known


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a subject: a submission, a person, a pair, or anything else that has a key.

    The value is a code of `forms.decisions`, empty when the person took their word back. `on_version` is the version
    of the submission that it was said about (0 where the subject has none), `tab` the key of the tab it was said in.
    """

    subject: str
    value: str
    comment: str
    decided_at: datetime
    tab: str
    on_version: int = 0
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class ContactLink:
    """Whose a part of a response is: the person in a role, as then written, belongs to a contact, and why."""

    response_key: str
    role: str
    contact_key: str
    reason: str
    name: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    author: str = "pipeline"


@dataclass(frozen=True, slots=True)
class EventLink:
    """Which event a report is about, and why."""

    response_key: str
    event_key: str
    reason: str
    author: str = "pipeline"


@dataclass(frozen=True, slots=True)
class Past:
    """All that is remembered of one organisation."""

    responses: Mapping[str, tuple[Known, ...]] = field(default_factory=dict[str, tuple[Known, ...]])
    """By the form's key."""
    decisions: tuple[Decision, ...] = ()
    """The latest by subject and tab, in the order in which they were taken."""
    contact_links: tuple[ContactLink, ...] = ()
    """The latest by response and role, in the order in which each was linked first."""
    former_links: tuple[ContactLink, ...] = ()
    """Links that were superseded: how the person was written before an edit."""
    event_links: tuple[EventLink, ...] = ()
    """The latest by response, in the order in which they were made."""
    letters: tuple[QueuedLetter, ...] = ()
    watched: frozenset[str] = frozenset()
    """Forms whose responses were met before; the first meeting is a baseline."""
    quiet: frozenset[str] = frozenset()
    """Fingerprints of responses brought in without letters."""
    loud: frozenset[str] = frozenset()
    """Fingerprints of responses brought in with letters, baseline or not."""
    matters: Mapping[str, datetime] = field(default_factory=dict[str, datetime])
    """What waits for a person, by key: since when."""
    shown: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict[str, Mapping[str, tuple[int, int]]])
    """What the tabs showed when they were last written: marks by the tab's key and the row's."""
    posts: tuple[Post, ...] = ()
    """What was sent through our own pages and stands in no tab yet, in the order in which it came."""
    posted: Mapping[str, str] = field(default_factory=dict[str, str])
    """By response key, the id of what came through a page."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a response, to be kept for good; the answers are raw text by question."""

    key: str
    form: str
    number: int
    fingerprint: str
    stamp: str
    answers_json: str = field(repr=False)
    tab: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class Restamped:
    """A response whose time stamp moved while its answers did not."""

    key: str
    fingerprint: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What one run adds to what is remembered of an organisation; all of it is kept, or nothing."""

    versions: tuple[Version, ...] = ()
    restamped: tuple[Restamped, ...] = ()
    vanished: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    contact_links: tuple[ContactLink, ...] = ()
    event_links: tuple[EventLink, ...] = ()
    letters: tuple[QueuedLetter, ...] = ()
    """New ones; one whose key is there already is not queued again."""
    letter_states: tuple[QueuedLetter, ...] = ()
    """Letters queued before, in the state that they have come to."""
    watched: frozenset[str] = frozenset()
    opened: tuple[str, ...] = ()
    """Matters that wait from now on."""
    closed: tuple[str, ...] = ()
    """Matters that wait no more."""
    posted: Mapping[str, str] = field(default_factory=dict[str, str])
    """By response key, the id of what came through a page."""
    ids: Mapping[str, str] = field(default_factory=dict[str, str])
    """By response key, the id that the form itself gave it, where it was not known before."""
    post_states: Mapping[int, PostState] = field(default_factory=dict[int, PostState])
    """By the number of a post that was held apart, what the coordinator said of it."""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to remember."""
        return self == Memory()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a flow: when, over what, with which counts, and what could not be read (no person in either)."""

    flow: str
    started_at: datetime
    organisation: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    not_read: tuple[str, ...] = ()
