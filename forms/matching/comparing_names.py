"""How far two names agree: first names, surnames, and a woman's other surname in a mailbox."""

import numpy as np
from numpy.typing import NDArray

from forms.matching.levels import Comparison, Email, First, Last, Levels
from forms.matching.likeness import slips
from forms.matching.naming import STEMS
from forms.matching.pairing import Places, digits, distinct_pairs, lengths, listed
from forms.matching.profiles import Profiles


def _first_words(texts: NDArray[np.object_]) -> NDArray[np.object_]:
    words = np.empty(len(texts), np.object_)
    words[:] = [text.partition(" ")[0] for text in listed(texts)]
    return words


def _first_by_words(one: str, other: str, forms: frozenset[tuple[str, str]]) -> bool:
    mine, yours = one.split(), other.split()
    for word in mine:
        for its in yours:
            if word == its or (word, its) in forms:
                return True
            if 1 in {len(word), len(its)} and word[0] == its[0]:
                return True
    return False


def _same_digits(
    ones: NDArray[np.object_], others: NDArray[np.object_], wanted: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell of the wanted pairs whether the digits in both texts are the same: nobody mistypes «A2» for «A3»."""
    same = wanted.copy()
    rows = np.flatnonzero(wanted)
    pairs = zip(listed(ones[rows]), listed(others[rows]), strict=True)
    same[rows] = [(one.isalpha() and other.isalpha()) or digits(one) == digits(other) for one, other in pairs]
    return same


def compare_first(profiles: Profiles, ones: Places, others: Places) -> Levels:
    """Return how first names agree, by the numbers of their halves."""
    halves = profiles.halves
    levels = np.full(len(ones), First.SAME, np.int8)
    differ = np.flatnonzero(ones != others)
    if len(differ):
        one, other, back = distinct_pairs(ones[differ], others[differ], len(halves.texts))
        mine, yours = _first_words(halves.texts[one]), _first_words(halves.texts[other])
        apart = slips(mine, yours, at_most=2)
        shorter = np.minimum(lengths(mine), lengths(yours))
        both_known = halves.known[one] & halves.known[other]
        found = np.where(both_known, First.IMPOSSIBLE, First.OTHER).astype(np.int8)
        slip = ((apart <= 1) & (shorter >= 3)) | ((apart <= 2) & (shorter >= 5))  # noqa: PLR2004
        slip &= _same_digits(mine, yours, slip)
        found[slip & ~both_known] = First.SLIP
        whole = zip(listed(halves.texts[one]), listed(halves.texts[other]), strict=True)
        forms = np.array([_first_by_words(name, its, halves.forms) for name, its in whole], np.bool_)
        found[forms] = First.FORM
        levels[differ] = found[back]
    levels[(ones == 0) | (others == 0)] = First.MISSING
    return levels


def compare_last(profiles: Profiles, ones: Places, others: Places, women: NDArray[np.bool_]) -> Levels:
    """Return how surnames agree, by the numbers of their halves; `women` tells which pairs are women's."""
    halves = profiles.halves
    levels = np.full(len(ones), Last.SAME, np.int8)
    differ = np.flatnonzero(ones != others)
    if len(differ):
        one, other, back = distinct_pairs(ones[differ], others[differ], len(halves.texts))
        found = np.full(len(one), Last.OTHER, np.int8)
        mine, yours = halves.texts[one], halves.texts[other]
        apart = slips(mine, yours, at_most=2)
        shorter = np.minimum(lengths(mine), lengths(yours))
        slip = ((apart <= 1) & (shorter >= 4)) | ((apart <= 2) & (shorter >= 8))  # noqa: PLR2004
        found[slip & _same_digits(mine, yours, slip)] = Last.SLIP
        stems_one, stems_other = halves.stems[one], halves.stems[other]
        share = np.zeros(len(one), np.bool_)
        for column in range(STEMS):
            for against in range(STEMS):
                both = stems_one[:, column]
                share |= (both != 0) & (both == stems_other[:, against])
        # Forms of one stem count only when one of them is a woman's: Petras and Petrius are two families.
        pairs = list(zip(listed(mine), listed(yours), strict=True))
        two_words = np.array([" " in name or " " in its for name, its in pairs], np.bool_)
        share &= halves.womans_form[one] | halves.womans_form[other] | two_words
        initial = (shorter == 1) & np.array([name[:1] == its[:1] for name, its in pairs], np.bool_)
        found[share | initial] = Last.FORM
        levels[differ] = found[back]
        levels[(levels == Last.OTHER) & women] = Last.WOMAN_OTHER
    levels[(ones == 0) | (others == 0)] = Last.MISSING
    return levels


_SHORTEST_HINT = 4
"""Letters of a stem: fewer are found in mailboxes by chance."""


def hint_at_surnames(profiles: Profiles, compared: Comparison, a: Places, b: Places) -> Levels:
    """Return the levels of the surnames, with those raised for which a mailbox names the other's surname."""
    last = compared.last.copy()
    wanted = (last == Last.WOMAN_OTHER) & (compared.first >= First.SAME) & (compared.first <= First.SLIP)
    wanted &= (compared.email != Email.SAME) & ((profiles.email[a] != 0) | (profiles.email[b] != 0))
    rows = np.flatnonzero(wanted)
    for mine, yours in ((a, b), (b, a)):
        surnames = listed(profiles.halves.texts[profiles.last[yours[rows]]])
        mailboxes = listed(profiles.local_parts[profiles.emails.codes[profiles.email[mine[rows]]]])
        stems = [surname.partition(" ")[0][:-3] for surname in surnames]
        hinted = [len(stem) >= _SHORTEST_HINT and stem in box for stem, box in zip(stems, mailboxes, strict=True)]
        last[rows[np.array(hinted, np.bool_)]] = Last.HINTED
    return last
