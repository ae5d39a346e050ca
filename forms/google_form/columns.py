"""How the responses tab of a form differs from its declaration."""

from collections.abc import Sequence

from forms.google_form.differences import Difference, differs
from forms.headers import find_layout
from forms.questions import Form
from forms.sheets import Sheet
from forms.words import Language, Words, quoted


def compare_columns(form: type[Form], sheets: Sequence[Sheet]) -> tuple[Difference, ...]:
    """Return how the headers of a form's responses tabs differ from its questions."""
    layouts = {language: [find_layout(sheet, "", language) for sheet in sheets] for language in Language}
    lt, en = ([one for one in layouts[language] if one and one.form is form] for language in Language)
    if not lt:
        return (differs("no_tab"),)
    found: list[Difference] = []
    if len(lt) > 1:
        found.append(differs("several_tabs", tabs=", ".join(quoted(one.title, Language.LT) for one in lt)))
    for one, other in zip(lt, en, strict=True):
        for problem, same in zip(one.problems, other.problems, strict=True):
            where = quoted(one.title, Language.LT), quoted(one.title, Language.EN)
            what = Words(f"{where[0]}: {problem.what(Language.LT)}", f"{where[1]}: {same.what(Language.EN)}")
            remedy = Words(problem.remedy(Language.LT), same.remedy(Language.EN))
            found.append(Difference(problem.code, what, remedy))
    return tuple(found)
