"""What can be wrong with one answer, as codes that the catalogue of problems puts into words."""

from dataclasses import dataclass, field
from enum import StrEnum


class FaultCode(StrEnum):
    """Why an answer cannot be read."""

    MISSING = "missing"
    NOT_AGREED = "not_agreed"
    TOO_LONG = "too_long"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_PHONE = "not_a_phone"
    NOT_OFFERED = "not_offered"
    AMBIGUOUS_PLACE = "ambiguous_place"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_LINK = "not_a_link"


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that cannot be read; `bounds` come from the declaration, never from the answer."""

    code: FaultCode
    bounds: dict[str, str] = field(default_factory=dict[str, str])
