"""Making a summary from the picture of an organisation, or of several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.breakdowns import break_down
from forms.catalogue import FORMS
from forms.cells import clean
from forms.disclosure import LEAST_PEOPLE_SHOWN, Cell, Protection, Published, Sum, protect
from forms.figures import BY_KEY, FIGURES, plan_against_actual, share_of_term
from forms.figures.counting import CONTACT_TRAINING, counting, in_period, unreadable, waits
from forms.municipalities import BY_CODE
from forms.options import EVENT_KINDS
from forms.periods import Period
from forms.picture import Contract, Happening, Picture
from forms.summary.shape import Conflict, Group, Quality, Summary, ToldEvent, Waiting

_LONGEST = 300
"""Characters of a title that are told; the forms take no longer ones."""
_MOST_AUDIENCES = 3
"""Into how many groups the events of one kind are told apart by audience."""


def summarise(
    picture: Picture,
    period: Period,
    today: date,
    organisations: Mapping[str, str] | None = None,
    least: int = LEAST_PEOPLE_SHOWN,
    earlier: Sequence[Published] = (),
    contracts: Mapping[str, Contract] | None = None,
) -> Summary:
    """Return the summary of a period as things stand today.

    Args:
        picture: Of one organisation, or of several merged.
        period: What the figures are of; the plan is of the contract's own term.
        today: The day that the summary is as of.
        organisations: Names by slug, where the picture is of several; an organisation without one goes by its slug.
        least: The least count of people that is shown in a breakdown.
        earlier: The counts of people that were released before, of whatever period or organisation.
        contracts: By slug, where the picture is of several.
    """
    behind = counting(picture.events, period)
    names = _names(picture, organisations or {})
    groups, protection = _protected(behind, least, earlier)
    told = _told(behind, names, protection)
    return Summary(
        scope=picture.slug,
        title=picture.name,
        language=picture.language,
        organisations=picture.organisations,
        period=period,
        as_of=today,
        figures=tuple((figure, figure.count(picture, period)) for figure in FIGURES),
        groups=tuple(_told_group(group, told, protection) for group in groups),
        least=least,
        hidden=protection.published.hidden_sums & BY_KEY.keys(),
        people=protection.published,
        unsafe=len(protection.unsafe),
        plans=plan_against_actual(picture, today),
        term=(picture.contract.from_on, picture.contract.to_on),
        gone=share_of_term(picture.contract, today),
        breakdowns=break_down(picture, period, today, names, contracts or {}),
        waiting=_waiting(picture, period),
        conflicts=tuple(
            Conflict(told[event.key], one.question, tuple(sorted(one.values)))
            for event in behind
            for one in event.disagreements
        ),
        quality=Quality(
            not_read=picture.not_read,
            unknown_ambassadors=sum(event.unknown_ambassadors for event in behind),
            unknown_people=sum(record.unknown_people for record in counting(picture.records, period)),
        ),
    )


def _names(picture: Picture, organisations: Mapping[str, str]) -> Mapping[str, str]:
    """Return the names of organisations by slug; none in a picture of one."""
    if picture.slug:
        return {}
    slugs = sorted({event.organisation for event in picture.events})
    return {**{slug: slug for slug in slugs}, **organisations}


def _line(text: str | None) -> str:
    line = " ".join(clean(text or "").split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class _Counting:
    """Events of one kind for one audience, before anything is told of them."""

    kind: str
    audience: tuple[str, ...]
    events: tuple[Happening, ...]

    @property
    def total(self) -> Sum | None:
        """Return the total of people that is told of the group: of those that trained specialists alone."""
        if self.kind != CONTACT_TRAINING:
            return None
        return Sum(f"{self.kind}/{'+'.join(self.audience)}", tuple(_cell(event) for event in self.events))


def _cell(event: Happening) -> Cell:
    return Cell(f"{event.organisation}/{event.key}", event.present)


def _protected(
    events: Sequence[Happening], least: int, earlier: Sequence[Published]
) -> tuple[tuple[_Counting, ...], Protection]:
    """Return the groups of events, and what may be told of all the counts of people that a summary prints."""
    groups = _groups(events)
    trainings = [_cell(event) for event in events if event.kind == CONTACT_TRAINING]
    cells = [_cell(event) for event in events]
    totals = [Sum("people_present", tuple(cells)), Sum("specialists_trained", tuple(trainings))]
    totals += [group.total for group in groups if group.total]
    return groups, protect(cells, [one for one in totals if one.parts], least, earlier)


def _told_group(group: _Counting, told: Mapping[str, ToldEvent], protection: Protection) -> Group:
    attended = protection.shown_sum(group.total) if group.total else None
    return Group(group.kind, group.audience, tuple(told[event.key] for event in group.events), attended)


def _told(events: Sequence[Happening], names: Mapping[str, str], protection: Protection) -> Mapping[str, ToldEvent]:
    """Return the events by key, the small counts of people hidden."""
    return {
        event.key: ToldEvent(
            key=event.key,
            organisation=_line(names.get(event.organisation)),
            title=_line(event.title),
            date=event.date,
            kind=event.kind,
            audience=event.audience,
            format=event.format,
            municipality=_municipality(event.municipality),
            venue=_line(event.venue),
            duration_hours=event.duration_hours,
            present=event.present,
            social_contacts=event.social_contacts,
            present_shown=protection.shown(_cell(event)),
            waits=waits(event),
        )
        for event in events
    }


def _municipality(code: str | None) -> str:
    return BY_CODE[code].short if code in BY_CODE else code or ""


def _groups(events: Iterable[Happening]) -> tuple[_Counting, ...]:
    """Return the events by kind, in the order of the form, and within a kind by audience, the larger group first.

    A kind whose events were for more audiences than a reader can follow stays one group.
    """
    of_kind: dict[str, list[Happening]] = {}
    for event in events:
        of_kind.setdefault(event.kind, []).append(event)
    return tuple(group for kind in sorted(of_kind, key=_place_of_kind) for group in _groups_of(kind, of_kind[kind]))


def _place_of_kind(kind: str) -> tuple[int, str]:
    declared = [option.code for option in EVENT_KINDS]
    return (declared.index(kind) if kind in declared else len(declared)), kind


def _groups_of(kind: str, events: Sequence[Happening]) -> tuple[_Counting, ...]:
    for_whom: dict[tuple[str, ...], list[Happening]] = {}
    for event in events:
        for_whom.setdefault(event.audience, []).append(event)
    if len(for_whom) > _MOST_AUDIENCES:
        return (_Counting(kind, (), tuple(events)),)
    groups = [_Counting(kind, audience, tuple(members)) for audience, members in for_whom.items()]
    return tuple(sorted(groups, key=lambda group: (-len(group.events), group.events[0].date, group.events[0].key)))


def _waiting(picture: Picture, period: Period) -> Waiting:
    return Waiting(
        events=tuple(event.key for event in in_period(picture.events, period) if waits(event)),
        records=tuple(record.key for record in in_period(picture.records, period) if waits(record)),
        applications=tuple(sorted(set(picture.applications_waiting))),
        unreadable=tuple(key for form in FORMS for key in unreadable(picture, form.key, period)),
    )
