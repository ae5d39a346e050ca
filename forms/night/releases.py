"""The tab of releases: where each stands on its way to the ministry, and the words by which people take it further."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from forms.dates import VILNIUS
from forms.decisions import About, decide, title_of
from forms.releases.release import Release
from forms.releases.steps import Sign, next_step, say_step
from forms.sheets import Sheet
from forms.tabs.columns import COMMENT, DECISION
from forms.tabs.difference import Line
from forms.tabs.finding import find_tab, said
from forms.tabs.national import RELEASES
from forms.words import Language, Words

_NO_SUCH_WORD = Words("Pasirinkite žodį iš sąrašo", "Choose a word from the list")
_CHECKSUM_SHOWN = 16
"""Characters of a checksum that are enough to hold two papers against each other."""


def key_of(release: Release) -> str:
    """Return the key of a release's line, as «S-0012»."""
    return f"S-{release.number:04}"


def typed_steps(sheets: Sequence[Sheet]) -> Mapping[str, tuple[str | None, str]]:
    """Return by key what stands in each line: the step ("" for none, None for no such word), and the comment."""
    found = find_tab(RELEASES, sheets)
    words = said(found) if found else dict[str, tuple[str, str]]()
    return {key: (decide(About.RELEASE, word), comment) for key, (word, comment) in words.items()}


def signs_of_tonight(releases: Sequence[Release], sheets: Sequence[Sheet], now: datetime) -> Mapping[int, Sign]:
    """Return what was signed since the last night, by the number of the release: the very next step, or nothing.

    A word that is too early waits, and says so in its line; what was signed stays so, whatever is typed later.
    """
    typed = typed_steps(sheets)
    newest = newest_versions(releases)
    signs: dict[int, Sign] = {}
    for one in releases:
        step, comment = typed.get(key_of(one), ("", ""))
        is_newest = newest[one.organisation, one.period.from_on, one.period.to_on] == one.version
        if step and is_newest and step == next_step(one.organisation, one.signs):
            signs[one.number] = Sign(step, now, comment)
    return signs


def newest_versions(releases: Sequence[Release]) -> Mapping[tuple[object, ...], int]:
    """Return the latest version of each summary that was released, by its scope and period."""
    newest: dict[tuple[object, ...], int] = {}
    for one in releases:
        key = (one.organisation, one.period.from_on, one.period.to_on)
        newest[key] = max(newest.get(key, 0), one.version)
    return newest


def release_lines(
    releases: Sequence[Release], sheets: Sequence[Sheet], names: Mapping[str, str], whole: str, language: Language
) -> Mapping[str, Line]:
    """Return the lines of the tab, one a release.

    Args:
        releases: All of them, with tonight's signs.
        sheets: The national workbook as it was read.
        names: Of organisations, by slug.
        whole: What the whole programme is called.
        language: The language of the tab.
    """
    typed, newest = typed_steps(sheets), newest_versions(releases)
    lines: dict[str, Line] = {}
    for one in sorted(releases, key=lambda release: -release.number):
        step = typed.get(key_of(one), ("", ""))[0]
        latest = newest[one.organisation, one.period.from_on, one.period.to_on]
        status = say_step(one.organisation, one.signs, step or "", latest if latest > one.version else 0)
        words = status.say(language)
        lines[key_of(one)] = {
            DECISION: "",
            COMMENT: "",
            "status": f"{words}. {_NO_SUCH_WORD.say(language)}." if step is None else words,
            "organisation": names.get(one.organisation, one.organisation) if one.organisation else whole,
            "period": f"{one.period.from_on} – {one.period.to_on}",
            "version": one.version,
            "released_on": one.released_at.astimezone(VILNIUS).date(),
            "released_by": one.released_by,
            "signs": "\n".join(_signed(sign, language) for sign in one.signs),
            "checksum": one.checksum[:_CHECKSUM_SHOWN],
        }
    return lines


def _signed(sign: Sign, language: Language) -> str:
    words = f"{sign.signed_at.astimezone(VILNIUS):%Y-%m-%d %H:%M} {title_of(About.RELEASE, sign.step, language)}"
    return f"{words} ({sign.comment})" if sign.comment else words
