"""The picture of an organisation, put together from its submissions, people, events and decisions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b

from forms.application import Application
from forms.contacts.first_names import OTHER_FORMS
from forms.contacts.mentions import Contact
from forms.contacts.names import split_name
from forms.dates import VILNIUS, read_date
from forms.decisions import About
from forms.night.deciding import Stands
from forms.night.happenings import Events
from forms.night.people import People, training_days
from forms.night.records import entries_of
from forms.night.scene import Scene
from forms.picture import Ambassador, Picture, Standing, Unreadable
from forms.validation import Submission

_NOT_DECIDED = frozenset({"new", "interview", "waiting"})


def picture_of(
    scene: Scene,
    submissions: Sequence[Submission],
    people: People,
    events: Events,
    took_part: Mapping[str, tuple[frozenset[str], int]],
    stands: Stands,
) -> Picture:
    """Return the picture of an organisation as it stands; in an order that no sorting of a tab can change."""
    organisation = scene.organisation
    submissions = sorted(submissions, key=_arrival)
    trained = training_days(submissions, {key: known for key, (known, _) in took_part.items()}, stands)
    return Picture(
        slug=organisation.slug,
        name=organisation.name,
        language=organisation.language,
        contract=organisation.contract,
        events=tuple(sorted(events.happenings, key=lambda one: (one.date, one.key))),
        records=entries_of(organisation.slug, submissions, took_part, stands),
        ambassadors=_ambassadors(scene, people, events, trained, stands),
        unreadable=tuple(
            Unreadable(one.key, organisation.slug, one.form.key, read_date(one.raw.get("date", "")))
            for one in submissions
            if one.errors and not _is_set_aside(one, stands)
        ),
        applications_waiting=tuple(
            one.key
            for one in submissions
            if one.form is Application and stands.of(one.key, About.APPLICATION).code in _NOT_DECIDED
        ),
    )


def _arrival(submission: Submission) -> tuple[datetime, str]:
    return submission.submitted_at or submission.first_seen_at, submission.key


def _is_set_aside(submission: Submission, stands: Stands) -> bool:
    about = About.APPLICATION if submission.form is Application else About.REVIEW
    return stands.of(submission.key, about).code in {"rejected", "declined", "withdrawn"}


def marks_of(contacts: Sequence[Contact], salt: str) -> frozenset[str]:
    """Return by what one person is known in whichever organisation: each address together with a first name, hashed.

    A surname changes, and a family shares a mailbox; one first name at one address is one person. The salt keeps
    anybody without the ledger from testing a guess.
    """
    mentions = [mention for contact in contacts for mention in contact.mentions]
    given = {min((word, *OTHER_FORMS.get(word, ()))) for one in mentions for word in split_name(one.name).given}
    addresses = {address for one in mentions for address in (one.email, one.phone) if address}
    return frozenset(
        blake2b(f"{address}\x1f{name}".encode(), digest_size=12, key=salt.encode()).hexdigest()
        for address in addresses
        for name in given
        if len(name) > 1
    )


def _ambassadors(
    scene: Scene, people: People, events: Events, trained: Mapping[str, date], stands: Stands
) -> tuple[Ambassador, ...]:
    found: list[Ambassador] = []
    of_person: dict[str, list[Contact]] = {}
    for contact in people.contacts:
        of_person.setdefault(people.same_as.get(contact.key, contact.key), []).append(contact)
    took_part = Counter(key for event in events.happenings if event.counts for key in event.ambassadors)
    for key, submission in sorted(people.applications.items(), key=lambda pair: _arrival(pair[1])):
        application = submission.answers
        if not isinstance(application, Application):
            continue
        accepted = stands.of(submission.key, About.APPLICATION).code == "accepted"
        stand = stands.of(key, About.AMBASSADOR)
        left = stand.decision is not None and stand.code == "left"
        standing = Standing(stand.code) if accepted else Standing.APPLIED
        agreed = application.consent_institute.reveal() is True
        found.append(
            Ambassador(
                key=key,
                organisation=scene.organisation.slug,
                identity=key,
                standing=standing,
                accepted=accepted,
                trained_on=trained.get(key),
                left_on=stand.decision.decided_at.astimezone(VILNIUS).date() if left and stand.decision else None,
                name_for_institute=application.full_name.reveal() if agreed else "",
                public_name=application.public_name,
                events=took_part[key],
                application=submission.key,
                marks=marks_of(of_person[key], scene.salt),
            )
        )
    return tuple(found)
