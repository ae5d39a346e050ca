"""The steps that a release goes: the organisation approves it, then the Institute, then the ministry has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.words import Words

STEPS = ("organisation", "institute", "ministry")
"""In their order; a release of the whole programme begins with the Institute."""

HANDED_OVER = Words("Perduota ministerijai", "Handed to the ministry")
"""Where a release stands that went all its steps."""

_NEXT = {
    "organisation": Words("Laukia organizacijos patvirtinimo", "Waits for the organisation's approval"),
    "institute": Words("Laukia Instituto patvirtinimo", "Waits for the Institute's approval"),
    "ministry": Words("Laukia perdavimo ministerijai", "Waits to be handed to the ministry"),
    "": HANDED_OVER,
}
_SUPERSEDED = Words("Pakeista {version} versija", "Replaced by version {version}")
_TOO_EARLY = Words(
    "Šis žodis dar neįsigaliojo: pirmiau turi būti patvirtinta ankstesniame žingsnyje.",
    "This word is not in force yet: the step before comes first.",
)


@dataclass(frozen=True, slots=True)
class Sign:
    """That a step was signed: which, when, and what the person wrote beside it."""

    step: str
    signed_at: datetime
    comment: str = ""


def steps_of(organisation: str) -> tuple[str, ...]:
    """Return the steps that a release of an organisation goes, or of the programme when there is no slug."""
    return STEPS if organisation else STEPS[1:]


def next_step(organisation: str, signs: Sequence[Sign]) -> str:
    """Return the step that is to be signed next; empty when all are."""
    signed = {sign.step for sign in signs}
    return next((step for step in steps_of(organisation) if step not in signed), "")


def say_step(organisation: str, signs: Sequence[Sign], typed: str, newer: int = 0) -> Words:
    """Return where a release stands.

    Args:
        organisation: The slug; empty for the programme.
        signs: What was signed.
        typed: The step that the decision column says.
        newer: A later version of the same summary; 0 when there is none.
    """
    if newer:
        return Words(*(text.format(version=newer) for text in _SUPERSEDED.both()))
    words = _NEXT[next_step(organisation, signs)]
    if typed and typed not in {sign.step for sign in signs}:
        return Words(f"{words.lt}. {_TOO_EARLY.lt}", f"{words.en}. {_TOO_EARLY.en}")
    return words
