"""What came through our own pages takes its place in the responses tabs, and is read there as any other row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.catalogue import FORMS
from forms.cells import Cell, cell_text
from forms.dates import read_moment
from forms.headers import CONSENT, RESPONSE_ID, Layout, find_layout, header_name
from forms.night.scene import Scene
from forms.posts import Post, PostKind, PostState, corrected, folded_posts
from forms.questions import Form
from forms.responses import Response, read_responses
from forms.sheets import ColumnLook, Format, Sheet, TabChange
from forms.tabs.responses import (
    answer_cell,
    look_beside,
    look_of,
    new_responses_tabs,
    responses_tab,
    row_of,
    stamp_cell,
)
from forms.words import Words


@dataclass(frozen=True, slots=True)
class Posting:
    """The tabs as they stand when what waited has its place, and how they come to."""

    scene: Scene
    """With those tabs, in which new rows are known to want their letters."""
    changes: tuple[TabChange, ...] = ()
    shown: tuple[int, ...] = ()
    """Numbers of the posts that stand in their tab when the changes are made."""
    ids: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    """By tab and row, as people count it, the id of what came through a page tonight."""


def place_posts(scene: Scene, let_in: frozenset[int] = frozenset()) -> Posting:
    """Return the tabs with all that waits; a form whose tab cannot be read keeps its own waiting.

    Args:
        scene: What was gathered.
        let_in: Numbers of the posts that were held apart and that the coordinator takes.
    """
    waiting = [
        post
        for post in scene.past.posts
        if post.kind is not PostKind.WITHDRAWAL and (post.state is PostState.WAITING or post.number in let_in)
    ]
    if not waiting:
        return Posting(scene)
    made = {} if scene.sheets else {one.title: one for one in new_responses_tabs(scene.organisation.language)}
    sheets = {sheet.title: sheet for sheet in scene.sheets or map(_sheet_made, made.values())}
    changes = dict(made)
    shown: list[int] = []
    loud: set[str] = set()
    ids: dict[tuple[str, int], str] = {}
    for form in FORMS:
        posts = [post for post in waiting if post.form == form.key]
        placed = _place(scene, form, posts, tuple(sheets.values())) if posts else None
        if placed is None:
            continue
        sheet, change, fresh = placed
        sheets[sheet.title] = sheet
        changes[sheet.title] = _joined(made.get(sheet.title), change)
        shown += [post.number for post in posts]
        loud |= {response.fingerprint for response in fresh}
        ids |= _ids_of(sheet, scene)
    past = replace(scene.past, loud=scene.past.loud | loud)
    changed = tuple(change for change in changes.values() if change.create or change.cells or change.append)
    return Posting(replace(scene, sheets=tuple(sheets.values()), past=past), changed, tuple(shown), ids)


def _sheet_made(change: TabChange) -> Sheet:
    """Return a tab that is about to be made as it will be read."""
    return Sheet(change.title, ([look.title for _, look in sorted(change.columns.items())], *change.append))


def _joined(made: TabChange | None, change: TabChange) -> TabChange:
    """Return the making of a tab and what is added to it as one change."""
    if made is None:
        return change
    columns = {**made.columns, **{place: change.columns[place] for place in change.new_columns}}
    return replace(made, columns=columns, new_columns=frozenset(columns), append=(*made.append, *change.append))


def _target(scene: Scene, form: type[Form], sheets: Sequence[Sheet]) -> tuple[Sheet, Layout] | None:
    """Return the tab that rows of ours stand in: that with their ids, else the one that bears the form's own name."""
    titles = {header_name(title) for title in form.tab.both()}
    found = [
        (sheet, layout)
        for sheet in sheets
        if (layout := find_layout(sheet, scene.organisation.slug, scene.organisation.language)) and layout.form is form
    ]
    ours = [pair for pair in found if header_name(pair[0].title) in titles]
    return next(iter(ours), None)


def _place(
    scene: Scene, form: type[Form], posts: Sequence[Post], sheets: Sequence[Sheet]
) -> tuple[Sheet, TabChange, Sequence[Response]] | None:
    """Return a form's tab with its posts in it, the change that makes it so, and the responses that are new there."""
    language = scene.organisation.language
    target = _target(scene, form, sheets)
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
    widened = _with_columns(scene, form, posts, sheet, layout)
    filled = _filled(scene, posts, *widened)
    sheet, change = filled
    first_new = len(widened[0].rows) + 1
    fresh = [one for one in read_responses(sheet, widened[1]) if one.row >= first_new]
    return sheet, _joined(base, change), fresh


def _column(sheet: Sheet, layout: Layout, title: Words) -> int | None:
    names = [header_name(cell) for cell in sheet.rows[layout.header_row]]
    return next((names.index(name) for name in map(header_name, title.both()) if name in names), None)


def _with_columns(
    scene: Scene, form: type[Form], posts: Sequence[Post], sheet: Sheet, layout: Layout
) -> tuple[Sheet, Layout, dict[int, ColumnLook]]:
    """Return a tab with every column that the posts need, where the columns are then, and how the new ones look."""
    language = scene.organisation.language
    needed = {key for post in posts for key, text in post.answers.items() if text}
    header = list(sheet.rows[layout.header_row])
    width = max((place for place, cell in enumerate(header) if cell_text(cell)), default=-1) + 1
    wanted = [
        look_of(question, language)
        for question, place in zip(form.questions, layout.columns, strict=True)
        if place is None and question.key in needed
    ]
    wanted += [
        look_beside(title, language) for title in (RESPONSE_ID, CONSENT) if _column(sheet, layout, title) is None
    ]
    looks = dict(enumerate(wanted, width))
    if not looks:
        return sheet, layout, {}
    rows = list(sheet.rows)
    rows[layout.header_row] = [*header[:width], *(look.title for look in wanted)]
    widened = Sheet(sheet.title, rows)
    found = find_layout(widened, scene.organisation.slug, language)
    return widened, found or layout, looks


def _filled(
    scene: Scene, posts: Sequence[Post], sheet: Sheet, layout: Layout, new: dict[int, ColumnLook]
) -> tuple[Sheet, TabChange]:
    """Return a tab with its posts in it: new rows below, corrections in the cells that they change."""
    ids, consents = _column(sheet, layout, RESPONSE_ID), _column(sheet, layout, CONSENT)
    there = {
        cell_text(row[ids]): number
        for number, row in reversed(list(enumerate(sheet.rows)))
        if ids is not None and ids < len(row)
    }
    cells: dict[tuple[int, int], Cell] = {}
    for post in posts:
        if post.response_id in there and post.kind is PostKind.CORRECTION:
            cells |= _corrections(sheet, layout, there[post.response_id], post.answers)
    append: list[tuple[Cell, ...]] = []
    for post in folded_posts(posts):
        if post.response_id in there:
            continue
        beside = [
            (place, text) for place, text in ((ids, post.response_id), (consents, post.consent)) if place is not None
        ]
        restored = _restored(scene, post)
        if restored:
            append.append(tuple(row_of(layout, *restored, beside)))
    looks = dict(new)
    if layout.stamp is not None:
        looks.setdefault(layout.stamp, ColumnLook("", format=Format.MOMENT))
    for question, place in zip(layout.form.questions, layout.columns, strict=True):
        if place is not None and look_of(question, scene.organisation.language).format is Format.DATE:
            looks.setdefault(place, ColumnLook("", format=Format.DATE))
    change = TabChange(
        sheet.title, looks, header_row=layout.header_row, new_columns=frozenset(new), cells=cells, append=tuple(append)
    )
    rows = [list(row) for row in sheet.rows]
    for (row, column), cell in cells.items():
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = cell
    return Sheet(sheet.title, (*rows, *append)), change


def _corrections(sheet: Sheet, layout: Layout, row: int, answers: Mapping[str, str]) -> Mapping[tuple[int, int], Cell]:
    """Return the cells that a correction changes; what somebody mended in the others stays."""
    stood = sheet.rows[row]
    return {
        (row, place): answer_cell(question, answers[question.key]) or None
        for question, place in zip(layout.form.questions, layout.columns, strict=True)
        if place is not None
        and question.key in answers
        and cell_text(stood[place] if place < len(stood) else None) != answers[question.key]
    }


def _restored(scene: Scene, post: Post) -> tuple[Cell, Mapping[str, str]] | None:
    """Return the time stamp and all answers of a row that is to be added: of a correction, those it corrects too."""
    if post.kind is PostKind.NEW:
        return stamp_cell(post.posted_at), post.answers
    key = next((key for key, response_id in scene.past.posted.items() if response_id == post.response_id), None)
    known = next((one for one in scene.past.responses.get(post.form, ()) if one.key == key), None)
    if known is None:
        return None
    moment = read_moment(known.stamp)
    return stamp_cell(moment) if moment else known.stamp, corrected(known.answers, post.answers)


def _ids_of(sheet: Sheet, scene: Scene) -> Mapping[tuple[str, int], str]:
    wanted = {post.response_id for post in scene.past.posts}
    layout = find_layout(sheet, scene.organisation.slug, scene.organisation.language)
    place = _column(sheet, layout, RESPONSE_ID) if layout else None
    if place is None:
        return {}
    return {
        (sheet.title, number): text
        for number, row in enumerate(sheet.rows, 1)
        if place < len(row) and (text := cell_text(row[place])) in wanted
    }


def posted_keys(posting: Posting, places: Mapping[str, tuple[str, int]]) -> Mapping[str, str]:
    """Return the ids of tonight's posts by the keys of the submissions that stand in those places."""
    return {key: posting.ids[place] for key, place in places.items() if place in posting.ids}
