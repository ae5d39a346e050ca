"""How a letter of a night is queued: its key, whom it goes to, and whether the like was written before."""

from collections.abc import Iterator

from forms.letters import Letter, to_fields
from forms.night.scene import Scene
from forms.outbox import LetterState, Priority, QueuedLetter
from forms.words import Language, Words

OVERTAKEN = Words(
    "Nebereikia: kol laiškas laukė, padėtis pasikeitė.",
    "No longer needed: things changed while the letter waited.",
)
"""Why a letter was kept back for good: what it says is so no more."""


def queue(
    scene: Scene, key: str, letter: Letter, language: Language, recipient: str, priority: Priority
) -> QueuedLetter:
    """Return a letter as it is queued tonight; replies go to the coordinator."""
    return QueuedLetter(
        key=key,
        kind=letter.kind,
        language=language,
        recipient=recipient,
        fields=to_fields(letter),
        organisation=scene.organisation.slug,
        reply_to=scene.organisation.coordinator,
        queued_at=scene.now,
        priority=priority,
    )


def is_overtaken(letter: QueuedLetter) -> bool:
    """Tell whether a letter was kept back because what it says is so no more."""
    return letter.state is LetterState.HELD and letter.last_error in OVERTAKEN.both()


def written_of(scene: Scene, subject: str, *kinds: str) -> Iterator[QueuedLetter]:
    """Yield the letters of some kinds that were queued about a subject, oldest first; overtaken ones count as none."""
    for letter in scene.letters_of.get(subject, ()):
        if letter.kind in kinds and not is_overtaken(letter):
            yield letter


def is_queued(scene: Scene, key: str) -> bool:
    """Tell whether a letter was queued before under a key."""
    return any(letter.key == key for letter in scene.letters_of.get(key.partition("/")[0], ()))
