"""The script that makes our forms inside Google, for those who have no access to its interfaces."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from forms.google_form.shape import DeclaredForm, Part
from forms.headers import EDIT_LINK, RESPONSE_ID, STAMPS
from forms.words import Language, Words

_DECLARATION = "const DECLARED = null;"
_INTRODUCTION = "{{introduction}}"

_HOW = Words(
    """Žvelk giliau formos. Šis scenarijus sukuria formas, susieja jas su šia skaičiuokle ir prie kiekvieno atsakymo
 * įrašo jo ID ir nuorodą jam taisyti.
 *
 * 1. Organizacijos skaičiuoklėje pasirinkite „Plėtiniai“ → „Apps Script“, įklijuokite visą šį failą ir išsaugokite.
 * 2. Viršuje pasirinkite funkciją „publish“, spustelėkite „Vykdyti“ ir leiskite, ko prašoma.
 * 3. Nuorodos į formas bus žurnale („Vykdymo žurnalas“).
 *
 * Paleidus dar kartą pakeičiama tik tai, kas skiriasi; žmonių pridėti klausimai lieka.""",
    """The forms of Look Deeper. This script makes the forms, links them to this spreadsheet, and writes the id and the
 * edit link of every answer beside it.
 *
 * 1. In the organisation's spreadsheet choose Extensions → Apps Script, paste this whole file, and save.
 * 2. Choose the function “publish” above, click Run, and allow what it asks for.
 * 3. The links to the forms are in the execution log.
 *
 * Running it again changes only what differs; questions that people added stay.""",
)
_WORDS: Mapping[str, Words] = {
    "id": RESPONSE_ID,
    "link": EDIT_LINK,
    "answer": Words("Pildyti", "Answer"),
    "edit": Words("Redaguoti formą", "Edit the form"),
    "responders": Words(
        "Jei formą turi galėti pildyti visi: formoje „Paskelbta“ → „Valdyti“ → „Visi, turintys nuorodą“.",
        "If everybody shall be able to answer: in the form, Published → Manage → Anyone with the link.",
    ),
    "noSpreadsheet": Words(
        "Šis scenarijus turi būti skaičiuoklėje: atverkite ją, tada „Plėtiniai“ → „Apps Script“.",
        "This script belongs into a spreadsheet: open that, then Extensions → Apps Script.",
    ),
    "formGone": Words(
        "Formos „{title}“ atidaryti nepavyko. Jei ji ištrinta, pašalinkite scenarijaus nuosavybę „{property}“ "
        "(projekto nustatymuose) ir paleiskite dar kartą: bus sukurta nauja.",
        "The form “{title}” cannot be opened. If it was deleted, remove the script property “{property}” (in the "
        "project's settings) and run this again: a new one is made.",
    ),
    "wrongKind": Words(
        "Nieko nepakeista: šių klausimų rūšis kita, nei turi būti: {titles}. Pakeiskite ją formoje ir paleiskite dar "
        "kartą.",
        "Nothing was changed: these questions are of another kind than they should be: {titles}. Change it in the "
        "form and run this again.",
    ),
    "unknownQuestion": Words(
        "Formoje yra klausimas, kurio apraše nėra; jis paliktas: {title}",
        "The form asks what is not declared; it was left: {title}",
    ),
    "linkedElsewhere": Words(
        "Forma „{title}“ susieta su kita skaičiuokle; tai palikta. Jei reikia šios: formos skirtuke „Atsakymai“ "
        "atsiekite ją (⋮) ir paleiskite dar kartą.",
        "The form “{title}” is linked to another spreadsheet; that was left. If it shall be this one: in the form's "
        "tab Responses unlink it (⋮) and run this again.",
    ),
}


def apps_script(forms: Sequence[DeclaredForm], language: Language, template: str) -> str:
    """Return the script for forms; the template is the one in `templates/apps_script/`.

    Raises:
        ValueError: when the template has no place for the declaration.
    """
    before, found, after = template.partition(_DECLARATION)
    if not found:
        raise ValueError("the script's template has no place for the declaration")
    words: dict[str, Any] = {name: words.say(language) for name, words in _WORDS.items()}
    words |= {"idNames": RESPONSE_ID.both(), "linkNames": EDIT_LINK.both(), "stamps": sorted(STAMPS)}
    declared = {"forms": [_form(form) for form in forms], "words": words}
    head = before.replace(_INTRODUCTION, _HOW.say(language))
    return f"{head}const DECLARED = {literal(declared)};{after}"


def literal(value: object) -> str:
    """Return a value as JavaScript writes it: no text in it can end the literal or begin a tag."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    # JSON's own escapes end no string; these three are for what reads scripts line by line or within pages.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _form(form: DeclaredForm) -> Mapping[str, Any]:
    return {
        "key": form.key,
        "language": form.language.value,
        "title": form.title,
        "documentTitle": form.document_title,
        "description": form.description,
        "confirmation": form.confirmation,
        "parts": [_part(part) for part in form.parts],
    }


def _part(part: Part) -> Mapping[str, Any]:
    check = part.check
    return {
        "key": part.key,
        "kind": part.kind.value,
        "title": part.title,
        "names": sorted(part.names),
        "help": part.help,
        "required": part.required,
        "options": part.options,
        "routes": part.routes,
        "onward": part.onward,
        "check": check
        and {
            "rule": check.rule.value,
            "message": check.message,
            "least": check.least,
            "most": check.most,
            "pattern": check.pattern,
        },
    }
