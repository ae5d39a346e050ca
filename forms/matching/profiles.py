"""Records that are written the same are one profile: columns of numbers, one row for each profile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from forms.matching.mailboxes import PROVIDERS, Mailboxes, local_part
from forms.matching.mending import mended_by_mailbox
from forms.matching.naming import Halves, WordCounts, count_words, know_halves, read_names
from forms.matching.numbering import (
    Codes,
    Numbered,
    as_written,
    numbered,
    read_column,
)
from forms.matching.places import read_address, read_birth_date, read_municipality, read_organisation
from forms.matching.records import Columns
from forms.matching.telephones import read_numbers


@dataclass(frozen=True)
class Profiles:
    """Distinct records, in an order that only what is written decides."""

    words: WordCounts
    """What tells first names from surnames."""
    of_record: NDArray[np.int64]
    """For each record the number of its profile."""
    copies: NDArray[np.int64]
    halves: Halves
    first: Codes
    last: Codes
    email: Codes
    phone: Codes
    organisation: Codes
    municipality: Codes
    birth_date: Codes
    address: Codes
    emails: Numbered
    """The distinct mailboxes; `codes` gives for each of them its local part."""
    local_parts: NDArray[np.object_]
    office_domain: Codes
    """For each distinct mailbox its domain, 0 where anybody may have a mailbox."""
    phones: NDArray[np.object_]
    organisations: NDArray[np.object_]
    municipalities: NDArray[np.object_]
    place: Codes
    """For each distinct municipality the place without its kind (city or district)."""
    places: NDArray[np.object_]
    birth_dates: NDArray[np.object_]
    addresses: NDArray[np.object_]
    made_of_name: NDArray[np.bool_]
    """Whether the mailbox says nothing but the name: such a one may be a namesake's, too."""
    settled: NDArray[np.int64]
    """0, or a number of its own for a profile of one record of which a person has spoken."""

    @property
    def size(self) -> int:
        """Return how many profiles there are."""
        return len(self.copies)

    @cached_property
    def root(self) -> Codes:
        """Return for each profile the root of its first name."""
        return self.halves.roots[self.first]

    @cached_property
    def email_lengths(self) -> NDArray[np.int64]:
        """Return for each distinct mailbox how many letters it has."""
        return np.fromiter(map(len, self.emails.texts.tolist()), np.int64, self.emails.size)

    @cached_property
    def stems(self) -> Codes:
        """Return for each profile the stems of its surname."""
        return self.halves.stems[self.last]


_TELLING_DIGITS = 2
"""A year, a lucky number: with two digits a mailbox is somebody's own."""
_SHORTEST_OWN = 6


def _made_of_name(locals_: Sequence[str], firsts: NDArray[np.object_], lasts: NDArray[np.object_]) -> NDArray[np.bool_]:
    found = np.zeros(len(locals_), np.bool_)
    for place, (local, first, last) in enumerate(zip(locals_, firsts.tolist(), lasts.tolist(), strict=True)):
        if not local:
            continue
        if len(local) < _SHORTEST_OWN:
            found[place] = True
        elif (last[:4] in local and len(last) > 2) or (first[:4] in local and len(first) > 2):  # noqa: PLR2004
            found[place] = local[-1].isalpha() or sum(map(str.isdigit, local)) < _TELLING_DIGITS
    return found


def profiles_of(column: Columns, settled: Collection[str], counts: WordCounts | None = None) -> Profiles:
    """Return the profiles of records given by columns; those named in `settled` are never taken together with another.

    `counts` tells first names from surnames; by default the records' own.
    """
    count = len(column["record_id"])
    written = (*as_written(column["first_name"]), *as_written(column["last_name"]))
    words = count_words(*written) if counts is None else counts
    names, last = read_names(*written, words)
    columns = {
        name: read_column(column[name], read)
        for name, read in (
            ("email", partial(map, Mailboxes().read)),
            ("phone", read_numbers),
            ("organisation", partial(map, read_organisation)),
            ("municipality", partial(map, read_municipality)),
            ("birth_date", partial(map, read_birth_date)),
            ("address", partial(map, read_address)),
        )
    }
    alone = np.zeros(count, np.int32)
    if settled:
        named = sorted(settled)
        place = {record_id: number for number, record_id in enumerate(named, 1)}
        alone[:] = [place.get(record_id, 0) for record_id in column["record_id"]]
    keys = [names.codes, last, *(column.codes for column in columns.values()), alone]
    order = np.lexsort(keys[::-1])
    fresh = np.zeros(count, np.bool_)
    for key in keys:
        in_order = key[order]
        fresh[1:] |= in_order[1:] != in_order[:-1]
    fresh[:1] = True
    rows = order[fresh]
    of_record = np.empty(count, np.int64)
    of_record[order] = np.cumsum(fresh) - 1
    email, municipality = columns["email"], columns["municipality"]
    local = numbered([local_part(text) for text in email.texts.tolist()], np.arange(email.size, dtype=np.int32))
    domains = [text.rpartition("@")[2] for text in email.texts.tolist()]
    office = numbered(
        [("" if domain in PROVIDERS else domain) for domain in domains], np.arange(email.size, dtype=np.int32)
    )
    place_of = numbered(
        [text.partition("|")[0] for text in municipality.texts.tolist()], np.arange(municipality.size, dtype=np.int32)
    )
    written_in = local.texts[local.codes[email.codes[rows]]].tolist()
    halves, first, its_last = mended_by_mailbox(names.texts, names.codes[rows], last[rows], written_in, words)
    return Profiles(
        words=words,
        of_record=of_record,
        copies=np.bincount(of_record, minlength=len(rows)),
        halves=know_halves(halves, np.bincount(first, minlength=len(halves)) > 0, words),
        first=first,
        last=its_last,
        email=email.codes[rows],
        phone=columns["phone"].codes[rows],
        organisation=columns["organisation"].codes[rows],
        municipality=municipality.codes[rows],
        birth_date=columns["birth_date"].codes[rows],
        address=columns["address"].codes[rows],
        emails=Numbered(email.texts, local.codes),
        local_parts=local.texts,
        office_domain=office.codes,
        phones=columns["phone"].texts,
        organisations=columns["organisation"].texts,
        municipalities=municipality.texts,
        place=place_of.codes,
        places=place_of.texts,
        birth_dates=columns["birth_date"].texts,
        addresses=columns["address"].texts,
        made_of_name=_made_of_name(written_in, halves[first], halves[its_last]),
        settled=alone[rows].astype(np.int64),
    )
