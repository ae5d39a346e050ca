"""What each tab of an organisation's workbook should show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forms.application import Application
from forms.contacts.mentions import Contact
from forms.coordinator_record import CoordinatorRecord
from forms.dates import VILNIUS
from forms.decisions import FIRST, About, title_of
from forms.event_report import EventReport
from forms.matching.records import REASON_WORDS
from forms.memory import Decision
from forms.night.deciding import NEVER, Stands
from forms.night.happenings import Events
from forms.night.matters import Matter, kind_of
from forms.night.people import APPLICANT, HOST, REPORTER, People
from forms.night.reviewing import status_of, status_of_review
from forms.night.scene import Scene
from forms.picture import Happening, Picture, Standing
from forms.problems import Problem
from forms.showing import show_answer, show_value
from forms.tabs.columns import COMMENT, DECISION, Tab
from forms.tabs.difference import Line, View
from forms.tabs.finding import find_tab
from forms.tabs.organisation import AMBASSADORS, APPLICATIONS, CONTACTS, EVENTS, RECORDS
from forms.validation import Submission
from forms.words import Language, Words, quoted

_ROLES: Mapping[str, Words] = {
    APPLICANT: Words("teikė paraišką", "applied"),
    REPORTER: Words("teikė ataskaitą", "reported"),
    HOST: Words("kvietė", "invited"),
}
BY_HAND = Words("Įrašyta ranka", "Typed by hand")


@dataclass(frozen=True)
class Outlook:
    """All that the tabs are made from."""

    scene: Scene
    submissions: Sequence[Submission]
    people: People
    events: Events
    picture: Picture
    stands: Stands
    matters: Sequence[Matter]

    @property
    def language(self) -> Language:
        """Return the organisation's language."""
        return self.scene.organisation.language

    @cached_property
    def _key_places(self) -> dict[str, tuple[str, int]]:
        return {}

    def key_place(self, tab: Tab) -> tuple[str, int]:
        """Return the title that people gave a tab of ours, and the column of its keys, counted from 0."""
        if tab.key not in self._key_places:
            found = find_tab(tab, self.scene.sheets)
            place = (found.sheet.title, found.columns["key"]) if found else (tab.title.say(self.language), 0)
            self._key_places[tab.key] = place
        return self._key_places[tab.key]

    @cached_property
    def _by_key(self) -> Mapping[str, Submission]:
        return {one.key: one for one in self.submissions}

    def submission(self, key: str) -> Submission | None:
        """Return a submission by its key."""
        return self._by_key.get(key)

    @cached_property
    def matters_of(self) -> Mapping[str, Sequence[Matter]]:
        """Return what is the matter, by subject."""
        found: dict[str, list[Matter]] = {}
        for matter in self.matters:
            found.setdefault(matter.subject, []).append(matter)
        return found


def first_words(outlook: Outlook, tab: Tab, key: str, about: About | None) -> Line:
    """Return what a new row's decision and comment begin with: what was last said there, if the row was lost."""
    said: Decision | None = outlook.scene.decisions.get((key, tab.key))
    first = FIRST.get(about, "") if about and tab.about else ""
    code = said.value if said else first
    word = title_of(about, code, outlook.language) if about else ""
    return {DECISION: word or title_of(About.ERRAND, code, outlook.language), COMMENT: said.comment if said else ""}


def wrong(problems: Sequence[Problem], language: Language) -> str:
    """Return what is wrong, one problem a line: question, what, remedy."""
    lines: list[str] = []
    for problem in problems:
        said = f"{problem.what(language)} {problem.remedy(language)}"
        question = problem.place.question
        lines.append(f"{quoted(question.say(language), language)} – {said}" if question else said)
    return "\n".join(dict.fromkeys(lines))


def origin(submission: Submission, language: Language) -> str:
    """Return how a submission came, "" for the usual way."""
    return BY_HAND.say(language) if submission.by_hand else ""


def said_elsewhere(outlook: Outlook, subject: str, about: About) -> str:
    """Return what was said of a subject under Needs attention, whose lines go when their matters are settled."""
    lines: list[str] = []
    for one in outlook.stands.said_of(subject):
        word = title_of(about, one.value, outlook.language) or title_of(About.ERRAND, one.value, outlook.language)
        said = " – ".join(filter(None, (word, one.comment)))
        day = "" if one.decided_at == NEVER else f"{one.decided_at.astimezone(VILNIUS):%Y-%m-%d} "
        lines += [f"{day}{said}"] if said else []
    return "\n".join(lines)


def applications_view(outlook: Outlook) -> View:
    """Return the tab of applications, one row each."""
    language = outlook.language
    lines: dict[str, Line] = {}
    for one in outlook.submissions:
        if one.form is Application:
            lines[one.key] = {
                **first_words(outlook, APPLICATIONS, one.key, About.APPLICATION),
                "status": status_of(one, About.APPLICATION, outlook.stands, language),
                "submitted": one.submitted_at or one.first_seen_at,
                **{question.key: show_answer(one, question, language) for question in Application.questions},
                "wrong": wrong((*one.errors, *_doubts(outlook, one.key)), language),
                "elsewhere": said_elsewhere(outlook, one.key, About.APPLICATION),
                "origin": origin(one, language),
                "contact": outlook.people.contact_of.get((one.key, APPLICANT)),
            }
    return View(APPLICATIONS, lines)


def _doubts(outlook: Outlook, key: str) -> Sequence[Problem]:
    """Return what is improbable about a submission and nobody has looked at yet."""
    checks = (matter for matter in outlook.matters_of.get(key, ()) if kind_of(matter.key) == "check")
    return [problem for matter in checks for problem in matter.problems]


def events_view(outlook: Outlook) -> View:
    """Return the tab of events, one row each however many reports tell of it."""
    lines = {event.key: _event_line(outlook, event) for event in outlook.picture.events}
    return View(EVENTS, lines)


def _event_line(outlook: Outlook, event: Happening) -> Line:
    language = outlook.language
    ask = EventReport.question
    names = [outlook.people.name_of(key) for key in sorted(event.ambassadors)]
    return {
        **first_words(outlook, EVENTS, event.key, About.REVIEW),
        "status": status_of_review(event.review, language),
        "date": event.date,
        "title": event.title,
        "kind": show_value(ask("kind"), event.kind, language),
        "audience": show_value(ask("audience"), event.audience, language),
        "format": show_value(ask("format"), event.format, language),
        "municipality": event.municipality and show_value(ask("municipality"), event.municipality, language),
        "venue": event.venue,
        "duration_hours": event.duration_hours,
        "ambassadors": "\n".join((*sorted(names), *outlook.events.named.get(event.key, ()))),
        "present": event.present,
        "social_contacts": event.social_contacts,
        "minors": show_value(ask("minors"), "yes" if event.minors else "no", language),
        "expenses_eur": event.expenses_eur,
        "reports": " ".join(event.reports),
        "elsewhere": said_elsewhere(outlook, event.key, About.REVIEW),
        "origin": max(origin(one, language) for one in outlook.events.reports_of[event.key]),
        "wrong": "\n".join(wrong(matter.problems, language) for matter in outlook.matters_of.get(event.key, ())),
    }


def records_view(outlook: Outlook) -> View:
    """Return the tab of coordinator's records, one row each."""
    language = outlook.language
    lines: dict[str, Line] = {}
    shown = {column.key for column in RECORDS.columns}
    for one in outlook.submissions:
        if one.form is CoordinatorRecord:
            questions = [question for question in CoordinatorRecord.questions if question.key in shown]
            lines[one.key] = {
                **first_words(outlook, RECORDS, one.key, About.REVIEW),
                "status": status_of(one, About.REVIEW, outlook.stands, language),
                **{question.key: show_answer(one, question, language) for question in questions},
                "wrong": wrong((*one.errors, *_doubts(outlook, one.key)), language),
                "elsewhere": said_elsewhere(outlook, one.key, About.REVIEW),
                "origin": origin(one, language),
            }
    return View(RECORDS, lines)


def ambassadors_view(outlook: Outlook) -> View:
    """Return the tab of ambassadors: everybody whose application was accepted."""
    last: dict[str, date] = {}
    for event in outlook.picture.events:
        for key in event.ambassadors if event.counts else ():
            last[key] = max(last.get(key, event.date), event.date)
    lines: dict[str, Line] = {}
    for one in outlook.picture.ambassadors:
        if one.standing is Standing.APPLIED:
            continue
        submission = outlook.people.applications[one.key]
        asked = ("first_name", "last_name", "email", "phone", "municipality")
        answer = {key: show_answer(submission, Application.question(key), outlook.language) for key in asked}
        lines[one.key] = {
            **first_words(outlook, AMBASSADORS, one.key, About.AMBASSADOR),
            "status": title_of(About.AMBASSADOR, one.standing.value, outlook.language),
            "name": " ".join(str(answer[key]) for key in ("first_name", "last_name")),
            "public_name": one.public_name,
            **{key: answer[key] for key in ("email", "phone", "municipality")},
            "trained_on": one.trained_on,
            "events": one.events,
            "last_event_on": last.get(one.key),
            "application": one.application,
        }
    return View(AMBASSADORS, lines)


def contacts_view(outlook: Outlook) -> View:
    """Return the tab of contacts, one row each, with the reason why its submissions are held to be one person's."""
    return View(CONTACTS, {contact.key: _contact_line(outlook, contact) for contact in outlook.people.contacts})


def _contact_line(outlook: Outlook, contact: Contact) -> Line:
    language = outlook.language
    people = outlook.people
    reason = people.reasons.get(contact.key)
    same = people.same_as.get(contact.key, contact.key)
    return {
        **first_words(outlook, CONTACTS, contact.key, About.PAIR),
        "name": contact.best_name,
        "email": ", ".join(contact.emails),
        "phone": ", ".join(contact.phones),
        "roles": ", ".join(words.say(language) for role, words in _ROLES.items() if role in contact.roles),
        "submissions": len({mention.response_key for mention in contact.mentions}),
        "reason": REASON_WORDS[reason].say(language) if reason else "",
        "same_as": same if same != contact.key else "",
    }
