"""The answers that a form itself has against the rows of its tab: one without a row is told and can be had back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from forms.catalogue import FORMS
from forms.dates import VILNIUS
from forms.google_form.answers import FormAnswer
from forms.night.deciding import SEPARATOR, Stands
from forms.night.identifying import rows_of
from forms.night.matters import Matter
from forms.night.reading import FEW_ROWS
from forms.night.restoring import key_of_answer
from forms.night.scene import Scene
from forms.problems import Place, Problem
from forms.questions import Form
from forms.validation import Submission

ON_ITS_WAY = timedelta(minutes=10)
"""So long an answer may take from the form to the sheet. Our rule: it takes seconds, and a night has time."""


def matters_of_lost_answers(scene: Scene, submissions: Sequence[Submission], stands: Stands) -> Iterator[Matter]:
    """Yield the answers that a form has and no row, nor anything that we remember.

    Args:
        scene: With the forms' own answers, where they may be read.
        submissions: All of tonight, vanished ones included: of these the line of their own says what to do.
        stands: What was said of such lines.
    """
    for form in FORMS:
        given = [one for one in scene.given.get(form.key, ()) if one.last_submitted_at <= scene.now - ON_ITS_WAY]
        lost = _without_row(form, given, [one for one in submissions if one.form is form])
        place = Place(scene.organisation.slug, form.tab.say(scene.organisation.language))
        if len(lost) >= FEW_ROWS and len(lost) * 2 > len(given):
            # Most likely another tab is meant, or the form was linked anew: a line each would help nobody.
            parts = {"count": str(len(lost)), "form": form.title.say(scene.organisation.language)}
            yield Matter(f"{place.tab}{SEPARATOR}answers_lost", place.tab, (Problem("answers_lost", place, parts),))
            continue
        for one in lost:
            key = f"{key_of_answer(scene, one)}{SEPARATOR}lost"
            if stands.settled_on(key) is None:
                day = one.last_submitted_at.astimezone(VILNIUS).date().isoformat()
                yield Matter(key, key.partition(SEPARATOR)[0], (Problem("answer_lost", place, {"day": day}),))


def _without_row(
    form: type[Form], given: Iterable[FormAnswer], submissions: Sequence[Submission]
) -> Sequence[FormAnswer]:
    there = {one.response_id for one in submissions}
    missed = [one for one in given if one.response_id not in there]
    rows = rows_of(form, missed, [(one.submitted_at, one.raw) for one in submissions])
    return [one for one, numbers in zip(missed, rows, strict=True) if not numbers]
