"""Rows that somebody deleted from a responses tab come back by a word: from the ledger, or from the form itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.decisions import RESTORE, About, decide
from forms.google_form.answers import FormAnswer
from forms.headers import find_layout
from forms.night.deciding import subject_of
from forms.night.scene import Scene
from forms.posts import Post, PostKind
from forms.responses import Known, read_responses
from forms.tabs.attention import ATTENTION
from forms.tabs.finding import find_tab, said
from forms.tracking import new_key


@dataclass(frozen=True, slots=True)
class Returned:
    """What tonight's words bring back: responses that are remembered, and answers that only the form has."""

    known: Mapping[str, Sequence[Known]] = field(default_factory=dict[str, Sequence[Known]])
    """By the form's key."""
    answers: tuple[Post, ...] = ()


def key_of_answer(scene: Scene, answer: FormAnswer) -> str:
    """Return the key under which an answer without a row is asked about; it tells nothing of the answer."""
    return new_key("F", answer.response_id, (), scene.key_salt)


def _without_those_there(scene: Scene, form: str, known: Sequence[Known]) -> Sequence[Known]:
    """Leave out what a person brought back in the meantime, be it mended.

    One that was not known to be gone was brought back by a run that could not write any more.
    """
    if not known:
        return ()
    slug, language = scene.organisation.slug, scene.organisation.language
    layouts = [(sheet, found) for sheet in scene.sheets if (found := find_layout(sheet, slug, language))]
    there = [
        one
        for sheet, layout in layouts
        if layout.form.key == form and not layout.stopped
        for one in read_responses(sheet, layout)
    ]
    fingerprints, stamps = {one.fingerprint for one in there}, {one.stamp for one in there}
    return [one for one in known if one.fingerprint not in fingerprints and (one.vanished or one.stamp not in stamps)]


def asked_back(scene: Scene) -> Returned:
    """Return what the coordinator asks back: the word holds for as long as its line stands, and is not remembered."""
    found = find_tab(ATTENTION, scene.sheets)
    words = said(found) if found else dict[str, tuple[str, str]]()
    keys = {subject_of(key) for key, (word, _) in words.items() if decide(About.ERRAND, word) == RESTORE}
    if not keys:
        return Returned()
    known = {
        form: _without_those_there(scene, form, [one for one in responses if one.key in keys])
        for form, responses in scene.past.responses.items()
    }
    answers = tuple(
        Post("", answer.response_id, scene.organisation.slug, form, PostKind.NEW, answer.created_at, answer.answers)
        for form, given in scene.given.items()
        for answer in given
        if key_of_answer(scene, answer) in keys
    )
    return Returned({form: of_form for form, of_form in known.items() if of_form}, answers)
