"""Rows of our tabs that nothing stands behind any more: they stay where people have them, and say so themselves."""

from collections.abc import Callable, Iterator, Mapping

from forms.decisions import JOINED, MEND, ROW_GONE, About, title_of
from forms.night.people import APPLICANT
from forms.night.reviewing import status_of
from forms.night.views import Outlook
from forms.tabs.difference import Line, View
from forms.tabs.finding import find_tab
from forms.tabs.organisation import AMBASSADORS, CONTACTS, EVENTS
from forms.tracking import is_key
from forms.words import Words

_NOTHING = Words("Nebėra", "Gone")
"""What stands in place of a contact's roles when no submission names it any more."""


def with_left_behind(outlook: Outlook, view: View) -> View:
    """Return a view that also says of each row without anything behind it what became of that."""
    lines = _LINES_OF.get(view.tab.key)
    if lines is None:
        return view
    found = find_tab(view.tab, outlook.scene.sheets)
    keys = [key for key in found.rows if key not in view.lines and is_key(key)] if found else []
    return View(view.tab, view.lines, dict(lines(outlook, keys))) if keys else view


def _events(outlook: Outlook, keys: list[str]) -> Iterator[tuple[str, Line]]:
    """Yield what became of events: set aside with their reports, to be mended with them, or joined with another."""
    submissions = {one.key: one for one in outlook.submissions}
    newest = {link.response_key: link.event_key for link in (*outlook.scene.past.event_links, *outlook.events.links)}
    reports: dict[str, list[str]] = {}
    for report, event in newest.items():
        reports.setdefault(event, []).append(report)
    counted = {report for event in outlook.picture.events for report in event.reports}
    for key in keys:
        of_event = [submissions[report] for report in reports.get(key, ()) if report in submissions]
        status = JOINED.say(outlook.language)
        if of_event and not any(one.key in counted for one in of_event):
            rejected = title_of(About.REVIEW, "rejected", outlook.language)
            status = rejected if all(one.is_valid for one in of_event) else MEND.say(outlook.language)
        yield key, {"status": status, "wrong": None}


def _ambassadors(outlook: Outlook, keys: list[str]) -> Iterator[tuple[str, Line]]:
    """Yield where the applications of those stand who are no longer accepted."""
    applications = {
        outlook.people.contact_of[one.key, APPLICANT]: one
        for one in outlook.submissions
        if (one.key, APPLICANT) in outlook.people.contact_of
    }
    for key in keys:
        application = applications.get(key)
        known = application and status_of(application, About.APPLICATION, outlook.stands, outlook.language)
        joined = JOINED if key in outlook.people.same_as else ROW_GONE
        yield key, {"status": known or joined.say(outlook.language)}


def _contacts(outlook: Outlook, keys: list[str]) -> Iterator[tuple[str, Line]]:
    yield from ((key, {"roles": _NOTHING.say(outlook.language), "submissions": 0}) for key in keys)


_LINES_OF: Mapping[str, Callable[[Outlook, list[str]], Iterator[tuple[str, Line]]]] = {
    EVENTS.key: _events,
    AMBASSADORS.key: _ambassadors,
    CONTACTS.key: _contacts,
}
