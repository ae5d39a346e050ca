"""What goes into matching and what comes out: records, lanes, reasons in words, questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from forms.words import Words


class Record(NamedTuple):
    """One line of a list of people, as written; any text may be empty."""

    record_id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    municipality: str = ""
    birth_date: str = ""
    address: str = ""

    def __repr__(self) -> str:
        """Return the id alone: whatever is printed or logged, no person is in it."""
        return f"Record({self.record_id!r})"


Columns = Mapping[str, Sequence[str]]
"""The same by columns: for each field of `Record` its texts, one for each record."""


def columns_of(records: Sequence[Record]) -> Columns:
    """Return records by columns."""
    columns: tuple[Sequence[str], ...] = tuple(zip(*records, strict=True))
    return dict(zip(Record._fields, columns or ((),) * len(Record._fields), strict=True))


class Lane(StrEnum):
    """How a record came out."""

    SAME = "same"
    """Joined with another record, with certainty."""
    ASK = "ask"
    """Alone, but a person should compare it with another."""
    DIFFERENT = "different"
    """Alone."""


class Reason(StrEnum):
    """Why two records are held, or may be, one person; why a record is alone."""

    IDENTICAL = "identical"
    SAME_EMAIL_AND_PHONE = "same_email_and_phone"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_EMAIL_OTHER_SURNAME = "same_email_other_surname"
    SAME_PHONE_OTHER_SURNAME = "same_phone_other_surname"
    SHARED_EMAIL = "shared_email"
    SHARED_PHONE = "shared_phone"
    LIKE_EMAIL = "like_email"
    LIKE_PHONE = "like_phone"
    SAME_BIRTH_DATE = "same_birth_date"
    SAME_ADDRESS = "same_address"
    SAME_NAME_AND_ORGANISATION = "same_name_and_organisation"
    SAME_NAME_AND_PLACE = "same_name_and_place"
    SAME_NAME = "same_name"
    OTHER_SURNAME = "other_surname"
    DECIDED = "decided"
    ALONE = "alone"
    EMPTY = "empty"


REASON_WORDS: Mapping[Reason, Words] = {
    Reason.IDENTICAL: Words("viskas parašyta vienodai", "everything is written the same"),
    Reason.SAME_EMAIL_AND_PHONE: Words("tas pats el. paštas ir telefonas", "same e-mail and phone"),
    Reason.SAME_EMAIL: Words("tas pats el. paštas, vardas tinka", "same e-mail, and the name fits"),
    Reason.SAME_PHONE: Words("tas pats telefonas, vardas tinka", "same phone, and the name fits"),
    Reason.SAME_EMAIL_OTHER_SURNAME: Words(
        "tas pats el. paštas, pavardė galėjo pasikeisti", "same e-mail, the surname may have changed"
    ),
    Reason.SAME_PHONE_OTHER_SURNAME: Words(
        "tas pats telefonas, pavardė galėjo pasikeisti", "same phone, the surname may have changed"
    ),
    Reason.SHARED_EMAIL: Words(
        "tas pats el. paštas, bet juo naudojasi keli žmonės", "same e-mail, but several people use it"
    ),
    Reason.SHARED_PHONE: Words(
        "tas pats telefonas, bet juo naudojasi keli žmonės", "same phone, but several people use it"
    ),
    Reason.LIKE_EMAIL: Words("panašus el. paštas, vardas tinka", "a similar e-mail, and the name fits"),
    Reason.LIKE_PHONE: Words(
        "telefonas skiriasi vienu skaitmeniu, vardas tinka", "the phone differs in one digit, and the name fits"
    ),
    Reason.SAME_BIRTH_DATE: Words("ta pati gimimo data, vardas tinka", "same date of birth, and the name fits"),
    Reason.SAME_ADDRESS: Words("tas pats adresas, vardas tinka", "same address, and the name fits"),
    Reason.SAME_NAME_AND_ORGANISATION: Words(
        "tas pats vardas, pavardė ir organizacija", "same name, surname and organisation"
    ),
    Reason.SAME_NAME_AND_PLACE: Words("tas pats vardas, pavardė ir savivaldybė", "same name, surname and municipality"),
    Reason.SAME_NAME: Words("tas pats vardas ir pavardė", "same name and surname"),
    Reason.OTHER_SURNAME: Words(
        "vardas ir kita sutampa, pavardė galėjo pasikeisti", "the rest fits, the surname may have changed"
    ),
    Reason.DECIDED: Words("taip nusprendė žmogus", "a person decided so"),
    Reason.ALONE: Words("nepanašus į kitus", "like no other"),
    Reason.EMPTY: Words("nėra iš ko spręsti", "nothing to go by"),
}
"""Reasons as people read them."""


@dataclass(frozen=True, slots=True)
class Matched:
    """One record and whose it is: `contact_id` is the record_id that stands for the person."""

    record_id: str
    contact_id: str
    lane: Lane
    reason: Reason


@dataclass(frozen=True, slots=True)
class Question:
    """Two records, of two contacts, that may be one person."""

    record_a: str
    record_b: str
    contact_a: str
    contact_b: str
    reason: Reason
    likelihood: float
    """From 0 to 1: how likely the two are one person, as far as the evidence goes."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """What matching found, in the order of the records."""

    record_ids: tuple[str, ...]
    contact_ids: tuple[str, ...]
    lanes: tuple[Lane, ...]
    reasons: tuple[Reason, ...]
    questions: tuple[Question, ...]
    """The ones that decide most first."""
    expected_error: float
    """Of the pairs of records that were joined, the share that the model expects to be wrong."""
    compared: int
    """How many pairs were compared."""
    crowded: int
    """How many groups with one address or one name were too large to compare each with each."""

    def rows(self) -> Iterator[Matched]:
        """Yield each record with its contact."""
        for row in zip(self.record_ids, self.contact_ids, self.lanes, self.reasons, strict=True):
            yield Matched(*row)

    @property
    def people(self) -> int:
        """Return how many people the records are of, were every question answered with no."""
        return len(set(self.contact_ids))

    @property
    def asked(self) -> int:
        """Return about how many records a person is asked."""
        return len({record for question in self.questions for record in (question.record_a, question.record_b)})
