"""Which Google Forms are ours: a small file in the home, written whole or not at all.

Nothing is lost with it: a form that is named again (`--form`) is known by the ids of its questions, or by their titles.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from flows.errors import OutsideError
from forms.words import Words


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form of Google's that belongs to an organisation's form in one language."""

    id: str
    parts: Mapping[str, str]
    """By key, the ids of its questions and pages."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a Google Form is: an organisation's form, in one language."""

    organisation: str
    form: str
    language: str


class KnownForms:
    """The file of the forms that are known."""

    def __init__(self, file: Path) -> None:
        """Take the file's path; it is made when the first form is kept."""
        self._file = file

    def find(self, owner: Owner) -> KnownForm | None:
        """Return the form of an owner, if one is known. Raises OutsideError."""
        return self._read().get(owner)

    def all(self) -> list[tuple[Owner, KnownForm]]:
        """Return all forms that are known, with their owners. Raises OutsideError."""
        return sorted(self._read().items(), key=lambda pair: astuple(pair[0]))

    def owner_of(self, form_id: str) -> Owner | None:
        """Return whose form an id is, if it is known. Raises OutsideError."""
        return next((owner for owner, known in self._read().items() if known.id == form_id), None)

    def keep(self, owner: Owner, known: KnownForm) -> None:
        """Remember a form; nothing is written when nothing is new. Raises OutsideError."""
        all_known = self._read()
        if all_known.get(owner) == known:
            return
        all_known[owner] = known
        tree: dict[str, dict[str, dict[str, Any]]] = {}
        for one, form in sorted(all_known.items(), key=lambda pair: astuple(pair[0])):
            kept = {"id": form.id, "parts": dict(form.parts)}
            tree.setdefault(one.organisation, {}).setdefault(one.form, {})[one.language] = kept
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")
        draft.replace(self._file)

    def _read(self) -> dict[Owner, KnownForm]:
        if not self._file.exists():
            return {}
        try:
            tree = json.loads(self._file.read_text(encoding="utf-8"))
            return {
                Owner(organisation, form, language): KnownForm(str(kept["id"]), dict(kept["parts"]))
                for organisation, forms in tree.items()
                for form, languages in forms.items()
                for language, kept in languages.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            raise OutsideError(
                Words(
                    f"Failo {self._file} perskaityti negalima. Ištrinkite jį ir formas nurodykite iš naujo: "
                    "lookdeeper forms publish --form ADRESAS.",
                    f"The file {self._file} cannot be read. Delete it and name the forms again: "
                    "lookdeeper forms publish --form ADDRESS.",
                )
            ) from None
