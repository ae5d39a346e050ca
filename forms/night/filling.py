"""Filling a responses tab: the columns that rows need, new rows below, corrections in the cells that they change."""

from collections.abc import Mapping, Sequence

from forms.cells import Cell, cell_text
from forms.dates import read_moment
from forms.headers import CONSENT, RESPONSE_ID, Layout, column_titled, find_layout, header_name
from forms.night.scene import Scene
from forms.posts import Post, PostKind, corrected, folded_posts
from forms.questions import Form
from forms.responses import Known
from forms.sheets import ColumnLook, Format, Sheet, TabChange
from forms.tabs.responses import answer_cell, look_beside, look_of, row_of, stamp_cell


def with_columns(
    scene: Scene, form: type[Form], added: Sequence[Post | Known], sheet: Sheet, layout: Layout
) -> tuple[Sheet, Layout, dict[int, ColumnLook]]:
    """Return a tab with every column that new rows need, where the columns are then, and how the new ones look."""
    language = scene.organisation.language
    needed = {key for one in added for key, text in one.answers.items() if text}
    header = list(sheet.rows[layout.header_row])
    width = max((place for place, cell in enumerate(header) if cell_text(cell)), default=-1) + 1
    wanted = [
        look_of(question, language)
        for question, place in zip(form.questions, layout.columns, strict=True)
        if place is None and question.key in needed
    ]
    names = [header_name(cell) for cell in header]
    beside = (RESPONSE_ID, CONSENT) if any(isinstance(one, Post) for one in added) else ()
    wanted += [look_beside(title, language) for title in beside if column_titled(title, names) is None]
    looks = dict(enumerate(wanted, width))
    if not looks:
        return sheet, layout, {}
    rows = list(sheet.rows)
    rows[layout.header_row] = [*header[:width], *(look.title for look in wanted)]
    widened = Sheet(sheet.title, rows)
    found = find_layout(widened, scene.organisation.slug, language)
    return widened, found or layout, looks


def filled(
    scene: Scene,
    posts: Sequence[Post],
    back: Sequence[Known],
    sheet: Sheet,
    layout: Layout,
    new: dict[int, ColumnLook],
) -> tuple[Sheet, TabChange]:
    """Return a tab with its posts in it: new rows below, corrections in the cells that they change."""
    ids = layout.response_id
    consents = column_titled(CONSENT, [header_name(cell) for cell in sheet.rows[layout.header_row]])
    there = {
        cell_text(row[ids]): number
        for number, row in reversed(list(enumerate(sheet.rows)))
        if ids is not None and ids < len(row)
    }
    cells: dict[tuple[int, int], Cell] = {}
    for post in posts:
        if post.response_id in there and post.kind is PostKind.CORRECTION:
            cells |= _corrections(sheet, layout, there[post.response_id], post.answers)
    append = [tuple(_row_again(scene, layout, one, ids)) for one in back]
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


def _row_again(scene: Scene, layout: Layout, known: Known, ids: int | None) -> list[Cell]:
    """Return a row as it stood: with its own time stamp, by which it is known again."""
    moment = read_moment(known.stamp) if known.stamp else None
    response_id = scene.past.posted.get(known.key, "")
    beside = [(ids, response_id)] if ids is not None and response_id else []
    return row_of(layout, stamp_cell(moment) if moment else known.stamp, known.answers, beside)


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
