"""What people decided: the words typed into decision columns since the last night, and where each subject stands.

A cell of a decision column is compared with what the same cell held before, never with a decision taken elsewhere:
so an old word that still stands in one tab does not undo a newer one from another.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from forms.decisions import FIRST, RESTORE, SETTING_ASIDE, About, decide, options_of, title_of
from forms.memory import Decision
from forms.night.scene import Scene
from forms.problems import Place, Problem
from forms.tabs.attention import ATTENTION
from forms.tabs.columns import COMMENT, DECISION, Tab
from forms.tabs.finding import Found, find_tab, said
from forms.tabs.letters import LETTERS
from forms.tabs.organisation import CONTACTS, ORGANISATION_TABS
from forms.tracking import is_key
from forms.words import Language, quoted

SEPARATOR = "/"
"""Parts a matter's key into its subject and its kind, as «E-7K2M…/edited»."""

_ABOUT_OF_LETTER: Mapping[str, About] = {
    "A": About.APPLICATION,
    "C": About.REVIEW,
    "E": About.REVIEW,
    "V": About.REVIEW,
    "R": About.REVIEW,
    "W": About.REVIEW,
}
_PAIRS = frozenset({"same_person", "same_event"})
_GONE = frozenset({"vanished", "lost"})
"""Kinds of matters about rows that can be brought back."""
AUTHOR = "author"
"""Stands for a tab in what was decided by whoever sent a submission in: that they took it back."""
_RANK = {tab.key: rank for rank, tab in enumerate(ORGANISATION_TABS)} | {AUTHOR: len(ORGANISATION_TABS)}
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a comment beside the word that a row began with decided anything: so any word anywhere is later."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """New words of tonight, and what is typed that is no decision."""

    decisions: tuple[Decision, ...]
    """As typed, by the key of their row: a submission, an event, a person, a letter or a matter."""
    problems: tuple[tuple[str, Problem], ...]
    """By the key of the row."""
    passing: tuple[tuple[str, Problem], ...] = ()
    """The same of lines under Needs attention; it goes when its line does."""


def read_decisions(scene: Scene, versions: Mapping[str, int], unread: Collection[str] = ()) -> Deciding:
    """Read every decision and comment column of ours.

    Args:
        scene: What was gathered.
        versions: By subject, as people saw it: the number that grows whenever its submissions change.
        unread: Keys of tabs whose words nobody can tell whose they are.
    """
    language = scene.organisation.language
    decisions: list[Decision] = []
    problems: dict[bool, list[tuple[str, Problem]]] = {False: [], True: []}
    for tab in ORGANISATION_TABS:
        found = find_tab(tab, scene.sheets)
        if found is None or tab.key in unread:
            continue
        problems[False] += _lost_words(scene, tab, found)
        for key, (typed, written) in said(found).items():
            about = about_row(tab, key)
            before = scene.decisions.get((key, tab.key))
            # A column that somebody deleted says nothing: what stood there still does.
            comment = written if COMMENT in found.columns else before.comment if before else ""
            stood = before.value if before else FIRST.get(about, "") if tab.about else ""
            code = _read_word(tab, key, about, typed) if DECISION in found.columns else stood
            if code is None:
                options = ", ".join(quoted(one, language) for one in _options(key, about, language))
                # Rows that come and go tonight have no number yet.
                row = 0 if tab.passing else found.rows[key] + 1
                place = Place(scene.organisation.slug, found.sheet.title, row)
                problems[tab.passing].append((key, Problem("unknown_decision", place, {"options": options})))
                code = stood
            if before and before.value == code:
                decisions += [replace(before, comment=comment)] if before.comment != comment else []
            elif before is None and code in {"", FIRST.get(about, "")}:
                decisions += [Decision(key, code, comment, NEVER, tab.key)] if comment else []
            else:
                decisions.append(
                    Decision(key, code, comment, scene.now, tab.key, versions.get(subject_of(key), 0), scene.edited_by)
                )
    return Deciding(tuple(decisions), tuple(problems[False]), tuple(problems[True]))


def _options(key: str, about: About, language: Language) -> tuple[str, ...]:
    if key.partition(SEPARATOR)[2] != "mend":
        return options_of(about, language)
    return tuple(title for code in sorted(SETTING_ASIDE) if (title := title_of(about, code, language)))


def about_row(tab: Tab, key: str) -> About:
    """Return what a decision in a row is about: as its tab says, or, where matters stand, as the row's key says."""
    if tab.about:
        return tab.about
    subject, _, kind = key.partition(SEPARATOR)
    if kind in _PAIRS:
        return About.PAIR
    return _ABOUT_OF_LETTER.get(subject[:1], About.ERRAND)


def _lost_words(scene: Scene, tab: Tab, found: Found) -> Iterator[tuple[str, Problem]]:
    """Yield words that stand on no row of ours: its key was erased or typed over, or the row is another's copy."""
    about = tab.about
    if about is None or about not in _ABOUT_OF_LETTER.values() or DECISION not in found.columns:
        return
    unowned = (*found.unkeyed(), *(row for key, row in found.rows.items() if not is_key(key)))
    lost = [row for row in unowned if decide(about, found.text(row, DECISION))]
    first = {key: found.text(row, DECISION) for key, row in found.rows.items()}
    lost += [row for key, row in found.copies if found.text(row, DECISION) not in {"", first[key]}]
    for row in sorted(lost):
        place = Place(scene.organisation.slug, found.sheet.title, row + 1)
        yield f"{found.sheet.title} {row + 1}", Problem("word_without_key", place)


def _read_word(tab: Tab, key: str, about: About, typed: str) -> str | None:
    code = decide(about, typed)
    if tab.about is not None:
        return code
    kind = key.partition(SEPARATOR)[2].partition(":")[0]
    # What is invalid is mended, or set aside; to approve it, or to call it done, would change nothing.
    if kind == "mend":
        return code if code in {"", *SETTING_ASIDE} else None
    # Whatever else a matter is about, it may be called done; a row of another tab may not.
    code = decide(About.ERRAND, typed) if code is None else code
    return None if code == RESTORE and kind not in _GONE else code


def matter_key(subject: str, kind: str, version: int) -> str:
    """Return the key of a matter about one version of a subject: what was said of an earlier one settles nothing."""
    return f"{subject}{SEPARATOR}{kind}" + (f":{version}" if version > 1 else "")


def subject_of(key: str) -> str:
    """Return whom or what a row's key is about: the part before the kind of matter."""
    return key.partition(SEPARATOR)[0]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a subject stands: the decision in force, and the one it was taken on."""

    code: str
    on_version: int
    decision: Decision | None


class Stands:
    """Where every subject stands, given all decisions in the order in which they were taken."""

    def __init__(self, past: Sequence[Decision], fresh: Sequence[Decision]) -> None:
        """Take the decisions known before, each the latest of its subject and tab, and those of tonight."""
        self._latest: dict[str, Decision] = {}
        self._taken: dict[str, int] = {}
        anew = {(decision.subject, decision.tab) for decision in fresh}
        standing = [decision for decision in past if (decision.subject, decision.tab) not in anew]
        # Of two words of one night that of the tab further on holds, now and whenever it is looked at again.
        in_order = sorted((*standing, *fresh), key=lambda decision: (decision.decided_at, _RANK[decision.tab]))
        for number, decision in enumerate(in_order):
            for subject in _subjects(decision):
                self._latest[subject] = decision
                self._taken[subject] = number
        self._pairs = {
            frozenset(subject.split("+")): (decision.value, self._taken[subject])
            for subject, decision in self._latest.items()
            if "+" in subject and SEPARATOR not in subject and decision.value in {"same", "different"}
        }
        self._in_lines: dict[str, list[Decision]] = {}
        for decision in in_order:
            if decision.tab == ATTENTION.key and SEPARATOR in decision.subject:
                self._in_lines.setdefault(subject_of(decision.subject), []).append(decision)
        self._fresh = frozenset(decision.subject for decision in fresh if decision.tab == CONTACTS.key)

    def of(self, subject: str, about: About) -> Stand:
        """Return where a subject stands: by its latest decision, else at the beginning."""
        decision = self._latest.get(subject)
        if decision is None or decision.value in {"", "done", FIRST.get(about, "")}:
            return Stand(FIRST.get(about, ""), 0, None)
        return Stand(decision.value, decision.on_version, decision)

    def is_taken_up(self, subject: str, *, after: str) -> bool:
        """Tell whether a review was called received or approved after another subject was last decided on."""
        decision = self._latest.get(subject)
        is_up = decision is not None and decision.value in {"received", "approved"}
        return is_up and self._taken[subject] > self._taken.get(after, -1)

    def settled_on(self, matter: str) -> int | None:
        """Return the version of its subject at which a matter was called done; None when it never was."""
        decision = self._latest.get(matter)
        return decision.on_version if decision and decision.value else None

    def said_of(self, subject: str) -> Sequence[Decision]:
        """Return what was said of a subject in lines under Needs attention, in the order in which it was said."""
        return self._in_lines.get(subject, ())

    @property
    def verdicts(self) -> Mapping[frozenset[str], str]:
        """Return what was said of pairs: "same" or "different", by the two keys."""
        return {pair: word for pair, (word, _) in self._pairs.items()}

    def of_person(self, contact: str) -> str:
        """Return what was said of a contact in its own row: "same", "different", or nothing."""
        decision = self._latest.get(_of_person(contact))
        return decision.value if decision else ""

    def is_said_tonight(self, contact: str) -> bool:
        """Tell whether something was said tonight of a contact in its own row."""
        return contact in self._fresh

    def is_overruled(self, pair: frozenset[str]) -> bool:
        """Tell whether one of a pair was called nobody else after the two had been called the same."""
        _, taken = self._pairs[pair]
        return any(self.of_person(key) == "different" and self._taken.get(_of_person(key), -1) > taken for key in pair)


def _of_person(contact: str) -> str:
    return f"{contact}{SEPARATOR}person"


def _subjects(decision: Decision) -> Iterable[str]:
    """Return what a decision settles: its row's own key and, for a matter that asks for one, the subject behind it.

    To keep a letter back says nothing about the submission that it answers, nor to part a contact from others anything
    about the ambassador of that key.
    """
    if decision.tab == CONTACTS.key:
        yield _of_person(decision.subject)
        return
    yield decision.subject
    if decision.tab != LETTERS.key and SEPARATOR in decision.subject and decision.value not in {"", "done"}:
        yield subject_of(decision.subject)
