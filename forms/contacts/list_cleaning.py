"""Which rows of any list of people are the same person: the core of `lookdeeper match`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from forms.contacts.matching import match_contacts
from forms.contacts.mentions import DoubtReason, Reason, written_mention

COLUMNS = ("record_id", "first_name", "last_name", "email", "phone", "organisation", "municipality")
"""The columns that a list may have; each may be missing or empty. The last two tell nobody apart and are not read."""

_ROLE = "row"


class Lane(StrEnum):
    """How a row came out."""

    SAME = "same"
    """Joined with another row, with certainty."""
    ASK = "ask"
    """Alone, but a person should compare it with another."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """One row of the list and whose it is: `contact_id` is the record_id of the first row of that person."""

    record_id: str
    contact_id: str
    lane: Lane
    reason: Reason | DoubtReason


def match_rows(rows: Sequence[Mapping[str, str]]) -> tuple[MatchedRow, ...]:
    """Return each row with the person it belongs to, in the order of the rows.

    A row without record_id is named by its number in the list, counted from 1 («#1»). Rows without address are alone,
    and so are empty ones.
    """

    def cell(row: Mapping[str, str], column: str) -> str:
        return (row.get(column) or "").strip()

    ids = [cell(row, "record_id") or f"#{number}" for number, row in enumerate(rows, 1)]
    # Two rows with one id are two rows; the number keeps them apart and the id decides the order of matching.
    places = [f"{record_id} {number:09}" for number, record_id in enumerate(ids)]
    matching = match_contacts(
        (),
        [
            written_mention(
                place,
                _ROLE,
                f"{cell(row, 'first_name')} {cell(row, 'last_name')}",
                cell(row, "email"),
                cell(row, "phone"),
            )
            for place, row in zip(places, rows, strict=True)
        ],
        {},
        new_key=lambda mention: mention.response_key,
    )
    contact_of = {place: key for (place, _), key in matching.contact_of.items()}
    first_id: dict[str, str] = {}
    for place, record_id in zip(places, ids, strict=True):
        first_id.setdefault(contact_of[place], record_id)
    reasons = {link.response_key: link.reason for link in matching.links}
    alone = {contact.key for contact in matching.contacts if len(contact.mentions) == 1}
    in_doubt: dict[str, DoubtReason] = {}
    for doubt in matching.doubts:
        for key in (doubt.contact_a, doubt.contact_b):
            in_doubt.setdefault(key, doubt.reason)

    def matched(place: str, record_id: str) -> MatchedRow:
        key = contact_of[place]
        if key not in alone:
            return MatchedRow(record_id, first_id[key], Lane.SAME, reasons[place])
        if key in in_doubt:
            return MatchedRow(record_id, first_id[key], Lane.ASK, in_doubt[key])
        return MatchedRow(record_id, first_id[key], Lane.DIFFERENT, reasons[place])

    return tuple(matched(place, record_id) for place, record_id in zip(places, ids, strict=True))
