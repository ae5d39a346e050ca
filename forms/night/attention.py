"""The tab of what waits for a person: the most urgent first, each with a link to its row."""

from collections.abc import Mapping

from forms.cells import Cell, DaysSince, Link
from forms.dates import VILNIUS
from forms.night.deciding import about_row
from forms.night.matters import Matter
from forms.night.views import Outlook, first_words
from forms.tabs.attention import ATTENTION
from forms.tabs.columns import Tab
from forms.tabs.difference import View
from forms.tabs.organisation import APPLICATIONS, CONTACTS, EVENTS, RECORDS

_ROWS_OF: Mapping[str, Tab] = {"A-": APPLICATIONS, "E-": EVENTS, "C-": RECORDS, "K-": CONTACTS}
"""The tab that has a row for each key, by the key's first letters; single reports stand among the responses alone."""


def _row_link(outlook: Outlook, matter: Matter) -> Cell:
    tab = _ROWS_OF.get(matter.subject[:2])
    if tab is None:
        return _place_link(matter, matter.subject)
    title, column = outlook.key_place(tab)
    return Link(matter.subject, title, column)


def _place_link(matter: Matter, text: str) -> Cell:
    place = matter.problems[0].place
    return Link(text, place.tab, row=place.row) if place.tab and place.row else text


def attention_view(outlook: Outlook) -> View:
    """Return the tab of what waits for a person, the most urgent first."""
    language = outlook.language
    since = outlook.scene.past.matters
    now = outlook.scene.now
    ordered = sorted(outlook.matters, key=lambda one: (one.urgency, since.get(one.key, now), one.key))
    return View(
        ATTENTION,
        {
            matter.key: {
                **first_words(outlook, ATTENTION, matter.key, about_row(ATTENTION, matter.key)),
                "what": matter.what(language),
                "remedy": matter.remedy(language),
                "where": _place_link(matter, matter.where(language)),
                "subject": _row_link(outlook, matter),
                "since": (day := since.get(matter.key, now).astimezone(VILNIUS).date()),
                "age": DaysSince(day, outlook.scene.today),
            }
            for matter in ordered
        },
    )
