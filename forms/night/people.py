"""Whose submissions they are: the contacts of an organisation, and its ambassadors among them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forms.application import Application
from forms.contacts.matching import match_contacts
from forms.contacts.mentions import Contact, Doubt, Mention, written_mention
from forms.contacts.people import Found, PeopleIndex, find_person, index_people
from forms.contacts.verdicts import Verdict, same_as
from forms.coordinator_record import CoordinatorRecord
from forms.decisions import About
from forms.event_report import EventReport
from forms.memory import ContactLink
from forms.night.deciding import Stands
from forms.night.scene import Scene
from forms.tracking import new_key
from forms.validation import Submission

APPLICANT, REPORTER, HOST = "applicant", "reporter", "host"
_GONE = frozenset({"declined", "withdrawn"})


@dataclass(frozen=True)
class People:
    """The contacts, which of them stands for which, and who is an ambassador."""

    contacts: tuple[Contact, ...]
    reasons: Mapping[str, str]
    """By contact: why its latest mention was linked to it."""
    contact_of: Mapping[tuple[str, str], str]
    """By response and role, the contact that stands for the person."""
    same_as: Mapping[str, str]
    """By contact the one that stands for it, where a person said that two are the same."""
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
    """Match the people in all valid submissions to contacts; what is linked already is not compared again."""
    verdicts = {pair: Verdict(word) for pair, word in stands.verdicts.items() if _about_contacts(pair)}
    mentions = [mention for one in submissions if one.is_valid for mention in mentions_of(one)]
    standing = {mention.place: mention for mention in mentions}
    linked = {(link.response_key, link.role): link for link in scene.past.contact_links}
    news = [mention for mention in mentions if not _is_linked(mention, linked.get(mention.place))]
    known = _known_contacts(scene.past.contact_links, standing.keys())
    taken = {link.contact_key for link in scene.past.contact_links}

    def fresh_key(mention: Mention) -> str:
        mark = "\x1f".join((mention.response_key, mention.role, mention.name, mention.email or "", mention.phone or ""))
        key = new_key("K", mark, taken, scene.key_salt)
        taken.add(key)
        return key

    matching = match_contacts(known, news, verdicts, new_key=fresh_key)
    stands_for = same_as(verdicts, [contact.key for contact in matching.contacts])
    contact_of = matching.contact_of
    reasons = {place: link.reason for place, link in linked.items()}
    reasons |= {(link.response_key, link.role): link.reason.value for link in matching.links}
    # Remembered in the order in which they stand in their contacts: so the next night finds them in the same.
    place_in = {mention.place: number for number, mention in enumerate(_mentions(matching.contacts))}
    links = tuple(
        ContactLink(
            mention.response_key,
            mention.role,
            contact_of[mention.place],
            reasons.get(mention.place, "first_seen"),
            mention.name,
            mention.email,
            mention.phone,
        )
        for mention in sorted(news, key=lambda mention: place_in[mention.place])
    )
    applications = _applications(submissions, contact_of, stands_for, stands)
    listed = [contact for contact in matching.contacts if stands_for.get(contact.key, contact.key) in applications]
    return People(
        contacts=matching.contacts,
        reasons={
            contact_of[mention.place]: reasons[mention.place]
            for mention in _mentions(matching.contacts)
            if mention.place in reasons
        },
        contact_of={place: stands_for.get(key, key) for place, key in contact_of.items()},
        same_as=stands_for,
        doubts=matching.doubts,
        links=links,
        applications=applications,
        known_people=index_people(listed, stands_for),
    )


def _mentions(contacts: Sequence[Contact]) -> Iterator[Mention]:
    return (mention for contact in contacts for mention in contact.mentions)


def _about_contacts(pair: frozenset[str]) -> bool:
    return all(key.startswith("K-") for key in pair)


def _is_linked(mention: Mention, link: ContactLink | None) -> bool:
    return link is not None and (link.name, link.email, link.phone) == (mention.name, mention.email, mention.phone)


def _known_contacts(links: Sequence[ContactLink], standing: Collection[tuple[str, str]]) -> list[Contact]:
    """Rebuild the contacts from their links, oldest first; mentions that no submission makes any more are left out."""
    mentions: dict[str, list[Mention]] = {}
    for link in links:
        of_contact = mentions.setdefault(link.contact_key, [])
        if (link.response_key, link.role) in standing:
            of_contact.append(Mention(link.response_key, link.role, link.name, link.email, link.phone))
    return [Contact(key, tuple(found)) for key, found in mentions.items() if found]


def _applications(
    submissions: Sequence[Submission],
    contact_of: Mapping[tuple[str, str], str],
    stands_for: Mapping[str, str],
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
        person = stands_for.get(key, key)
        accepted = code == "accepted"
        if person not in chosen or accepted >= chosen[person][0]:
            chosen[person] = accepted, submission
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
