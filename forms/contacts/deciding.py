"""Whether two people, known by their names and addresses, are one: the one place that decides it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from forms.contacts.mentions import DoubtReason, Mention, Reason
from forms.contacts.names import compatible


class Answer(StrEnum):
    """How sure we are that two are one."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What we think of two people, and why: a `Reason` with SAME, a `DoubtReason` with ASK, nothing otherwise."""

    answer: Answer
    reason: Reason | None = None
    doubt: DoubtReason | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Traits:
    """All that is known of one person: names as written, mailboxes, phone numbers."""

    names: AbstractSet[str]
    emails: AbstractSet[str]
    phones: AbstractSet[str]


_NOBODYS = Opinion(Answer.DIFFERENT)


def traits_of(mention: Mention) -> Traits:
    """Return what one mention tells of a person."""
    return Traits(
        frozenset({mention.name}),
        frozenset({mention.email} if mention.email else ()),
        frozenset({mention.phone} if mention.phone else ()),
    )


def names_agree(one: Traits, other: Traits) -> bool:
    """Tell whether every name of the one may be the same person's as every name of the other."""
    return all(compatible(mine, yours) for mine in one.names for yours in other.names)


def decide_pair(one: Traits, other: Traits) -> Opinion:
    """Say whether two are one person: a mailbox or phone number in common, and no name that speaks against it.

    Every name of the one is held against every name of the other, so that «J. Petraitis» on a family's mailbox never
    chains Jonas to Juozas. Names alone decide nothing.
    """
    by_email = not one.emails.isdisjoint(other.emails)
    by_phone = not one.phones.isdisjoint(other.phones)
    if not by_email and not by_phone:
        return _NOBODYS
    if not names_agree(one, other):
        doubt = DoubtReason.SHARED_MAILBOX_OTHER_NAME if by_email else DoubtReason.SHARED_PHONE_OTHER_NAME
        return Opinion(Answer.ASK, doubt=doubt)
    if by_email and by_phone:
        return Opinion(Answer.SAME, Reason.SAME_EMAIL_AND_PHONE)
    return Opinion(Answer.SAME, Reason.SAME_EMAIL if by_email else Reason.SAME_PHONE)
