"""A summary as a page in one language: headings, lists and tables of plain text, nothing left to decide."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from forms.answers import Option
from forms.breakdowns import Breakdown, Number
from forms.disclosure import Hidden
from forms.figures import WAITING_DEFINITION, Plan, Value
from forms.figures.registry import EXPENSES
from forms.language import day, listing, lt_sort_key, money, number
from forms.options import AUDIENCES, EVENT_FORMATS, EVENT_KINDS
from forms.summary import labels
from forms.summary.page_shape import Chart, Page, Row, Signatures, Table
from forms.summary.shape import Summary, ToldEvent
from forms.summary.telling import headline, tell_conflict, tell_group, tell_shown, tell_waiting
from forms.words import Language, Words


def page_of(summary: Summary, language: Language) -> Page:
    """Return the page of a summary in a language."""
    return Page(
        language=language.value,
        initiative=labels.INITIATIVE.say(language),
        heading=labels.HEADING.say(language),
        title=summary.title,
        period=summary.period.words(language),
        frame=tuple(frame_of(summary, language)),
        results_heading=labels.RESULTS.say(language),
        headline=headline(summary, language),
        results=tuple(tell_group(group, language) for group in summary.groups) or (labels.NO_EVENTS.say(language),),
        figures=_figures(summary, language),
        plan=_plan(summary, language),
        breakdowns_heading=labels.BREAKDOWNS.say(language),
        breakdowns_note=labels.BREAKDOWNS_NOTE.say(language),
        chart=_chart(summary, language),
        breakdowns=tuple(_breakdown(one, language) for one in summary.breakdowns),
        events=_events(summary, language),
        open_heading=labels.OPEN.say(language),
        open=tuple(open_matters(summary, language)) or (labels.NOTHING_OPEN.say(language),),
        waiting_definition=WAITING_DEFINITION.say(language),
        signatures=Signatures(
            tuple(role.say(language) for role in labels.SIGNED_BY),
            (labels.SIGNED[0].say(language), labels.SIGNED[1].say(language)),
        ),
    )


def frame_of(summary: Summary, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what the summary is of, label by label."""
    yield (labels.ORGANISATION if summary.scope else labels.PROGRAMME).say(language), summary.title
    if summary.organisations:
        names = sorted(summary.organisations, key=lt_sort_key)
        yield labels.ORGANISATIONS.say(language), f"{len(names)}: {'; '.join(names)}"
    yield labels.PERIOD.say(language), summary.period.words(language)
    yield labels.AS_OF.say(language), labels.AS_OF_DAY.say(language, day=day(summary.as_of, language))
    yield labels.BASIS.say(language), labels.BASIS_OF_DATA.say(language)
    if term := _term(summary, language):
        yield labels.TERM.say(language), term


def _term(summary: Summary, language: Language) -> str:
    from_on, to_on = summary.term
    parts = [
        words.say(language, day=day(on, language))
        for words, on in ((labels.TERM_FROM, from_on), (labels.TERM_TO, to_on))
        if on is not None
    ]
    if summary.gone is not None:
        return f"{' '.join(parts)} ({labels.TERM_GONE.say(language, share=percent(summary.gone, language))})"
    return " ".join(parts)


def percent(share: Fraction, language: Language) -> str:
    """Return a share in whole per cent: «83 %», "83%"; rounded down, so that only what is reached reads 100."""
    whole = number(int(share * 100), language)
    return f"{whole}\u00a0%" if language is Language.LT else f"{whole}%"


def figure_value(key: str, value: Value | Hidden, language: Language) -> str:
    """Return the value of a figure as it is printed; of one by kind, the sum."""
    if isinstance(value, Hidden):
        return tell_shown(value, language)
    if isinstance(value, Mapping):
        return number(sum(value.values()), language)
    return money(value, language) if key == EXPENSES else number(value, language)


def _figures(summary: Summary, language: Language) -> Table:
    rows: list[Row] = []
    for figure, counted in summary.figures:
        cells = (
            figure.name.say(language),
            figure_value(figure.key, summary.shown(figure.key), language),
            number(counted.waiting, language) if counted.waiting else labels.NONE.say(language),
        )
        rows.append(Row(cells, note=figure.definition.say(language)))
        if isinstance(counted.value, Mapping):
            rows += [
                Row((title_of(EVENT_KINDS, code, language), number(n, language), ""), "within")
                for code, n in counted.value.items()
            ]
    heads = (labels.FIGURE, labels.VALUE, labels.WAITING)
    return Table(labels.FIGURES.say(language), _say(heads, language), tuple(rows))


def _plan(summary: Summary, language: Language) -> Table | None:
    if not summary.plans:
        return None
    heads = (labels.FIGURE, labels.TARGET, labels.ACTUAL, labels.SHARE)
    return Table(
        labels.PLAN.say(language),
        _say(heads, language),
        tuple(_plan_row(plan, language) for plan in summary.plans),
        note=labels.PLAN_NOTE.say(language, day=day(min(summary.as_of, summary.term[1] or summary.as_of), language)),
    )


def _plan_row(plan: Plan, language: Language) -> Row:
    return Row(
        (
            plan.figure.name.say(language),
            figure_value(plan.figure.key, plan.target, language),
            figure_value(plan.figure.key, plan.counted.value, language),
            percent(plan.share, language) if plan.share is not None else labels.NONE.say(language),
        )
    )


def _breakdown(breakdown: Breakdown, language: Language) -> Table:
    rows = [
        Row((row.label.say(language), *_numbers(row.numbers, language)), "within" if row.within else "")
        for row in breakdown.rows
    ]
    if breakdown.total:
        rows.append(Row((breakdown.total.label.say(language), *_numbers(breakdown.total.numbers, language)), "total"))
    return Table(
        breakdown.title.say(language),
        _say((labels.WHAT, *breakdown.columns), language),
        tuple(rows),
        note=breakdown.note.say(language),
    )


def _numbers(numbers: Sequence[Number], language: Language) -> tuple[str, ...]:
    return tuple(_number(n, language) for n in numbers)


def _number(n: Number, language: Language) -> str:
    if isinstance(n, Fraction):
        return percent(n, language)
    if n is None or n == 0:
        return labels.NONE.say(language)
    return money(n, language) if isinstance(n, Decimal) else number(n, language)


def _chart(summary: Summary, language: Language) -> Chart | None:
    over_time = next((one for one in summary.breakdowns if one.key in {"kind_month", "kind_year"}), None)
    if over_time is None or over_time.total is None or len(over_time.columns) <= 2:  # noqa: PLR2004 - one bar says nothing
        return None
    title = labels.CHART if over_time.key == "kind_month" else labels.CHART_YEARS
    names, numbers = over_time.columns[:-1], [int(n or 0) for n in over_time.total.numbers[:-1]]
    bars = tuple((name.say(language), n) for name, n in zip(names, numbers, strict=True))
    return Chart(title.say(language), bars, max(numbers))


def _events(summary: Summary, language: Language) -> Table | None:
    if not summary.events:
        return None
    heads = (labels.DATE, labels.TITLE, labels.KIND, labels.PLACE, labels.HOURS, labels.PRESENT, labels.CONTACTS)
    hidden = any(isinstance(event.present_shown, Hidden) for event in summary.events)
    return Table(
        labels.EVENTS.say(language),
        _say(heads, language),
        tuple(_event_row(event, summary.least, language) for event in summary.events),
        texts=4,
        note=labels.EVENTS_NOTE.say(language, least=summary.least) if hidden else "",
    )


def _event_row(event: ToldEvent, least: int, language: Language) -> Row:
    kind = title_of(EVENT_KINDS, event.kind, language)
    where = (event.venue, event.municipality or title_of(EVENT_FORMATS, event.format, language), event.organisation)
    return Row(
        (
            event.date.isoformat(),
            event.title,
            f"{kind} ({audiences(event.audience, language)})" if event.audience else kind,
            ", ".join(part for part in where if part),
            number(event.duration_hours, language),
            tell_shown(event.present_shown, language, least),
            number(event.social_contacts, language),
        )
    )


def open_matters(summary: Summary, language: Language) -> Iterator[str]:
    """Yield the sentences on what may still change: what waits, what reports disagree on, what the numbers miss."""
    if waiting := tell_waiting(summary.waiting, language):
        yield waiting
    for conflict in summary.conflicts:
        yield tell_conflict(conflict, language, summary.least)
    for words, n in (
        (labels.UNKNOWN_AMBASSADORS, summary.quality.unknown_ambassadors),
        (labels.UNKNOWN_PEOPLE, summary.quality.unknown_people),
    ):
        if n:
            yield words.say(language, n=number(n, language))
    for sentence in summary.quality.not_read:
        yield labels.NOT_READ.say(language, what=sentence)


def title_of(options: Sequence[Option], code: str, language: Language) -> str:
    """Return the title of an option by its code; the code itself where there is no such option."""
    return next((option.title.say(language) for option in options if option.code == code), code)


def audiences(codes: Sequence[str], language: Language) -> str:
    """Return audiences by their titles, as a sentence lists them, all in lower case."""
    return listing([title_of(AUDIENCES, code, language).lower() for code in codes], language)


def _say(words: Sequence[Words], language: Language) -> tuple[str, ...]:
    return tuple(one.say(language) for one in words)


def plain_number(value: int | Decimal) -> int | float:
    """Return a number as spreadsheets and JSON hold it: whole when it is whole."""
    return int(value) if value == int(value) else float(value)
