"""What waits for a person: one line each under Needs attention, until it is settled anywhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.decisions import DECISIONS, About
from forms.event_report import EventReport
from forms.events.reports import EventDoubt
from forms.letter_problems import LETTER_PROBLEMS, letter_problem
from forms.matching.records import REASON_WORDS
from forms.night.deciding import Stands, matter_key
from forms.outbox import QueuedLetter
from forms.persons.persons import Doubt
from forms.picture import Happening
from forms.problems import Place, Problem, Severity
from forms.validation import Submission
from forms.words import Language, Words, quoted

_PRIVATE = frozenset({"call"})
"""Kinds of matters that follow from an answer about health."""


def kind_of(key: str) -> str:
    """Return the kind of a matter from its key."""
    return key.rpartition("/")[2].partition(":")[0]


def is_private(key: str) -> bool:
    """Tell whether a matter is for the coordinator's own workbook alone: elsewhere it is not even counted."""
    return kind_of(key) in _PRIVATE


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that waits for a person's word; the key is its subject's key and its kind, parted by a stroke."""

    key: str
    subject: str
    problems: tuple[Problem, ...]

    def what(self, language: Language) -> str:
        """Return what is the matter, in words."""
        return " ".join(dict.fromkeys(self._said(problem, language) for problem in self.problems))

    def _said(self, problem: Problem, language: Language) -> str:
        question = problem.place.question
        what = problem.what(language)
        return f"{quoted(question.say(language), language)} – {what}" if question else what

    def remedy(self, language: Language) -> str:
        """Return what to do about it."""
        return " ".join(dict.fromkeys(problem.remedy(language) for problem in self.problems))

    def where(self, language: Language) -> str:
        """Return the tab and the row."""
        place = self.problems[0].place
        return Place(place.organisation, place.tab, place.row).say(language)

    @property
    def urgency(self) -> int:
        """Return how soon it should be looked at, the least first."""
        return _URGENCY.get(self.problems[0].code, 0 if self.problems[0].severity is Severity.ERROR else 5)


_URGENCY: Mapping[str, int] = {
    "call_me": -1,
    **dict.fromkeys(LETTER_PROBLEMS, 2),
    "vanished": 3,
    "reports_disagree": 3,
    "edited": 4,
    "correction_unanswered": 1,
    "answer_put_back": 6,
    "put_back": 6,
}


def matters_of_submissions(submissions: Iterable[Submission], stands: Stands) -> Iterator[Matter]:
    """Yield what is the matter with single submissions."""
    for one in submissions:
        about = About.APPLICATION if one.form.letter == "A" else About.REVIEW
        stand = stands.of(one.key, about)
        if stand.code in {"rejected", "declined", "withdrawn"}:
            continue
        if one.errors:
            yield Matter(f"{one.key}/mend", one.key, one.errors)
        gone, call = (matter_key(one.key, kind, one.version) for kind in ("vanished", "call"))
        if one.vanished and stands.settled_on(gone) is None:
            rejected = DECISIONS[about][-1].title
            words = {"rejected": f"{rejected.lt}"}
            yield Matter(gone, one.key, (Problem("vanished", one.place, words),))
        if one.is_valid and isinstance(one.answers, EventReport):
            wants_call = one.answers.call_me.for_coordinator() == "yes"
            if wants_call and stands.settled_on(call) is None:
                yield Matter(call, one.key, (Problem("call_me", one.place),))


def matter_of_doubts(
    key: str, version: int, doubts: Sequence[Problem], stands: Stands, about: About = About.REVIEW
) -> Matter | None:
    """Return what is improbable about a submission or an event that nobody has looked at since it last changed."""
    check = matter_key(key, "check", version)
    stand = stands.of(key, about)
    is_decided = stand.decision is not None and stand.on_version >= version
    if not doubts or is_decided or stands.settled_on(check) is not None:
        return None
    return Matter(check, key, tuple(doubts))


def matter_of_edit(key: str, version: int, place: Place) -> Matter:
    """Return that something was changed after it had been decided on."""
    return Matter(matter_key(key, "edited", version), key, (Problem("edited", place),))


def matters_of_people(doubts: Iterable[Doubt], organisation: str, language: Language) -> Iterator[Matter]:
    """Yield contacts that may be one person."""
    for doubt in doubts:
        reason = REASON_WORDS[doubt.reason].say(language)
        problem = Problem("same_person", Place(organisation), {"other": doubt.contact_b, "reason": reason})
        yield Matter(f"{doubt.contact_a}+{doubt.contact_b}/same_person", doubt.contact_a, (problem,))


def matters_of_events(doubts: Iterable[EventDoubt], organisation: str) -> Iterator[Matter]:
    """Yield events that may be one event."""
    for doubt in doubts:
        problem = Problem("same_event", Place(organisation), {"other": doubt.event_b})
        yield Matter(f"{doubt.event_a}+{doubt.event_b}/same_event", doubt.event_a, (problem,))


def matters_of_letters(letters: Sequence[QueuedLetter], organisation: str, stands: Stands) -> Iterator[Matter]:
    """Yield letters that could not be delivered, or wait for somebody to look at their address.

    One that was written anew since, to another address, is nobody's worry any more.
    """
    latest = {(one.subject, one.kind): one for one in letters}
    for letter in letters:
        found = letter_problem(letter)
        anew = latest[letter.subject, letter.kind].recipient != letter.recipient
        key = f"{letter.subject}/letter:{letter.key.partition('/')[2].replace('/', ':')}"
        if found and not anew and stands.settled_on(key) is None:
            code, parts = found
            yield Matter(key, letter.subject, (Problem(code, Place(organisation), parts),))


def matters_of_tabs(problems: Iterable[Problem], stands: Stands) -> Iterator[Matter]:
    """Yield what is wrong with whole tabs; an undeclared column is mentioned until somebody says done."""
    for problem in problems:
        key = f"{problem.place.tab or problem.place.organisation}/{problem.code}"
        if problem.severity is not Severity.NOTE or stands.settled_on(key) is None:
            yield Matter(key, problem.place.tab, (problem,))


def matter_of_word(key: str, problem: Problem) -> Matter:
    """Return that a decision column holds a word that is no decision."""
    subject = key.partition("/")[0]
    return Matter(f"{subject}/word", subject, (problem,))


def disagreement_of(event: Happening, figures: Mapping[str, Words], place: Place, language: Language) -> Problem:
    """Return the problem that says which numbers the reports of an event give differently."""
    said = "; ".join(
        f"{figures[one.question].say(language)} – {' / '.join(f'{value:f}' for value in one.values)}"
        for one in event.disagreements
    )
    return Problem("reports_disagree", place, {"figures": said})
