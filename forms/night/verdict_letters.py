"""Letters to applicants that follow from what the coordinator decided: accepted, on the waiting list, declined."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import count

from forms.application import Application
from forms.decisions import About
from forms.letters import ApplicationAccepted, ApplicationDeclined, ApplicationWaiting
from forms.letters.verdicts import Verdict
from forms.night.deciding import Stands
from forms.night.letters import first_name_of, language_of
from forms.night.queueing import is_queued, queue, written_of
from forms.night.reading import reply_address
from forms.night.scene import Scene
from forms.outbox import Priority, QueuedLetter
from forms.validation import Submission, received_on

VERDICTS: Mapping[str, type[Verdict]] = {
    "accepted": ApplicationAccepted,
    "waiting": ApplicationWaiting,
    "declined": ApplicationDeclined,
}
"""By the decision's code, the letter that tells it; what else is decided a person tells, or has been told."""

KINDS = tuple(letter.kind for letter in VERDICTS.values())

TOLD_WITHIN = timedelta(days=30)
"""An older decision is not told any more: nobody is surprised by a letter about last year. Our rule."""


def verdict_letters(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> Iterator[QueuedLetter]:
    """Yield the letters that tell a decision which was not the last one told."""
    for one in submissions:
        if one.form is not Application or not one.is_valid or one.quiet or one.vanished:
            continue
        stand = stands.of(one.key, About.APPLICATION)
        kind = VERDICTS.get(stand.code)
        address = reply_address(one) if kind else None
        if kind is None or address is None or stand.decision is None:
            continue
        last = list(written_of(scene, one.key, *KINDS))[-1:]
        if scene.now - stand.decision.decided_at > TOLD_WITHIN or (last and last[0].kind == kind.kind):
            continue
        letter = kind(
            first_name=first_name_of(one),
            organisation=scene.organisation.name,
            received_on=received_on(one.submitted_at, one.first_seen_at),
            coordinator_email=scene.organisation.coordinator,
        )
        wanted = f"{one.key}/v{one.version}/{kind.kind}"
        # A word that was taken back and given again is told again: the last letter said otherwise.
        keys = (wanted + f"/{number}" * (number > 1) for number in count(1))
        key = next(key for key in keys if not is_queued(scene, key))
        yield queue(scene, key, letter, language_of(scene, one), address, Priority.CONFIRMATION)
