"""What is believed before any record was seen: every weight that the records then correct."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SAME_PERSON: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType({
    # Shares of the levels among pairs of one person's records, the level «missing» left out (its place holds 1).
    # Names: a typo in one of twenty written halves, a nickname or second name as often (our reading of the raw forms).
    "first": (1, 0.83, 0.07, 0.07, 0.029, 0.001),
    # A surname changes for about a third of women, once: of pairs of records one in twenty shows it.
    "last": (1, 0.82, 0.05, 0.07, 0.03, 0.01, 0.02),
    "organisation": (1, 0.80, 0.05, 0.15),
    "municipality": (1, 0.90, 0.02, 0.08),
    # A date of birth does not change: what differs was mistyped.
    "birth_date": (1, 0.92, 0.06, 0.02),
    "address": (1, 0.60, 0.20, 0.20),
})  # fmt: skip

SAME_PERSON_CONTACT: Final = (
    # Rows: how the mailboxes agree; columns: how the numbers agree (missing, same, near, other). Six of seven records
    # share a mailbox or a number with the person's other records; both change together for one in sixteen.
    (1.000, 0.700, 0.020, 0.280),
    (0.660, 0.480, 0.014, 0.166),
    (0.030, 0.020, 0.002, 0.008),
    (0.040, 0.028, 0.001, 0.011),
    (0.030, 0.018, 0.001, 0.011),
    (0.220, 0.142, 0.004, 0.074),
    (0.020, 0.012, 0.000, 0.008),
)

FAMILY: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType({
    # Two people of one household: one stem for most, one town; what they work at is chance.
    "last": (1, 0.40, 0.42, 0.01, 0.10, 0.06, 0.01),
    "municipality": (1, 0.93, 0.02, 0.05),
    "address": (1, 0.70, 0.10, 0.20),
})  # fmt: skip

OFFICE: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType({
    # Two people who give an office's mailbox or number; their names are chance.
    "organisation": (1, 0.85, 0.05, 0.10),
    "municipality": (1, 0.75, 0.05, 0.20),
    "address": (1, 0.50, 0.10, 0.40),
})  # fmt: skip

SHARED_CONTACT: Final = (
    # They share at least one of the two; that they share both is a secretary's form or a couple's.
    (1.000, 0.700, 0.001, 0.299),
    (0.500, 0.250, 0.001, 0.249),
    (0.003, 0.003, 0.000, 0.000),
    (0.003, 0.003, 0.000, 0.000),
    (0.120, 0.120, 0.000, 0.000),
    (0.373, 0.373, 0.000, 0.000),
    (0.001, 0.001, 0.000, 0.000),
)

FAMILIES: Final = (0.7, 0.4, 0.05)
"""Of those who share an address with one, two to four, or more people: families rather than offices."""

NAMESAKE_MUNICIPALITY: Final = (1, 0.96, 0.02, 0.02)
"""Namesakes beyond chance are cousins and are entered at the same place: they matter only there."""

OTHER_RECORDS: Final = 1.0
"""Of the same person, for each record: a list that is worth cleaning names everybody about twice."""

NAMESAKES: Final = 0.06
"""Records of a namesake from the same place, beyond chance, for each record: one person of fifty has one, who as often
begins as ends the pair, and comes back as often as oneself."""

NAMESAKES_BELIEVED: Final = 10.0
"""That is believed ten times as firmly as the others: pairs seldom tell a namesake from one who changed all."""

NAMESAKES_TOLD: Final = 0.2
"""When fewer of the pairs have mailboxes, numbers or dates of birth to compare, namesakes cannot be counted at all."""

PAIRS_BELIEVED: Final = 60.0
"""The shares above count as much as so many pairs of one person's records: with a hundred people, half and half."""

FIRMLY: Final[Mapping[str, float]] = MappingProxyType({"birth_date": 10.0, "habit": 20.0})
"""These are believed so many times as firmly: a handful of wrong dates, or of columns left out, teaches nothing."""

HABIT_AT_MOST: Final = 0.7
"""What habits of filling in may say for or against, each column (log odds): a factor of two."""

ONE_NAME_IN_A_FAMILY: Final = 0.3
"""People of one household bear one first name that much more seldom than strangers do: parents avoid it."""

UNSEEN_SHARING: Final = 0.06
"""People who share an address of which it is not known that it is shared: one in sixteen, in families one in four."""

UNSEEN_AT_ADDRESS: Final = 0.015
"""Likewise who write one postal address: few of a family do so letter by letter."""

CHANCE_ADDRESS: Final = 0.02
"""Strangers that somebody's mailbox or number is written for by a slip, for each record."""

FIRST_NAME_SHARE: Final = 0.008
"""Of a first name that the list does not know: the median of a register of names in use weighs about as much."""

SURNAME_SHARE: Final = 0.0008
"""Likewise of a surname's stem; the commonest, Kazlauskas, is borne by half a percent."""

ORGANISATION_SHARE: Final = 0.01
PLACE_SHARE: Final = 0.05
"""Sixty municipalities, a fifth of the people in the largest."""

SLIPS_OF_A_NAME: Final = 12.0
"""One slip makes about so many different words of a name that people really write: a mistyped name has no bearers of
its own, so two names one slip apart are the likelier one the rarer the rarer of the two."""

MADE_OF_NAME: Final = (0.07, 0.004, 0.0005)
"""Strangers whose mailboxes have one local part made of the name: namesakes, those with one first name, others."""

UNUSUAL_MAILBOX: Final = (0.002, 0.0001)
"""Likewise when there is more in it than the name: of those with one first name, of others."""

MAILBOX_OF_SLIPPED_NAME: Final = 0.05
"""Dainius Gabonis and Dainius Sabonis: when names are a slip apart, mailboxes made of them are, too."""

OFFICE_MAILBOX: Final = 0.4
"""Colleagues who both give a mailbox of their office's domain."""

NEAR_NUMBER: Final = 1e-5
"""Strangers whose numbers differ in one digit: some seventy of ten million."""

ONE_TOWN: Final = 0.8
"""Colleagues who live in one municipality, as long as the list has few of them."""

PAIRS_OF_COLLEAGUES_BELIEVED: Final = 30.0
"""That share counts as much as so many pairs of colleagues."""

HINTED_MAILBOX: Final = 0.1
"""Strangers whose mailboxes have one local part, when one's is made of the other's surname, which says most."""

SLIPS_AT_MOST: Final = 0.3
"""So many strangers at most are held to have names a slip apart, in lists where names are few and alike."""

CROWDS: Final = (2.0, 5.0)
"""People beside oneself at an address from which it is called shared by several, and by many."""

GUESSED_MAILBOX: Final = 0.01
"""Namesakes who are put down with one mailbox made of the name, be it by guess or by a slip of the provider's name."""

PEOPLE_BELIEVED: Final = 40.0
"""The four shares above count as much as so many people."""

BIRTH_DATE_SHARE: Final = 1 / 15_000
"""Forty years of days, evenly: those who apply are between twenty and sixty."""

BY_CHANCE: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType({
    # Shares among strangers, where the rarity of what is shared does not decide. Names: of those with one root or stem,
    # how they are written; then slips and forms between different ones, by comparing names of our own lists at random.
    "first_of_one_root": (1, 0.80, 0.12, 0.08, 0.05, 0.01),
    "first": (1, 0.004, 0.01, 0.005, 1.0, 1.0),
    "last_of_one_stem": (1, 0.60, 0.30, 0.10, 0.05, 0.05, 0.05),
    "last": (1, 0.001, 0.004, 0.002, 0.55, 0.45, 0.0005),
    "near_organisation": (1, 1, 0.005, 1),
    "near_municipality": (1, 1, 0.03, 1),
    "near_birth_date": (1, 1, 0.005, 1),
    "near_address": (1, 1, 0.005, 1),
})  # fmt: skip
