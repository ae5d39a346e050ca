"""Whose submissions they are: the contacts of an organisation, and its ambassadors among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forms.application import Application
from forms.contacts.mentions import Contact, Mention, written_mention
from forms.contacts.people import Found, PeopleIndex, find_person, index_people
from forms.contacts.verdicts import Verdict
from forms.coordinator_record import CoordinatorRecord
from forms.decisions import About
from forms.event_report import EventReport
from forms.matching.records import Reason
from forms.memory import ContactLink
from forms.night.deciding import Stands
from forms.night.scene import Scene
from forms.persons.apart import Said, names_together
from forms.persons.persons import KEPT_APART, Doubt, match_persons
from forms.tracking import new_key
from forms.validation import Submission

APPLICANT, REPORTER, HOST = "applicant", "reporter", "host"
_GONE = frozenset({"declined", "withdrawn"})


@dataclass(frozen=True)
class People:
    """The contacts, which of them stands for which, and who is an ambassador."""

    contacts: tuple[Contact, ...]
    reasons: Mapping[str, Reason]
    """By contact, why its submissions are one person's, or it is one with others."""
    contact_of: Mapping[tuple[str, str], str]
    """By response and role, the contact that stands for the person."""
    same_as: Mapping[str, str]
    """By contact the oldest of those it is one person with, itself included."""
    doubts: tuple[Doubt, ...]
    links: tuple[ContactLink, ...]
    """New tonight, to be remembered."""
    applications: Mapping[str, Submission]
    """By the contact that stands for the applicant, their application: an accepted one first, then the latest."""
    known_people: PeopleIndex
    """Those a line of «Dalyvavę ambasadoriai» may mean."""

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {contact.key: contact.best_name for contact in self.contacts}

    def name_of(self, key: str) -> str:
        """Return the name of a contact as last written in full."""
        return self._names[key]


def mentions_of(submission: Submission) -> Iterator[Mention]:
    """Yield the people that a valid submission names, each with the role they have in it."""
    answers = submission.answers
    if isinstance(answers, Application):
        name = answers.full_name.reveal()
        yield written_mention(submission.key, APPLICANT, name, answers.email.reveal(), answers.phone.reveal())
    elif isinstance(answers, EventReport):
        yield written_mention(
            submission.key, REPORTER, answers.reporter_name.reveal(), answers.reporter_email.reveal(), None
        )
        name, email, phone = answers.host_name.reveal(), answers.host_email.reveal(), answers.host_phone.reveal()
        if name or email or phone:
            yield written_mention(submission.key, HOST, name or "", email, phone)


def match_people(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> People:
    """Match the people in all valid submissions to contacts; what was linked once stays, and is told what it is."""
    mentions = [mention for one in submissions if one.is_valid for mention in mentions_of(one)]
    standing = {mention.place: mention for mention in mentions}
    linked = {(link.response_key, link.role): link for link in scene.past.contact_links}
    taken = {link.contact_key for link in scene.past.contact_links}

    def fresh_key(mention: Mention) -> str:
        mark = "\x1f".join((mention.response_key, mention.role, mention.name, mention.email or "", mention.phone or ""))
        key = new_key("K", mark, taken, scene.key_salt)
        taken.add(key)
        return key

    # In the order in which they were linked first: so this night and the next find them in the same.
    in_order = [
        standing[place]
        for place in (*linked, *(place for place in standing if place not in linked))
        if place in standing
    ]
    persons = match_persons(
        in_order,
        {place: link.contact_key for place, link in linked.items()},
        _said(scene.past.contact_links, stands),
        former=[
            Mention(link.response_key, link.role, link.name, link.email, link.phone) for link in scene.past.former_links
        ],
        together=_named_together(submissions),
        new_key=fresh_key,
    )
    of_contact: dict[str, list[Mention]] = {}
    for mention in in_order:
        of_contact.setdefault(persons.key_of[mention.place], []).append(mention)
    contacts = tuple(Contact(key, tuple(found)) for key, found in of_contact.items())
    links = tuple(
        ContactLink(
            mention.response_key,
            mention.role,
            persons.key_of[mention.place],
            persons.why_linked.get(mention.place) or linked[mention.place].reason,
            mention.name,
            mention.email,
            mention.phone,
        )
        for mention in in_order
        if not _is_linked(mention, persons.key_of[mention.place], linked.get(mention.place))
    )
    contact_of = {place: persons.same_as.get(key, key) for place, key in persons.key_of.items()}
    applications = _applications(submissions, contact_of, stands)
    listed = [contact for contact in contacts if persons.same_as.get(contact.key, contact.key) in applications]
    return People(
        contacts=contacts,
        reasons=persons.reasons,
        contact_of=contact_of,
        same_as=persons.same_as,
        doubts=persons.doubts,
        links=links,
        applications=applications,
        known_people=index_people(listed, persons.same_as),
    )


def _said(links: Sequence[ContactLink], stands: Stands) -> Said:
    """Return what the coordinator said of contacts: in pairs, and in rows of their own."""
    founded: dict[str, str] = {}
    for link in links:
        founded.setdefault(link.contact_key, link.reason)
    words = {key: stands.of_person(key) for key in founded}
    apart = {key for key, word in words.items() if word == "different" or (founded[key] == KEPT_APART and not word)}
    return Said(
        pairs={
            pair: Verdict(word)
            for pair, word in stands.verdicts.items()
            if _about_contacts(pair) and not (word == Verdict.SAME and stands.is_overruled(pair))
        },
        apart=frozenset(apart),
        parted_tonight=frozenset(key for key in apart if words[key] and stands.is_said_tonight(key)),
    )


def _named_together(submissions: Sequence[Submission]) -> Iterator[frozenset[str]]:
    """Yield the names that one report or record gives side by side: they are as many people."""
    for one in submissions:
        if one.is_valid and isinstance(one.answers, EventReport):
            yield names_together(one.answers.ambassadors.reveal())
        elif one.is_valid and isinstance(one.answers, CoordinatorRecord):
            yield names_together(one.answers.people.reveal() or ())


def _about_contacts(pair: frozenset[str]) -> bool:
    return all(key.startswith("K-") for key in pair)


def _is_linked(mention: Mention, contact: str, link: ContactLink | None) -> bool:
    wanted = (contact, mention.name, mention.email, mention.phone)
    return link is not None and (link.contact_key, link.name, link.email, link.phone) == wanted


def _applications(
    submissions: Sequence[Submission],
    contact_of: Mapping[tuple[str, str], str],
    stands: Stands,
) -> Mapping[str, Submission]:
    chosen: dict[str, tuple[bool, Submission]] = {}
    for submission in submissions:
        key = contact_of.get((submission.key, APPLICANT))
        if key is None:
            continue
        code = stands.of(submission.key, About.APPLICATION).code
        if code in _GONE:
            continue
        accepted = code == "accepted"
        if key not in chosen or accepted >= chosen[key][0]:
            chosen[key] = accepted, submission
    return {person: submission for person, (_, submission) in chosen.items()}


def earlier_applications(submissions: Sequence[Submission], people: People, stands: Stands) -> Mapping[str, str]:
    """Return, by the key of an application whose person has applied before, the first one's; those set aside aside."""
    first: dict[str, str] = {}
    again: dict[str, str] = {}
    for one in submissions:
        person = people.contact_of.get((one.key, APPLICANT))
        if not person or one.vanished or stands.of(one.key, About.APPLICATION).code in _GONE:
            continue
        if first.setdefault(person, one.key) != one.key:
            again[one.key] = first[person]
    return again


def known_and_unknown(lines: Sequence[str], people: PeopleIndex) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the contacts that lines of names mean, and the lines that mean nobody for certain."""
    found: set[str] = set()
    unknown: list[str] = []
    for line in lines:
        person = find_person(line, people)
        if isinstance(person, Found):
            found.add(person.key)
        else:
            unknown.append(line)
    return frozenset(found), tuple(unknown)


def training_days(
    submissions: Sequence[Submission], people: Mapping[str, frozenset[str]], stands: Stands
) -> Mapping[str, date]:
    """Return, by contact, the day of the first recorded ambassador training that they attended and that counts.

    Args:
        submissions: All of the organisation.
        people: By record, the contacts who took part.
        stands: What was decided.
    """
    days: dict[str, date] = {}
    for submission in submissions:
        record = submission.answers
        if not (submission.is_valid and isinstance(record, CoordinatorRecord) and record.kind == "ambassador_training"):
            continue
        if stands.of(submission.key, About.REVIEW).code == "rejected":
            continue
        for person in people.get(submission.key, frozenset()):
            days[person] = min(days.get(person, record.date), record.date)
    return days
