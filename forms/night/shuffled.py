"""Tabs whose keys no longer stand on their rows: one column was sorted without the others, or pasted over."""

from collections.abc import Iterator, Mapping

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.emails import read_email
from forms.event_report import EventReport
from forms.night.scene import Scene
from forms.problems import Place, Problem
from forms.tabs.columns import Tab
from forms.tabs.finding import find_tab
from forms.tabs.letters import LETTERS
from forms.tabs.organisation import APPLICATIONS, EVENTS, RECORDS

_FROM = 3
"""So many rows that hold what another key stands for are no slip of typing. Our rule."""


def shuffled_tabs(scene: Scene) -> Mapping[str, Problem]:
    """Return by the tab's key what is wrong with tabs whose keys and rows were torn apart: nothing typed there counts.

    A decision beside another person's key would be theirs. Known is it by a word of each row that the ledger knows: an
    address, a title.
    """
    found: dict[str, Problem] = {}
    for tab, column, expected in _expectations(scene):
        standing = find_tab(tab, scene.sheets)
        if standing is None or column not in standing.columns:
            continue
        everybody = {word for words in expected.values() for word in words}
        torn = 0
        for key, row in standing.rows.items():
            there = _plain(standing.text(row, column))
            torn += key in expected and there not in expected[key] and there in everybody
        if torn >= _FROM:
            place = Place(scene.organisation.slug, standing.sheet.title)
            found[tab.key] = Problem("keys_shuffled", place, {"rows": str(torn)})
    return found


def _plain(text: str) -> str:
    return (read_email(text) or " ".join(text.split())).casefold()


def _expectations(scene: Scene) -> Iterator[tuple[Tab, str, Mapping[str, frozenset[str]]]]:
    """Yield tabs, the column to look at, and by key what may stand there."""
    yield APPLICATIONS, "email", _answers(scene, Application.key, "email")
    yield RECORDS, "title", _answers(scene, CoordinatorRecord.key, "title")
    titles = _answers(scene, EventReport.key, "title")
    events: dict[str, frozenset[str]] = {}
    for link in scene.past.event_links:
        said = titles.get(link.response_key, frozenset[str]())
        events[link.event_key] = events.get(link.event_key, frozenset[str]()) | said
    yield EVENTS, "title", events
    yield LETTERS, "recipient", {one.key: frozenset({_plain(one.recipient)}) for one in scene.past.letters}


def _answers(scene: Scene, form: str, question: str) -> dict[str, frozenset[str]]:
    return {
        known.key: frozenset({_plain(text)})
        for known in scene.past.responses.get(form, ())
        if (text := known.answers.get(question))
    }
