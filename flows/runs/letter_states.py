"""Holding, releasing and re-sending one letter by its key."""

from datetime import datetime

from flows.wiring import Services
from forms.night.letters import again
from forms.outbox import OPEN, LetterState, QueuedLetter, held, released


def change_letter(
    services: Services, key: str, word: str, now: datetime
) -> tuple[QueuedLetter | None, QueuedLetter | None]:
    """Do with a letter what a word says: hold, release or resend.

    Returns:
        The letter before, None where there is none of that key; and after, None where the word does not fit its state.
    """
    letters = services.ledger.letters()
    letter = next((one for one in letters if one.key == key), None)
    if letter is None:
        return None, None
    if word == "resend" and letter.state is LetterState.SENT:
        copy = again(letter, letters, now)
        services.ledger.queue([copy])
        return letter, copy
    after = _after(letter, word)
    if after:
        services.ledger.update(after, now=now)
    return letter, after


def _after(letter: QueuedLetter, word: str) -> QueuedLetter | None:
    if word == "hold":
        return held(letter) if letter.state in OPEN - {LetterState.SENDING} else None
    freed = {LetterState.HELD} if word == "release" else {LetterState.HELD, LetterState.FAILED}
    return released(letter) if letter.state in freed else None
