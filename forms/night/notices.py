"""What happened once and is told until somebody says done: columns made anew, two words of one night."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from forms.memory import Decision
from forms.night.deciding import SEPARATOR, subject_of
from forms.night.matters import Matter
from forms.night.views import Outlook
from forms.problems import Place, Problem
from forms.sheets import TabChange
from forms.tabs.attention import ATTENTION
from forms.tabs.difference import View
from forms.tabs.finding import find_tab
from forms.tabs.organisation import ORGANISATION_TABS

_TABS = {tab.key: tab for tab in ORGANISATION_TABS}
_REMADE, _TWO_WORDS = "remade", "two_words"


def notices(outlook: Outlook, changed: Sequence[tuple[View, TabChange]], said: Sequence[Decision]) -> Iterator[Matter]:
    """Yield what happened tonight and what happened before and nobody has called done.

    Args:
        outlook: All that the tabs are made from.
        changed: What is to change in the tabs.
        said: Tonight's words.
    """
    day = outlook.scene.today.isoformat()
    before = [key for key in outlook.scene.past.matters if _kind(key) in {_REMADE, _TWO_WORDS}]
    tonight = [
        *(f"{title}{SEPARATOR}{_REMADE}:{day}" for title in _remade(outlook, changed)),
        *(f"{subject}{SEPARATOR}{_TWO_WORDS}:{day}" for subject in _two_words(said)),
    ]
    for key in dict.fromkeys((*before, *tonight)):
        if outlook.stands.settled_on(key) is None:
            yield _matter(outlook, key)


def _kind(key: str) -> str:
    return key.partition(SEPARATOR)[2].partition(":")[0]


def _matter(outlook: Outlook, key: str) -> Matter:
    subject, _, kind = key.partition(SEPARATOR)
    code, _, day = kind.partition(":")
    if code == _REMADE:
        tab = _TABS.get(subject)
        place = Place(outlook.scene.organisation.slug, outlook.key_place(tab)[0] if tab else subject)
        return Matter(key, subject, (Problem("columns_remade", place, {"day": day}),))
    return Matter(key, subject, (Problem(_TWO_WORDS, Place(outlook.scene.organisation.slug), {"day": day}),))


def _remade(outlook: Outlook, changed: Iterable[tuple[View, TabChange]]) -> Iterator[str]:
    """Yield the tabs that stood before and lack a column of ours, or that nobody could find any more."""
    # A workbook without any tab of ours is a new one.
    if not any(find_tab(tab, outlook.scene.sheets) for tab in ORGANISATION_TABS):
        return
    for view, change in changed:
        stood = view.tab.key in outlook.scene.past.shown
        if stood and (change.create or change.new_columns):
            yield view.tab.key


def _two_words(said: Sequence[Decision]) -> Iterator[str]:
    """Yield the subjects of which two tabs say different things tonight."""
    words: dict[str, set[str]] = defaultdict(set)
    for one in said:
        decides = one.tab != ATTENTION.key or one.value not in {"", "done"}
        if decides and "+" not in one.subject and one.tab in {ATTENTION.key, "applications", "events", "records"}:
            words[subject_of(one.subject)].add(one.value)
    yield from (subject for subject, values in words.items() if len(values) > 1)
