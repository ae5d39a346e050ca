"""Why two profiles are, or may be, one person: the strongest thing they have in common, by name."""

import numpy as np
from numpy.typing import NDArray

from forms.matching.census import Census
from forms.matching.comparing import compare
from forms.matching.levels import Alike, Email, First, Last, Phone
from forms.matching.pairing import Places
from forms.matching.profiles import Profiles
from forms.matching.records import Reason

_ORDER = tuple(Reason)
_SEVERAL = 2
"""People who use an address beside this one: from so many on it is called shared."""


def reasons_for(profiles: Profiles, census: Census, a: Places, b: Places) -> NDArray[np.int8]:
    """Return the reason of each pair of profiles, by its place among all."""
    if not len(a):
        return np.zeros(0, np.int8)
    levels = compare(profiles, a, b)
    other_name = levels.last >= Last.WOMAN_OTHER
    named = (levels.first >= First.SAME) & (levels.first <= First.SLIP) & (levels.last >= Last.SAME) & ~other_name
    email, phone = levels.email == Email.SAME, levels.phone == Phone.SAME
    shared_email = census.at_email[profiles.email[a]] > _SEVERAL
    shared_phone = census.at_phone[profiles.phone[a]] > _SEVERAL
    cases = (
        (a == b, Reason.IDENTICAL),
        (email & phone & ~other_name, Reason.SAME_EMAIL_AND_PHONE),
        (email & other_name & ~shared_email, Reason.SAME_EMAIL_OTHER_SURNAME),
        (phone & other_name & ~shared_phone, Reason.SAME_PHONE_OTHER_SURNAME),
        (email & ~shared_email, Reason.SAME_EMAIL),
        (phone & ~shared_phone, Reason.SAME_PHONE),
        (email, Reason.SHARED_EMAIL),
        (phone, Reason.SHARED_PHONE),
        (np.isin(levels.email, (Email.NEAR, Email.LOCAL, Email.UNUSUAL)), Reason.LIKE_EMAIL),
        (levels.phone == Phone.NEAR, Reason.LIKE_PHONE),
        (levels.birth_date == Alike.SAME, Reason.SAME_BIRTH_DATE),
        (levels.address == Alike.SAME, Reason.SAME_ADDRESS),
        (other_name, Reason.OTHER_SURNAME),
        (named & (levels.organisation == Alike.SAME), Reason.SAME_NAME_AND_ORGANISATION),
        (named & (levels.municipality == Alike.SAME), Reason.SAME_NAME_AND_PLACE),
    )
    return np.select(
        [case for case, _ in cases], [_ORDER.index(reason) for _, reason in cases], _ORDER.index(Reason.SAME_NAME)
    ).astype(np.int8)
