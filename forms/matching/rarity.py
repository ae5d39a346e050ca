"""How much of an agreement is chance: what strangers would share, by how common the shared value is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.matching import priors
from forms.matching.census import GIVEN_FIELDS, Census, Logs
from forms.matching.levels import Alike, Comparison, Email, First, Last, Phone
from forms.matching.naming import STEMS
from forms.matching.numbering import Codes
from forms.matching.pairing import Places
from forms.matching.profiles import Profiles


@dataclass(frozen=True, slots=True)
class Chance:
    """For pairs: log shares of strangers who agree as far, field by field; and how many others use a shared address."""

    first: Logs
    last: Logs
    email: Logs
    phone: Logs
    organisation: Logs
    municipality: Logs
    birth_date: Logs
    address: Logs
    others_at_address: Logs
    """Log of how many other people use the mailbox, number or address that the two share; -inf when they share none."""
    given: dict[str, NDArray[np.int8]]
    """For columns that people fill in by habit: how many of the two did."""
    crowd: NDArray[np.int8]
    """0 where the address is shared by at most two people, 1 by up to five, 2 by more."""
    names_agree: NDArray[np.bool_]
    guessed: NDArray[np.bool_]
    """Whether they have one name and one mailbox that says no more: `Weights.guessed` tells how often namesakes do."""

    def every(self, step: int) -> "Chance":
        """Return what chance explains of every so-manieth pair."""
        return Chance(
            self.first[::step],
            self.last[::step],
            self.email[::step],
            self.phone[::step],
            self.organisation[::step],
            self.municipality[::step],
            self.birth_date[::step],
            self.address[::step],
            self.others_at_address[::step],
            {name: how_many[::step] for name, how_many in self.given.items()},
            self.crowd[::step],
            self.names_agree[::step],
            self.guessed[::step],
        )


def _logs(name: str) -> Logs:
    return np.log(np.array(priors.BY_CHANCE[name], np.float64))


def _by_slip(share_a: Logs, share_b: Logs) -> Logs:
    return np.minimum(np.log(priors.SLIPS_OF_A_NAME) + np.minimum(share_a, share_b), np.log(priors.SLIPS_AT_MOST))


def _first(profiles: Profiles, census: Census, levels: NDArray[np.int8], a: Places, b: Places) -> Logs:
    root_a, root_b = profiles.root[a], profiles.root[b]
    known = 1 - census.commonness.unknown
    of_others = _logs("first")
    of_others[First.IMPOSSIBLE], of_others[First.OTHER] = np.log(known**2), np.log(1 - known**2)
    found = of_others[levels]
    one_root = (root_a == root_b) & (root_a != 0)
    found[one_root] = _logs("first_of_one_root")[levels[one_root]] + census.of_root[root_a[one_root]]
    slip = (levels == First.SLIP) & ~one_root
    found[slip] = _by_slip(census.of_root[root_a[slip]], census.of_root[root_b[slip]])
    found[levels == First.MISSING] = 0
    return found


def _rarest_shared(stems: Codes, others: Codes, census: Census) -> Logs:
    """Return of stems that two surnames share the log share of the rarest; infinity where they share none."""
    rarest = np.full(len(stems), np.inf)
    for column in range(STEMS):
        share = np.where(stems[:, column] != 0, census.of_stem[stems[:, column]], np.inf)
        for against in range(STEMS):
            rarest = np.minimum(rarest, np.where(stems[:, column] == others[:, against], share, np.inf))
    return rarest


def _last(profiles: Profiles, census: Census, levels: NDArray[np.int8], a: Places, b: Places) -> Logs:
    found, stems, of_half = _logs("last")[levels], profiles.stems, profiles.halves.stems
    rows = np.flatnonzero((levels == Last.SAME) | (levels == Last.FORM))
    # The same surname has the same stems: only of forms has it to be found out which are shared.
    rarest = census.of_stem[of_half].min(axis=1, where=of_half != 0, initial=np.inf)[profiles.last[a[rows]]]
    forms = np.flatnonzero(levels[rows] == Last.FORM)
    rarest[forms] = _rarest_shared(stems[a[rows[forms]]], stems[b[rows[forms]]], census)
    one_stem = rows[np.isfinite(rarest)]
    found[one_stem] = _logs("last_of_one_stem")[levels[one_stem]] + rarest[np.isfinite(rarest)]
    slip = levels == Last.SLIP
    found[slip] = _by_slip(census.of_stem[stems[a[slip], 0]], census.of_stem[stems[b[slip], 0]])
    found[levels == Last.MISSING] = 0
    return found


def _email(
    profiles: Profiles, compared: Comparison, a: Places, by_slip: float, agrees: tuple[NDArray[np.bool_], ...]
) -> Logs:
    first_agrees, names_agree = agrees
    level = compared.email
    found = np.array([0.0, by_slip, by_slip, 0.0, 0.0, 0.0, np.log(priors.UNUSUAL_MAILBOX[1])])[level]
    slipped = (level == Email.NEAR) & ((compared.last == Last.SLIP) | (compared.first == First.SLIP))
    found[slipped] = np.log(priors.MAILBOX_OF_SLIPPED_NAME)
    # Few strangers have their mailboxes at one office.
    at_office = slipped & (profiles.office_domain[profiles.email[a]] != 0)
    found[at_office] += np.log(priors.ORGANISATION_SHARE)
    found[(level == Email.UNUSUAL) & first_agrees] = np.log(priors.UNUSUAL_MAILBOX[0])
    how_far = np.where(names_agree, 0, np.where(first_agrees, 1, 2))
    local = level == Email.LOCAL
    found[local] = np.log(np.array(priors.MADE_OF_NAME))[how_far[local]]
    # That the mailbox is made of her other surname has been weighed with the surname, mostly.
    found[local & (compared.last == Last.HINTED)] = np.log(priors.HINTED_MAILBOX)
    found[_guessed(profiles, compared, a, names_agree)] = 0
    office = level == Email.OFFICE
    one_employer = np.log(np.where(compared.organisation == Alike.SAME, 1.0, priors.ORGANISATION_SHARE))
    found[office] = np.log(priors.OFFICE_MAILBOX) + one_employer[office]
    return found


def _guessed(profiles: Profiles, compared: Comparison, a: Places, names_agree: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return (compared.email == Email.SAME) & names_agree & profiles.made_of_name[a]


def _others_at_address(profiles: Profiles, census: Census, compared: Comparison, a: Places) -> Logs:
    others = np.full(len(a), np.inf)
    for shared, at, codes, unseen in (
        (compared.email == Email.SAME, census.at_email, profiles.email, priors.UNSEEN_SHARING),
        (compared.phone == Phone.SAME, census.at_phone, profiles.phone, priors.UNSEEN_SHARING),
        (compared.address == Alike.SAME, census.at_address, profiles.address, priors.UNSEEN_AT_ADDRESS),
    ):
        known = np.maximum(at[codes[a]] - 1, 0) + unseen
        others = np.where(shared, np.minimum(others, known), others)
    return others


def chance(profiles: Profiles, census: Census, compared: Comparison, a: Places, b: Places) -> Chance:
    """Return what chance explains of the agreement of pairs."""
    size = max(1, census.commonness.profiles)
    by_slip = float(np.log(priors.CHANCE_ADDRESS / size))
    first_agrees = (compared.first >= First.SAME) & (compared.first <= First.SLIP)
    names_agree = first_agrees & (compared.last >= Last.SAME) & (compared.last <= Last.SLIP)
    near_number = np.log(max(priors.NEAR_NUMBER, census.commonness.near_number) + priors.CHANCE_ADDRESS / size / 4)

    def shared(levels: NDArray[np.int8], near: str, share: Logs) -> Logs:
        return np.where(levels == Alike.SAME, share, _logs(near)[levels])

    colleagues = (compared.organisation == Alike.SAME) | (compared.email == Email.OFFICE)
    place = census.of_place[profiles.place[profiles.municipality[a]]]
    place = np.where(colleagues, np.log(census.commonness.one_town), place)
    others = _others_at_address(profiles, census, compared, a)
    given = {name: getattr(profiles, name) for name in GIVEN_FIELDS}
    return Chance(
        _first(profiles, census, compared.first, a, b),
        _last(profiles, census, compared.last, a, b),
        _email(profiles, compared, a, by_slip, (first_agrees, names_agree)),
        np.array([0.0, by_slip, near_number, 0.0])[compared.phone],
        shared(compared.organisation, "near_organisation", census.of_organisation[profiles.organisation[a]]),
        shared(compared.municipality, "near_municipality", place),
        shared(compared.birth_date, "near_birth_date", census.of_birth_date[profiles.birth_date[a]]),
        shared(compared.address, "near_address", census.of_address[profiles.address[a]]),
        np.log(np.where(np.isfinite(others), others, 1)) + np.where(np.isfinite(others), 0, -np.inf),
        {name: (codes[a] != 0).astype(np.int8) + (codes[b] != 0) for name, codes in given.items()},
        np.searchsorted(priors.CROWDS, others, side="right").astype(np.int8),
        names_agree,
        _guessed(profiles, compared, a, names_agree),
    )
