"""The answers that a form itself has against the rows of its tab: one without a row is told and can be had back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from forms.answers import folded
from forms.catalogue import FORMS
from forms.dates import VILNIUS
from forms.google_form.answers import FormAnswer
from forms.night.deciding import SEPARATOR, Stands
from forms.night.matters import Matter
from forms.night.reading import FEW_ROWS
from forms.night.restoring import key_of_answer
from forms.night.scene import Scene
from forms.problems import Place, Problem
from forms.questions import Form
from forms.validation import Submission

ON_ITS_WAY = timedelta(minutes=10)
"""So long an answer may take from the form to the sheet. Our rule: it takes seconds, and a night has time."""

_SAME_MOMENT = timedelta(seconds=2)
"""The form's time and the sheet's stamp of one answer differ by no more; the sheet has no fractions of a second."""


def matters_of_lost_answers(
    scene: Scene, submissions: Sequence[Submission], ids: Mapping[str, str], stands: Stands
) -> Iterator[Matter]:
    """Yield the answers that a form has and no row, nor anything that we remember.

    Args:
        scene: With the forms' own answers, where they may be read.
        submissions: All of tonight, vanished ones included: of these the line of their own says what to do.
        ids: By submission, the id of its response where it is known.
        stands: What was said of such lines.
    """
    for form in FORMS:
        given = [one for one in scene.given.get(form.key, ()) if one.last_submitted_at <= scene.now - ON_ITS_WAY]
        lost = _without_row(form, given, [one for one in submissions if one.form is form], ids)
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
    form: type[Form], given: Iterable[FormAnswer], submissions: Sequence[Submission], ids: Mapping[str, str]
) -> Sequence[FormAnswer]:
    there = {ids[one.key] for one in submissions if one.key in ids}
    by_second: dict[int, list[Submission]] = defaultdict(list)
    for one in submissions:
        if one.submitted_at is not None:
            by_second[int(one.submitted_at.timestamp())].append(one)
    return [one for one in given if one.response_id not in there and not _has_row(form, one, by_second)]


def _has_row(form: type[Form], answer: FormAnswer, by_second: Mapping[int, Sequence[Submission]]) -> bool:
    reach = int(_SAME_MOMENT.total_seconds())
    return any(
        _says_the_same(form, answer, one)
        for moment in (answer.created_at, answer.last_submitted_at)
        for second in range(int(moment.timestamp()) - reach, int(moment.timestamp()) + reach + 1)
        for one in by_second.get(second, ())
    )


def _says_the_same(form: type[Form], answer: FormAnswer, submission: Submission) -> bool:
    """Tell whether at least half of an answer stands in a row; the rest may have been mended there."""
    told = [(form.question(key), text) for key, text in answer.answers.items() if text]
    same = sum(
        folded(submission.raw.get(question.key, "")) == folded(text)
        or question.answer.read(submission.raw.get(question.key, "") or "\x00") == question.answer.read(text)
        for question, text in told
    )
    return same * 2 >= len(told)
