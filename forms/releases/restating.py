"""What later data changed in a released summary: each number, before and after, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from forms.figures import BY_KEY
from forms.language import day, listing
from forms.releases.release import Change, Contents, Release
from forms.releases.rows import KeptRow
from forms.words import Language, Words


class Cause(StrEnum):
    """Why a released number changed."""

    LATE = "late_report"
    CORRECTION = "correction"
    DECISION = "decision"
    SPLIT = "merge_undone"
    JOINED = "joined"
    ERASURE = "erasure"
    RULE = "disclosure"


CAUSES: Mapping[Cause, Words] = {
    Cause.LATE: Words("vėlesnis pateikimas", "late report"),
    Cause.CORRECTION: Words("pataisymas", "correction"),
    Cause.DECISION: Words("sprendimas", "decision"),
    Cause.SPLIT: Words("išskirta, kas buvo sujungta", "merge undone"),
    Cause.JOINED: Words("sujungta", "joined"),
    Cause.ERASURE: Words("ištrynimas", "erasure"),
    Cause.RULE: Words("mažų skaičių apsauga", "protection of small counts"),
}
"""Each cause in words; with how many rows it concerns behind it."""

_CHANGE = Words("{name}: {after}, buvo {before} ({why})", "{name}: {after}, {before} before ({why})")
_RESTATED = Words(
    "{whose}, {period}: paskelbta {version} versija ({on}). {changes}.",
    "{whose}, {period}: version {version} released ({on}). {changes}.",
)
NOT_SHOWN = Words("neskelbiama", "not shown")


def changes_between(before: Release, after: Contents, seen: Mapping[str, datetime]) -> tuple[Change, ...]:
    """Return each printed number that differs from a release's, in the order of the figures.

    Args:
        before: The version released before.
        after: What would be told now.
        seen: By submission when it was first seen; one that is remembered no more is not there.
    """
    return tuple(
        Change(key, was, is_now, _causes(before, after, key, seen))
        for key, is_now in after.figures.items()
        if (was := before.contents.figures.get(key, "")) != is_now
    )


def _causes(before: Release, after: Contents, key: str, seen: Mapping[str, datetime]) -> Mapping[str, int]:
    then, now = before.contents, after
    concerned = {*then.behind.get(key, ()), *now.behind.get(key, ())}
    found = Counter(
        str(cause) for row in sorted(concerned) if (cause := _cause(row, key, before, after, seen)) is not None
    )
    return dict(sorted(found.items())) or {str(Cause.RULE): 0}


def _cause(row: str, figure: str, before: Release, after: Contents, seen: Mapping[str, datetime]) -> Cause | None:
    """Return why a row counts otherwise than it did; None when it does not."""
    then, now = before.contents.rows.get(row), after.rows.get(row)
    counted, counts = row in before.contents.behind.get(figure, ()), row in after.behind.get(figure, ())
    if counted == counts and then == now:
        return None
    nothing: Mapping[str, int] = {}
    old, new = then.versions if then else nothing, now.versions if now else nothing
    added = new.keys() - old.keys()
    moved = _elsewhere([*old], row, after.rows) or _elsewhere([*added], row, before.contents.rows)
    tests = (
        (Cause.ERASURE, any(key not in seen for key in old)),
        (Cause.SPLIT, moved and _parted(row, before.contents.rows, after.rows)),
        (Cause.JOINED, moved),
        (Cause.LATE, any(seen.get(key, before.released_at) > before.released_at for key in added)),
        (Cause.CORRECTION, any(old.get(key, number) != number for key, number in new.items())),
    )
    return next((cause for cause, holds in tests if holds), Cause.DECISION)


def _elsewhere(submissions: Sequence[str], row: str, rows: Mapping[str, KeptRow]) -> bool:
    """Tell whether submissions stand behind another row."""
    wanted = set(submissions)
    return any(key != row and not wanted.isdisjoint(one.versions) for key, one in rows.items())


def _parted(row: str, then: Mapping[str, KeptRow], now: Mapping[str, KeptRow]) -> bool:
    """Tell whether submissions that stood behind one row stand behind several."""
    concerned = {*(then[row].versions if row in then else ()), *(now[row].versions if row in now else ())}
    before = {key for key, one in then.items() if not concerned.isdisjoint(one.versions)}
    # What stood with them before is concerned, too: the row that went has no other submission of its own.
    concerned |= {submission for key in before for submission in then[key].versions}
    after = {key for key, one in now.items() if not concerned.isdisjoint(one.versions)}
    return len(after) > len(before)


def say_change(change: Change, language: Language) -> str:
    """Return a changed number in words, without a full stop."""
    why = [
        f"{CAUSES[Cause(code)].say(language)}: {rows}" if rows else CAUSES[Cause(code)].say(language)
        for code, rows in change.causes.items()
    ]
    before, after = (NOT_SHOWN.say(language) if text == "" else text for text in (change.before, change.after))
    name = BY_KEY[change.figure].name.say(language)
    return _CHANGE.say(language, name=name, before=before, after=after, why=listing(why, language))


def say_restated(
    releases: Sequence[Release], since_at: datetime, until_at: datetime, names: Mapping[str, str], language: Language
) -> tuple[str, ...]:
    """Return the sentences of the weekly letter on restatements released from one moment until before another.

    Args:
        releases: Of the letter's scope.
        since_at: The first moment of the week.
        until_at: The first moment after it.
        names: Of organisations by slug, the programme's under the empty one.
        language: The reader's.
    """
    return tuple(_sentences(releases, since_at, until_at, names, language))


def _sentences(
    releases: Sequence[Release], since_at: datetime, until_at: datetime, names: Mapping[str, str], language: Language
) -> Iterator[str]:
    for one in releases:
        if one.contents.changes and since_at <= one.released_at < until_at:
            yield _RESTATED.say(
                language,
                whose=names.get(one.organisation, one.organisation),
                period=one.period.words(language),
                version=one.version,
                on=day(one.released_on, language),
                changes="; ".join(say_change(change, language) for change in one.contents.changes),
            )
