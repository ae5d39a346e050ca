"""How far two records agree, field by field."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from forms.matching.comparing_names import compare_first, compare_last, hint_at_surnames
from forms.matching.levels import Alike, Comparison, Email, Levels, Phone
from forms.matching.likeness import shared_letters, shared_words, slips
from forms.matching.numbering import as_texts
from forms.matching.pairing import Places, Texts, digits, distinct_pairs, lengths, listed
from forms.matching.places import KNOWN_PLACES
from forms.matching.profiles import Profiles

_SHORTEST_LOCAL = 5
"""Letters of a local part: in a shorter one a changed letter makes another mailbox (ona@, ina@)."""


def _compare_email(profiles: Profiles, ones: Places, others: Places, a: Places, b: Places) -> Levels:
    emails = profiles.emails
    levels = np.full(len(ones), Email.OTHER, np.int8)
    local_one, local_other = emails.codes[ones], emails.codes[others]
    office_one = profiles.office_domain[ones]
    levels[(office_one != 0) & (office_one == profiles.office_domain[others])] = Email.OFFICE
    local_texts = profiles.local_parts
    same_local = (local_one == local_other) & (local_one != 0)
    levels[same_local] = np.where(profiles.made_of_name[a] | profiles.made_of_name[b], Email.LOCAL, Email.UNUSUAL)[
        same_local
    ]
    length = profiles.email_lengths
    maybe = np.flatnonzero((ones != others) & (local_one != local_other) & (np.abs(length[ones] - length[others]) <= 1))
    if len(maybe):
        one, other, back = distinct_pairs(ones[maybe], others[maybe], emails.size)
        near = slips(emails.texts[one], emails.texts[other], at_most=1) <= 1
        rows = np.flatnonzero(near)
        ours, theirs = (listed(local_texts[emails.codes[side[rows]]]) for side in (one, other))
        near[rows] = [
            min(len(mine), len(yours)) >= _SHORTEST_LOCAL and digits(mine) == digits(yours)
            for mine, yours in zip(ours, theirs, strict=True)
        ]
        levels[maybe[near[back]]] = Email.NEAR
    levels[ones == others] = Email.SAME
    levels[(ones == 0) | (others == 0)] = Email.MISSING
    return levels


def _compare_phone(profiles: Profiles, ones: Places, others: Places) -> Levels:
    levels = np.full(len(ones), Phone.OTHER, np.int8)
    differ = np.flatnonzero((ones != others) & (ones != 0) & (others != 0))
    if len(differ):
        near = slips(profiles.phones[ones[differ]], profiles.phones[others[differ]], at_most=1) <= 1
        levels[differ[near]] = Phone.NEAR
    levels[ones == others] = Phone.SAME
    levels[(ones == 0) | (others == 0)] = Phone.MISSING
    return levels


def _compare_organisation(texts: Texts, ones: Places, others: Places) -> Levels:
    levels = _compare_words(texts, ones, others, _NEAR_ORGANISATION)
    rows = np.flatnonzero(levels == Alike.NEAR)
    pairs = zip(listed(texts[ones[rows]]), listed(texts[others[rows]]), strict=True)
    # School No. 12 and school No. 13 are two.
    levels[rows] = [Alike.NEAR if digits(one) == digits(other) else Alike.OTHER for one, other in pairs]
    return levels


def _compare_address(texts: Texts, ones: Places, others: Places) -> Levels:
    levels = _compare_words(texts, ones, others, _NEAR_ADDRESS)
    differ = np.flatnonzero(levels == Alike.OTHER)
    if len(differ):
        one, other, back = distinct_pairs(ones[differ], others[differ], len(texts))
        # Words run together, or a letter that went to the next word, are slips as any other.
        bare = as_texts(text.replace(" ", "") for text in listed(texts))
        near = shared_letters(bare[one], bare[other]) >= _NEAR_ADDRESS
        levels[differ[near[back]]] = Alike.NEAR
    return levels


def _compare_words(texts: Texts, ones: Places, others: Places, near_from: int) -> Levels:
    levels = np.full(len(ones), Alike.OTHER, np.int8)
    differ = np.flatnonzero((ones != others) & (ones != 0) & (others != 0))
    if len(differ):
        one, other, back = distinct_pairs(ones[differ], others[differ], len(texts))
        near = shared_words(texts[one], texts[other]) >= near_from
        levels[differ[near[back]]] = Alike.NEAR
    levels[ones == others] = Alike.SAME
    levels[(ones == 0) | (others == 0)] = Alike.MISSING
    return levels


def _compare_municipality(profiles: Profiles, ones: Places, others: Places) -> Levels:
    levels = np.full(len(ones), Alike.OTHER, np.int8)
    kindless = np.array([text.endswith("|") for text in profiles.municipalities.tolist()], np.bool_)
    place_one, place_other = profiles.place[ones], profiles.place[others]
    same_place = place_one == place_other
    levels[same_place | _slipped_places(profiles, place_one, place_other)] = Alike.NEAR
    levels[(ones == others) | (same_place & (kindless[ones] | kindless[others]))] = Alike.SAME
    levels[(ones == 0) | (others == 0)] = Alike.MISSING
    return levels


def _slipped_places(profiles: Profiles, ones: Places, others: Places) -> NDArray[np.bool_]:
    """Tell which places are a slip apart and not both of Lithuania's: those are two, however alike."""
    near = np.zeros(len(ones), np.bool_)
    known = np.array([not text or text in KNOWN_PLACES for text in listed(profiles.places)], np.bool_)
    if known.all():
        return near
    differ = np.flatnonzero((ones != others) & (ones != 0) & (others != 0) & ~(known[ones] & known[others]))
    if len(differ):
        one, other, back = distinct_pairs(ones[differ], others[differ], len(profiles.places))
        mine, yours = profiles.places[one], profiles.places[other]
        apart, shorter = slips(mine, yours, at_most=2), np.minimum(lengths(mine), lengths(yours))
        slip = ((apart <= 1) & (shorter >= _SHORTEST_PLACE)) | ((apart <= 2) & (shorter >= 2 * _SHORTEST_PLACE))  # noqa: PLR2004
        near[differ[slip[back]]] = True
    return near


def _near_date(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) != 8:  # noqa: PLR2004 - year, month and day
        return False
    parts, its = (one[:4], one[4:6], one[6:]), (other[:4], other[4:6], other[6:])
    # A month or a day may be mistyped whole; of another year no more than a digit.
    one_part = parts[0] == its[0] and (parts[1] == its[1] or parts[2] == its[2])
    return one_part or sorted(parts) == sorted(its)


def _compare_birth(profiles: Profiles, ones: Places, others: Places) -> Levels:
    levels = np.full(len(ones), Alike.OTHER, np.int8)
    differ = np.flatnonzero((ones != others) & (ones != 0) & (others != 0))
    if len(differ):
        texts = profiles.birth_dates
        one, other, back = distinct_pairs(ones[differ], others[differ], len(texts))
        near = slips(texts[one], texts[other], at_most=1) <= 1
        rows = np.flatnonzero(~near)
        dates = zip(listed(texts[one[rows]]), listed(texts[other[rows]]), strict=True)
        near[rows] = [_near_date(mine, yours) for mine, yours in dates]
        levels[differ[near[back]]] = Alike.NEAR
    levels[ones == others] = Alike.SAME
    levels[(ones == 0) | (others == 0)] = Alike.MISSING
    return levels


_NEAR_ORGANISATION = 85
"""Of 100: «Vilniaus Šilo gimnazija» and «Vilniaus Šilas gimnazija» have 91, two schools of one town 75 and less."""
_SHORTEST_PLACE = 5
"""Letters of a place: one slip makes another place of a shorter one, two of one shorter than twice that."""
_NEAR_ADDRESS = 65
"""Of 100: of strangers' addresses two pairs of a thousand come so near, of one person's mistyped ones nine of ten, as
counted in the third FEBRL set."""


def compare(profiles: Profiles, a: Places, b: Places) -> Comparison:
    """Return the levels at which pairs of profiles agree."""
    halves = profiles.halves
    first_a, first_b = profiles.first[a], profiles.first[b]
    last_a, last_b = profiles.last[a], profiles.last[b]
    crossed = (first_a == last_b) & (last_a == first_b) & (first_a != 0) & (last_a != 0)
    first_b, last_b = np.where(crossed, first_a, first_b), np.where(crossed, last_a, last_b)
    women = (
        (halves.woman[first_a] >= 0)
        & (halves.woman[first_b] >= 0)
        & halves.womans_form[last_a]
        & halves.womans_form[last_b]
    )
    found = Comparison(
        compare_first(profiles, first_a, first_b),
        compare_last(profiles, last_a, last_b, women),
        _compare_email(profiles, profiles.email[a], profiles.email[b], a, b),
        _compare_phone(profiles, profiles.phone[a], profiles.phone[b]),
        _compare_organisation(profiles.organisations, profiles.organisation[a], profiles.organisation[b]),
        _compare_municipality(profiles, profiles.municipality[a], profiles.municipality[b]),
        _compare_birth(profiles, profiles.birth_date[a], profiles.birth_date[b]),
        _compare_address(profiles.addresses, profiles.address[a], profiles.address[b]),
    )
    return replace(found, last=hint_at_surnames(profiles, found, a, b))
