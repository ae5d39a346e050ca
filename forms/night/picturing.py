"""The picture of an organisation, put together from its submissions, people, events and decisions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b

from forms.application import Application
from forms.contacts.normalise import fold
from forms.dates import VILNIUS, read_date
from forms.decisions import About
from forms.emails import read_email, same_mailbox
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
    """Return the picture of an organisation as it stands."""
    organisation = scene.organisation
    trained = training_days(submissions, {key: known for key, (known, _) in took_part.items()}, stands)
    return Picture(
        slug=organisation.slug,
        name=organisation.name,
        language=organisation.language,
        contract=organisation.contract,
        events=events.happenings,
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


def _is_set_aside(submission: Submission, stands: Stands) -> bool:
    about = About.APPLICATION if submission.form is Application else About.REVIEW
    return stands.of(submission.key, about).code in {"rejected", "declined", "withdrawn"}


def identity_of(application: Application, salt: str) -> str:
    """Return a text equal for one person's applications to several organisations: mailbox and folded name, hashed.

    The salt keeps anybody without the ledger from testing a guess.
    """
    mailbox = same_mailbox(read_email(application.email.reveal() or "") or "")
    name = " ".join(sorted(fold(application.full_name.reveal()).split()))
    return blake2b(f"{mailbox}\x1f{name}".encode(), digest_size=12, key=salt.encode()).hexdigest()


def _ambassadors(
    scene: Scene, people: People, events: Events, trained: Mapping[str, date], stands: Stands
) -> tuple[Ambassador, ...]:
    found: list[Ambassador] = []
    took_part = Counter(key for event in events.happenings if event.counts for key in event.ambassadors)
    for key, submission in people.applications.items():
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
                identity=identity_of(application, scene.salt),
                standing=standing,
                accepted=accepted,
                trained_on=trained.get(key),
                left_on=stand.decision.decided_at.astimezone(VILNIUS).date() if left and stand.decision else None,
                name_for_institute=application.full_name.reveal() if agreed else "",
                public_name=application.public_name,
                events=took_part[key],
                application=submission.key,
            )
        )
    return tuple(found)
