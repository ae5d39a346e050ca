"""Changes that people typed into the program's columns: put back, and mentioned until somebody says done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from forms.night.deciding import SEPARATOR, subject_of
from forms.night.matters import Matter
from forms.night.views import Outlook
from forms.problems import Place, Problem
from forms.sheets import TabChange
from forms.tabs.columns import Tab
from forms.tabs.difference import View
from forms.tabs.figures import SUMMARY
from forms.tabs.finding import find_tab
from forms.tabs.organisation import ORGANISATION_TABS
from forms.tabs.shown import typed_over
from forms.validation import Submission
from forms.words import quoted

_KIND = "put_back"
_MANY = "many"
_MOST_LINES = 10
"""More changes at once were not typed: an earlier workbook was put back, or a whole range pasted over. Our rule."""
_TABS: Mapping[str, Tab] = {tab.key: tab for tab in ORGANISATION_TABS}


def matters_put_back(outlook: Outlook, changed: Sequence[tuple[View, TabChange]]) -> tuple[Matter, ...]:
    """Return one matter for each column of each row that a person typed into, tonight's and those not yet settled."""
    before = [key for key in outlook.scene.past.matters if key.partition(SEPARATOR)[2].startswith(f"{_KIND}:")]
    standing = [key for key in before if outlook.stands.settled_on(key) is None]
    waiting = {key.rpartition(":")[0] for key in standing}
    tonight = (key for view, change in changed for key in _told(outlook, view, list(_typed(outlook, view, change))))
    tonight = [key for key in tonight if key.rpartition(":")[0] not in waiting]
    made = {key: _matter(outlook, key) for key in (*standing, *tonight)}
    return tuple(matter for matter in made.values() if matter)


def _told(outlook: Outlook, view: View, typed: list[str]) -> list[str]:
    """Return what is told of the changes typed into one tab: of a great many, that there were, and no line each."""
    if len(typed) <= _MOST_LINES:
        return typed
    return [f"{view.tab.key}{SEPARATOR}{_KIND}:{view.tab.key}:{_MANY}:{outlook.scene.today}"]


def _typed(outlook: Outlook, view: View, change: TabChange) -> Iterator[str]:
    found = find_tab(view.tab, outlook.scene.sheets)
    # The figures are counted anew every night; an earlier workbook put back shows earlier ones, and nobody typed them.
    if found is None or view.tab.passing or view.tab is SUMMARY:
        return
    for key, column in typed_over(view, found, change, outlook.scene.past.shown.get(view.tab.key, {})):
        # The day makes it another matter when the same cell is typed into again after this was settled.
        yield f"{subject_of(key)}{SEPARATOR}{_KIND}:{view.tab.key}:{column}:{outlook.scene.today}"


def _matter(outlook: Outlook, key: str) -> Matter | None:
    subject, _, kind = key.partition(SEPARATOR)
    _, tab_key, column_key, day = kind.split(":", 3)
    tab = _TABS.get(tab_key)
    if tab is not None and column_key == _MANY:
        place = Place(outlook.scene.organisation.slug, outlook.key_place(tab)[0])
        return Matter(key, subject, (Problem("put_back_many", place, {"day": day}),))
    column = next((one for one in tab.columns if one.key == column_key), None) if tab else None
    if tab is None or column is None:
        return None
    language, slug = outlook.language, outlook.scene.organisation.slug
    title, _ = outlook.key_place(tab)
    details = {"column": quoted(column.title.say(language), language), "day": date.fromisoformat(day).isoformat()}
    place = Place(slug, title)
    source = _source(outlook, subject)
    if not column.is_answer or source is None:
        return Matter(key, subject, (Problem("put_back", place, details),))
    where = Place("", source.place.tab, source.place.row).say(language)
    return Matter(key, subject, (Problem("answer_put_back", place, {**details, "where": where}),))


def _source(outlook: Outlook, subject: str) -> Submission | None:
    """Return the submission whose answers a row shows; of an event the first of its reports."""
    reports = outlook.events.reports_of.get(subject)
    if reports:
        return reports[0]
    return next((one for one in outlook.submissions if one.key == subject), None)
