"""Rows that somebody deleted from a responses tab come back by a word: from the ledger, or from the form itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.decisions import RESTORE, About, decide
from forms.google_form.answers import FormAnswer
from forms.night.deciding import subject_of
from forms.night.scene import Scene
from forms.posts import Post, PostKind
from forms.responses import Known
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


def asked_back(scene: Scene) -> Returned:
    """Return what the coordinator asks back: the word holds for as long as its line stands, and is not remembered."""
    found = find_tab(ATTENTION, scene.sheets)
    words = said(found) if found else dict[str, tuple[str, str]]()
    keys = {subject_of(key) for key, (word, _) in words.items() if decide(About.ERRAND, word) == RESTORE}
    if not keys:
        return Returned()
    known = {
        form: [one for one in responses if one.vanished and one.key in keys]
        for form, responses in scene.past.responses.items()
    }
    answers = tuple(
        Post("", answer.response_id, scene.organisation.slug, form, PostKind.NEW, answer.created_at, answer.answers)
        for form, given in scene.given.items()
        for answer in given
        if key_of_answer(scene, answer) in keys
    )
    return Returned({form: of_form for form, of_form in known.items() if of_form}, answers)
