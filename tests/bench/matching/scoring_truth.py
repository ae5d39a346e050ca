"""How right a linkage is, where the truth is known: by pairs of records."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.matching.records import Linkage


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Of the pairs joined, how many are right; of the pairs there are, how many were joined."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(1e-12, self.precision + self.recall)


def _pairs(groups: Iterable[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def pairwise(found: Sequence[object], truth: Sequence[object]) -> Pairwise:
    """Compare who is with whom in what was found and in truth."""
    right = _pairs(zip(found, truth, strict=True))
    return Pairwise(right / max(1, _pairs(found)), right / max(1, _pairs(truth)))


def answered(linkage: Linkage, truth: Sequence[object]) -> list[str]:
    """Return the contact of each record after every question was answered as it truly is."""
    person = dict(zip(linkage.record_ids, truth, strict=True))
    standing: dict[str, str] = {}

    def of(contact: str) -> str:
        while contact in standing:
            contact = standing[contact]
        return contact

    for question in linkage.questions:
        if person[question.record_a] == person[question.record_b]:
            one, other = of(question.contact_a), of(question.contact_b)
            if one != other:
                standing[one] = other
    return [of(contact) for contact in linkage.contact_ids]
