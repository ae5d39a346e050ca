"""What each tab of the national workbook should show: ids and public answers, names only where people agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from forms.cells import Cell
from forms.dates import VILNIUS
from forms.decisions import NO_LONGER, About, title_of
from forms.event_report import EventReport
from forms.figures.together import common_of, merge_pictures
from forms.memory import Run
from forms.night.reviewing import status_of_review
from forms.night.tables import summary_lines
from forms.picture import Ambassador, Happening, Picture, Standing
from forms.sheets import Sheet, TabChange
from forms.showing import show_value
from forms.staff import Staff
from forms.tabs.columns import Tab
from forms.tabs.difference import Line, View, difference
from forms.tabs.finding import find_tab
from forms.tabs.national import (
    ORGANISATIONS,
    PROGRAMME_AMBASSADORS,
    PROGRAMME_EVENTS,
    PROGRAMME_SUMMARY,
    RECIPIENTS,
    RELEASES,
    RUNS,
)
from forms.words import Language, Words

PROGRAMME = Words("Visa programa", "The whole programme")

COUNTS: Mapping[str, Words] = {
    "new": Words("nauji pateikimai: {n}", "new submissions: {n}"),
    "edited": Words("pakeisti: {n}", "edited: {n}"),
    "vanished": Words("dingo: {n}", "vanished: {n}"),
    "repeated": Words("kartojasi: {n}", "repeated: {n}"),
    "invalid": Words("taisytini: {n}", "to be mended: {n}"),
    "decisions": Words("sprendimai: {n}", "decisions: {n}"),
    "letters": Words("parengti laiškai: {n}", "letters queued: {n}"),
    "waiting": Words("laukia dėmesio: {n}", "waiting for attention: {n}"),
    "sent": Words("išsiųsti laiškai: {n}", "letters sent: {n}"),
    "failed": Words("neišsiųsti laiškai: {n}", "letters failed: {n}"),
}
"""How the counts of a run are said; counts without words are for the log alone."""


_STATUS_COLUMNS: Mapping[str, str] = {PROGRAMME_AMBASSADORS.key: "standing", PROGRAMME_EVENTS.key: "status"}


def say_counts(counts: Mapping[str, int], language: Language) -> str:
    """Return the counts of a run in words, without those that are nought."""
    return "; ".join(words.say(language, n=counts[key]) for key, words in COUNTS.items() if counts.get(key))


def national_views(
    pictures: Sequence[Picture],
    staff: Staff,
    runs: Iterable[Run],
    now: datetime,
    language: Language,
    releases: Mapping[str, Line],
) -> tuple[View, ...]:
    """Return what every tab of the national workbook should show."""
    common = common_of(pictures)
    programme = merge_pictures(PROGRAMME.say(language), language, pictures, common)
    events = [event for picture in pictures for event in picture.events]
    names = {picture.slug: picture.name for picture in pictures}
    return (
        View(ORGANISATIONS, _mistakes(ORGANISATIONS, staff, [one.slug for one in staff.organisations], language)),
        View(RECIPIENTS, _mistakes(RECIPIENTS, staff, [one.key for one in staff.recipients], language)),
        View(
            PROGRAMME_AMBASSADORS,
            {one.key: _ambassador(one, names, language) for one in programme.ambassadors if one.accepted},
        ),
        View(
            PROGRAMME_EVENTS,
            {
                one.key: {
                    **_event(one, names, language),
                    "joint": common.joint.get((one.organisation, one.key), ("", ""))[1],
                }
                for one in events
            },
        ),
        View(PROGRAMME_SUMMARY, summary_lines(programme, now.astimezone(VILNIUS).date(), language)),
        View(RELEASES, releases),
        View(RUNS, {_run_key(run): _run(run, names, language) for run in runs}),
    )


def national_changes(
    views: Sequence[View], staff: Staff, sheets: Sequence[Sheet], language: Language
) -> tuple[TabChange, ...]:
    """Return what is to change in the national workbook; lines without a key get theirs, or are told what they lack."""
    # A tab of staff that lacks a column is told of, and left as it is.
    broken = {tab for tab, key, _ in staff.mistakes if not key}
    views = [_with_left_behind(view, sheets, language) for view in views if view.tab.key not in broken]
    changes = [_with_keys(view.tab, difference(view, sheets, language), staff, sheets, language) for view in views]
    return tuple(change for change in changes if change)


def _with_left_behind(view: View, sheets: Sequence[Sheet], language: Language) -> View:
    """Return a view that also says of rows whose event or ambassador counts nowhere any more that it is so."""
    column = _STATUS_COLUMNS.get(view.tab.key)
    found = find_tab(view.tab, sheets) if column else None
    if column is None or found is None:
        return view
    left = {key: {column: NO_LONGER.say(language)} for key in found.rows if key not in view.lines}
    return View(view.tab, view.lines, left)


def _with_keys(
    tab: Tab, change: TabChange | None, staff: Staff, sheets: Sequence[Sheet], language: Language
) -> TabChange | None:
    unkeyed = [one for one in staff.unkeyed if one.tab == tab.key]
    found = find_tab(tab, sheets)
    if not unkeyed or found is None:
        return change
    cells: dict[tuple[int, int], Cell] = {}
    for one in unkeyed:
        mistake = one.mistake.say(language) if one.mistake else ""
        for column, text in (("key", one.key), ("mistake", mistake)):
            if column in found.columns and found.text(one.row, column) != text:
                cells[one.row, found.columns[column]] = text or None
    looks = {place: tab.column(key).look(language) for key, place in found.columns.items()}
    made = change or TabChange(found.sheet.title, looks, header_row=found.header_row)
    return replace(made, cells={**made.cells, **cells}) if change or cells else None


def _mistakes(tab: Tab, staff: Staff, right: Iterable[str], language: Language) -> Mapping[str, Line]:
    wrong: dict[str, Line] = {
        key: {"mistake": words.say(language)} for where, key, words in staff.mistakes if where == tab.key
    }
    unkeyed = {one.key for one in staff.unkeyed if one.tab == tab.key}
    return {**{key: {"mistake": ""} for key in right if key not in unkeyed}, **wrong}


def _ambassador(one: Ambassador, names: Mapping[str, str], language: Language) -> Line:
    standing = title_of(About.AMBASSADOR, one.standing.value, language) if one.standing is not Standing.APPLIED else ""
    return {
        "organisation": names[one.organisation],
        "name": one.name_for_institute,
        "public_name": one.public_name,
        "standing": standing,
        "trained_on": one.trained_on,
        "events": one.events,
    }


def _event(one: Happening, names: Mapping[str, str], language: Language) -> Line:
    ask = EventReport.question
    return {
        "organisation": names[one.organisation],
        "status": status_of_review(one.review, language),
        "date": one.date,
        "title": one.title,
        "kind": show_value(ask("kind"), one.kind, language),
        "format": show_value(ask("format"), one.format, language),
        "municipality": one.municipality and show_value(ask("municipality"), one.municipality, language),
        "venue": one.venue,
        "present": one.present,
        "social_contacts": one.social_contacts,
    }


def _run_key(run: Run) -> str:
    mark = f"{run.flow} {run.organisation} {run.started_at.isoformat()}"
    return blake2b(mark.encode(), digest_size=6).hexdigest()


def _run(run: Run, names: Mapping[str, str], language: Language) -> Line:
    return {
        "started_at": run.started_at,
        "flow": run.flow,
        "organisation": names.get(run.organisation, run.organisation),
        "counts": say_counts(run.counts, language),
        "not_read": "\n".join(run.not_read),
    }
