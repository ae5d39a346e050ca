"""How a live form differs from its declaration."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from forms.answers import folded
from forms.google_form.differences import Difference, differs
from forms.google_form.live import LiveForm, LivePart, family, same_options, same_text
from forms.google_form.pairing import Pairs, pair
from forms.google_form.requests import wanted_routes
from forms.google_form.shape import CHOICES, DeclaredForm, Kind, Part


def compare_form(declared: DeclaredForm, live: LiveForm, known: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return every difference, those of the whole form first, then part by part in the declared order."""
    pairs = pair(declared, live, known)
    return (*_of_the_form(declared, live), *_of_the_parts(declared, pairs), *_undeclared(declared, pairs))


def _of_the_form(declared: DeclaredForm, live: LiveForm) -> Iterator[Difference]:
    if not same_text(live.title, declared.title):
        yield differs("form_title")
    if not same_text(live.description, declared.description):
        yield differs("form_description")
    if live.published is False:
        yield differs("not_published")
    elif live.accepting is False:
        yield differs("not_accepting")
    if live.email_collection != declared.EMAIL_COLLECTION:
        yield differs("email_collection")


def _of_the_parts(declared: DeclaredForm, pairs: Pairs) -> Iterator[Difference]:
    moved = _moved([part.key for part in declared.parts if part.key in pairs.live], pairs)
    for part in declared.parts:
        one = pairs.live.get(part.key)
        if one is None:
            yield from _missing(part, pairs)
            continue
        if part.is_question:
            yield from _of_a_question(declared, part, one, pairs)
        else:
            yield from _of_a_page(part, one)
        if part.key in moved:
            yield differs("question_moved" if part.is_question else "page_moved", title=part.title)


def _missing(part: Part, pairs: Pairs) -> Iterator[Difference]:
    if part.key in pairs.perhaps:
        yield differs("question_perhaps_renamed", title=part.title, now=pairs.perhaps[part.key].title)
    else:
        yield differs("question_missing" if part.is_question else "page_missing", title=part.title)


def _of_a_page(part: Part, live: LivePart) -> Iterator[Difference]:
    if not same_text(live.title, part.title):
        yield differs("page_renamed", title=part.title, now=live.title)
    if not same_text(live.help, part.help):
        yield differs("help_changed", title=part.title)


def _of_a_question(declared: DeclaredForm, part: Part, live: LivePart, pairs: Pairs) -> Iterator[Difference]:
    if not same_text(live.title, part.title):
        yield differs("question_renamed", title=part.title, now=live.title)
    if not same_text(live.help, part.help):
        yield differs("help_changed", title=part.title)
    if live.required != part.required:
        yield differs("made_required" if live.required else "made_optional", title=part.title)
    if live.kind is None or family(live.kind) != family(part.kind):
        yield differs("kind_changed", title=part.title)
        return
    if live.kind is not part.kind or not live.exact:
        yield differs("shown_otherwise", title=part.title)
    if part.kind in CHOICES:
        yield from _of_options(part, live, declared.option_names.get(part.key, ()))
        pages = {key: one.id for key, one in pairs.live.items() if one.kind is Kind.PAGE}
        if same_options(part.options, live.options) and wanted_routes(part, pages) != live.routes:
            yield differs("paths_changed", title=part.title)


def _of_options(part: Part, live: LivePart, names: Sequence[Sequence[str]]) -> Iterator[Difference]:
    if same_options(live.options, part.options):
        return
    met, unknown = _met_options(part, live, names)
    gone = [at for at in range(len(part.options)) if at not in met]
    if len(gone) == len(unknown):
        # As many are new as are missing: each took the place of the missing one that stood there.
        met |= dict(zip(gone, unknown, strict=True))
        gone, unknown = [], []
    for at, now in sorted(met.items()):
        if now != part.options[at]:
            yield differs("option_renamed", title=part.title, option=part.options[at], now=now)
    for at in gone:
        yield differs("option_removed", title=part.title, option=part.options[at])
    for now in unknown:
        yield differs("option_added", title=part.title, now=now)
    if not gone and not unknown and [met[at] for at in sorted(met)] != list(live.options):
        yield differs("options_moved", title=part.title)


def _met_options(part: Part, live: LivePart, names: Sequence[Sequence[str]]) -> tuple[dict[int, str], list[str]]:
    """Return the live options by the place of the declared one that they are, and those that are none."""
    met = {part.options.index(option): option for option in live.options if option in part.options}
    unknown: list[str] = []
    for option in live.options:
        if option in part.options:
            continue
        place = next((at for at, some in enumerate(names) if at not in met and folded(option) in some), None)
        if place is None:
            unknown.append(option)
        else:
            met[place] = option
    return met, unknown


def _undeclared(declared: DeclaredForm, pairs: Pairs) -> Iterator[Difference]:
    told = {one.id for one in pairs.perhaps.values()}
    titles = {part.title for part in declared.parts if part.is_question}
    for one in pairs.rest:
        if one.is_question and one.id not in told:
            yield differs("question_doubled" if one.title in titles else "question_added", title=one.title)
        elif one.kind is Kind.PAGE:
            yield differs("page_added", title=one.title)


def _moved(keys: Sequence[str], pairs: Pairs) -> frozenset[str]:
    """Return the fewest parts that must have been moved: those outside a longest run that stands in order."""
    ends: list[int] = []  # the smallest last place of an ordered run, by the run's length
    lengths: list[int] = []
    for key in keys:
        place = pairs.live[key].place
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    longest = len(ends)
    kept: set[str] = set()
    beyond = 2**31
    for key, length in zip(reversed(keys), reversed(lengths), strict=True):
        if length == longest and pairs.live[key].place < beyond:
            kept.add(key)
            beyond = pairs.live[key].place
            longest -= 1
    return frozenset(keys) - kept
