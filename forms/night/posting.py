"""What came through our own pages takes its place in the responses tabs, and is read there as any other row."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.catalogue import FORMS
from forms.headers import Layout, find_layout, header_name
from forms.night.filling import filled, with_columns
from forms.night.restoring import Returned
from forms.night.scene import Scene
from forms.posts import Post, PostKind, PostState
from forms.questions import Form
from forms.responses import Known, Response, read_responses
from forms.sheets import Sheet, TabChange
from forms.tabs.responses import new_responses_tabs, responses_tab
from forms.validation import Submission


@dataclass(frozen=True, slots=True)
class Posting:
    """The tabs as they stand when what waited has its place, and how they come to."""

    scene: Scene
    """With those tabs, in which new rows are known to want their letters, and those that come back not to."""
    changes: tuple[TabChange, ...] = ()
    shown: tuple[int, ...] = ()
    """Numbers of the posts that stand in their tab when the changes are made."""


def place_posts(scene: Scene, let_in: frozenset[int] = frozenset(), returned: Returned | None = None) -> Posting:
    """Return the tabs with all that waits; a form whose tab cannot be read keeps its own waiting.

    Args:
        scene: What was gathered.
        let_in: Numbers of the posts that were held apart and that the coordinator takes.
        returned: Rows that come back.
    """
    back = returned or Returned()
    waiting = [
        *back.answers,
        *(
            post
            for post in scene.past.posts
            if post.kind is not PostKind.WITHDRAWAL and (post.state is PostState.WAITING or post.number in let_in)
        ),
    ]
    if not waiting and not back.known:
        return Posting(scene)
    made = {} if scene.sheets else {one.title: one for one in new_responses_tabs(scene.organisation.language)}
    sheets = {sheet.title: sheet for sheet in scene.sheets or map(_sheet_made, made.values())}
    changes = dict(made)
    shown: list[int] = []
    loud, quiet = set[str](), set[str]()
    posted = {post.response_id for post in scene.past.posts}
    for form in FORMS:
        posts = [post for post in waiting if post.form == form.key]
        known = back.known.get(form.key, ())
        placed = _place(scene, form, posts, known, tuple(sheets.values())) if posts or known else None
        if placed is None:
            continue
        sheet, change, fresh = placed
        sheets[sheet.title] = sheet
        changes[sheet.title] = _joined(made.get(sheet.title), change)
        shown += [post.number for post in posts if post.number]
        for response in fresh:
            (loud if response.response_id in posted else quiet).add(response.fingerprint)
    past = replace(scene.past, loud=scene.past.loud | loud, quiet=scene.past.quiet | quiet)
    changed = tuple(change for change in changes.values() if change.create or change.cells or change.append)
    return Posting(replace(scene, sheets=tuple(sheets.values()), past=past), changed, tuple(shown))


def _sheet_made(change: TabChange) -> Sheet:
    """Return a tab that is about to be made as it will be read."""
    return Sheet(change.title, ([look.title for _, look in sorted(change.columns.items())], *change.append))


def _joined(made: TabChange | None, change: TabChange) -> TabChange:
    """Return the making of a tab and what is added to it as one change."""
    if made is None:
        return change
    columns = {**made.columns, **{place: change.columns[place] for place in change.new_columns}}
    return replace(made, columns=columns, new_columns=frozenset(columns), append=(*made.append, *change.append))


def _target(
    scene: Scene, form: type[Form], sheets: Sequence[Sheet], tabs: Container[str]
) -> tuple[Sheet, Layout] | None:
    """Return the tab that rows are added to: where those that come back stood, else that of the form's own name."""
    titles = {header_name(title) for title in form.tab.both()}
    found = [
        (sheet, layout)
        for sheet in sheets
        if (layout := find_layout(sheet, scene.organisation.slug, scene.organisation.language)) and layout.form is form
    ]
    before = [pair for pair in found if pair[0].title in tabs]
    ours = [pair for pair in found if header_name(pair[0].title) in titles]
    return next(iter((*before, *ours)), None)


def _place(
    scene: Scene, form: type[Form], posts: Sequence[Post], back: Sequence[Known], sheets: Sequence[Sheet]
) -> tuple[Sheet, TabChange, Sequence[Response]] | None:
    """Return a form's tab with its posts in it, the change that makes it so, and the responses that are new there."""
    language = scene.organisation.language
    target = _target(scene, form, sheets, {one.tab for one in back})
    base: TabChange | None = None
    if target is None:
        base = responses_tab(form, language)
        taken = {header_name(sheet.title) for sheet in sheets}
        title = next(
            name for number in range(1, len(sheets) + 2)
            if header_name(name := base.title if number == 1 else f"{base.title} {number}") not in taken
        )  # fmt: skip
        base = replace(base, title=title)
        sheet = _sheet_made(base)
        layout = find_layout(sheet, scene.organisation.slug, language)
        assert layout is not None  # noqa: S101 - the form's own header is its header
    else:
        sheet, layout = target
    if layout.stopped:
        return None
    widened = with_columns(scene, form, (*posts, *back), sheet, layout)
    made = filled(scene, posts, back, *widened)
    sheet, change = made
    first_new = len(widened[0].rows) + 1
    fresh = [one for one in read_responses(sheet, widened[1]) if one.row >= first_new]
    return sheet, _joined(base, change), fresh


def posted_keys(scene: Scene, submissions: Sequence[Submission]) -> Mapping[str, str]:
    """Return the ids of what waited tonight by the keys of the submissions that it became."""
    waited = {post.response_id for post in scene.past.posts}
    return {one.key: one.response_id for one in submissions if one.response_id in waited}
