"""A half of a name that is mistyped, put right by the mailbox beside it, which is made of the name as it should be."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from forms.contacts.first_names import KNOWN
from forms.matching.likeness import one_slip_apart
from forms.matching.naming import WordCounts
from forms.matching.numbering import Codes, as_texts
from forms.matching.pairing import listed

_SHORTEST = 3
"""Letters of a first name that a mailbox may tell; a surname has two more."""
_DIGITS = "0123456789"


def mended_by_mailbox(
    texts: NDArray[np.object_], first: Codes, last: Codes, mailboxes: Sequence[str], counts: WordCounts
) -> tuple[NDArray[np.object_], Codes, Codes]:
    """Return the halves of names, and those of every profile, with slips put right.

    «Ina» Palauskienė of palauskiene.inga@ is Inga, though Ina is a name as well; Vincas «Temėnas» of vincas.zemenas41@
    is Žemėnas. One half must stand in the mailbox as it is written, the other with one slip; and what the mailbox says
    must be a first name that is known, or a surname that the list has more often.

    Args:
        texts: The distinct halves; `first` and `last` are places in it, by profile.
        first: First names.
        last: Surnames.
        mailboxes: The local part of each profile's mailbox, "" where there is none.
        counts: How often words are names in the list.
    """
    halves = listed(texts)
    found: list[tuple[int, bool, str]] = []
    ones: list[int] = first.tolist()
    others: list[int] = last.tolist()
    for profile, (one, other, mailbox) in enumerate(zip(ones, others, mailboxes, strict=True)):
        if not (mailbox and one and other):
            continue
        given, surname = halves[one], halves[other]
        said = mailbox.strip(_DIGITS)
        if said in {given + surname, surname + given}:
            continue
        if (name := _rest(said, surname)) and _is_slip_of_first(given, name, counts):
            found.append((profile, True, name))
        elif (name := _rest(said, given)) and _is_slip_of_last(surname, name, counts):
            found.append((profile, False, name))
    if not found:
        return texts, first, last
    place = {half: number for number, half in enumerate(halves)}
    for new in sorted({name for _, _, name in found} - place.keys()):
        place[new] = len(place)
    first, last = first.copy(), last.copy()
    for profile, is_first, name in found:
        (first if is_first else last)[profile] = place[name]
    return as_texts(place), first, last


def _rest(said: str, half: str) -> str:
    """Return what a mailbox says beside one half of a name, "" when that does not stand at its beginning or end."""
    if len(half) < _SHORTEST:
        return ""
    if said.startswith(half):
        return said[len(half) :]
    return said[: -len(half)] if said.endswith(half) else ""


def _is_slip_of_first(written: str, name: str, counts: WordCounts) -> bool:
    is_name = name in KNOWN or counts.first.get(name, 0) > counts.first.get(written, 0)
    return len(name) >= _SHORTEST and is_name and name != written and one_slip_apart(written, name)


def _is_slip_of_last(written: str, name: str, counts: WordCounts) -> bool:
    is_likelier = counts.last.get(name, 0) > counts.last.get(written, 0)
    return len(name) >= _SHORTEST + 2 and is_likelier and one_slip_apart(written, name)
