"""The rows behind released figures: which versions of which submissions, and what was decided of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from forms.memory import Past
from forms.picture import Ambassador, Entry, Happening, Picture


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a picture as a release saw it."""

    versions: Mapping[str, int]
    """By submission the version that counted."""
    mark: str
    """Differs whenever anything does that figures are counted from."""


def rows_of(picture: Picture, pasts: Mapping[str, Past]) -> Mapping[str, KeptRow]:
    """Return every row of a picture by its key, with the versions of what stands behind it.

    Args:
        picture: Of one organisation, or of several merged.
        pasts: What was remembered, by organisation.
    """
    versions = {
        slug: {one.key: one.version for known in past.responses.values() for one in known}
        for slug, past in pasts.items()
    }
    rows: dict[str, KeptRow] = {}
    for row, submissions in _behind(picture):
        known = versions.get(row.organisation, {})
        rows[row.key] = KeptRow(
            {key: known.get(key, 0) for key in sorted(submissions)}, sha256(_facts(row).encode()).hexdigest()[:16]
        )
    return dict(sorted(rows.items()))


def checksum_of(rows: Mapping[str, KeptRow]) -> str:
    """Return the SHA-256 of the versions of rows."""
    lines = (
        f"{key}\t{row.mark}\t{' '.join(f'{one}:{number}' for one, number in sorted(row.versions.items()))}\n"
        for key, row in sorted(rows.items())
    )
    return sha256("".join(lines).encode()).hexdigest()


def _behind(picture: Picture) -> Iterable[tuple[Happening | Entry | Ambassador, tuple[str, ...]]]:
    for event in picture.events:
        yield event, event.reports
    for record in picture.records:
        yield record, (record.key,)
    for one in picture.ambassadors:
        yield one, (one.application,) if one.application else ()


def _facts(row: Happening | Entry | Ambassador) -> str:
    """Return what figures are counted from; whether somebody still has to look at it changes no number."""
    if isinstance(row, Happening):
        numbers = row.duration_hours, row.present, row.social_contacts, row.expenses_eur
        return repr((row.counts, row.date, row.kind, row.format, row.municipality, numbers))
    if isinstance(row, Entry):
        return repr((row.counts, row.date, row.kind, row.expenses_eur, sorted(row.people)))
    return repr((row.accepted, row.standing.value, row.trained_on, row.left_on))
