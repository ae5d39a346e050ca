"""Several organisations seen as one: the picture of the programme."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.figures.joint import Row, identities_of, joined, joint_with
from forms.picture import Contract, Picture
from forms.words import Language


@dataclass(frozen=True, slots=True)
class Common:
    """What organisations have in common: who stands behind their contacts, and which events are one."""

    identities: Mapping[Row, str]
    joint: Mapping[Row, Row]


def common_of(pictures: Sequence[Picture]) -> Common:
    """Return what the organisations of pictures have in common."""
    identities = identities_of([one for picture in pictures for one in picture.ambassadors])
    return Common(identities, joint_with((event for picture in pictures for event in picture.events), identities))


def merge_pictures(name: str, language: Language, pictures: Sequence[Picture], common: Common | None = None) -> Picture:
    """Return one picture of all organisations under the programme's name.

    An event that two organisations tell of stands once. A person whom two organisations have stays twice among the
    ambassadors, with one identity: the figures count people by it.
    """
    people = [one for picture in pictures for one in picture.ambassadors]
    shared = common or common_of(pictures)
    events = [event for picture in pictures for event in picture.events]
    return Picture(
        slug="",
        name=name,
        language=language,
        contract=merge_contracts(picture.contract for picture in pictures),
        events=joined(events, shared.joint),
        records=tuple(record for picture in pictures for record in picture.records),
        ambassadors=tuple(replace(one, identity=shared.identities[one.organisation, one.key]) for one in people),
        unreadable=tuple(one for picture in pictures for one in picture.unreadable),
        applications_waiting=tuple(key for picture in pictures for key in picture.applications_waiting),
        organisations=tuple(one for picture in pictures for one in (picture.organisations or (picture.name,))),
        not_read=tuple(sentence for picture in pictures for sentence in picture.not_read),
    )


def merge_contracts(contracts: Iterable[Contract]) -> Contract:
    """Return the contracts as one: from the first day of any to the last of any, budgets and targets added up."""
    known = tuple(contracts)
    targets: Counter[str] = Counter()
    for contract in known:
        targets.update(contract.targets)
    budgets = [contract.budget_eur for contract in known if contract.budget_eur is not None]
    return Contract(
        from_on=min((one.from_on for one in known if one.from_on is not None), default=None),
        to_on=max((one.to_on for one in known if one.to_on is not None), default=None),
        budget_eur=sum(budgets, Decimal(0)) if budgets else None,
        targets=dict(targets),
    )
